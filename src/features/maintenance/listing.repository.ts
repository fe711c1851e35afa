import { Injectable } from '@nestjs/common';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { ListingSource } from '../../domain/maintenance/loop-state.js';
import type { LoopStage } from '../../domain/maintenance/loop-table.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { WorkKind } from './work-kind.js';

/** A stay on the over-limit list with what the register says of the vehicle. */
export interface ListedVehicle {
  /** The fact of its first failure. */
  readonly id: string;
  readonly vehicleId: string;
  readonly state: LoopStage;
  readonly cycle: number;
  readonly source: ListingSource;
  readonly since: Instant;
  readonly discoveredSite: SiteCode;
  readonly discoveredDivision: string | null;
  readonly noticeQueue: 'SITE' | 'NATIONAL';
  readonly noticeDivision: string | null;
  readonly failure: string;
  readonly failureStation: string | null;
  readonly noticeDueOn: CivilDate | null;
  readonly noticeServedAt: Instant | null;
  readonly dueOn: CivilDate | null;
  readonly dueNote: string | null;
  readonly intakeStation: string | null;
  readonly repairStation: string | null;
  readonly repairedAt: Instant | null;
  readonly overdueSince: CivilDate | null;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  readonly clearedStation: string | null;
  /** Null where no register knows the vehicle. */
  readonly vin: string | null;
  readonly plateNumber: string | null;
  readonly plateType: string | null;
  readonly vehicleType: string | null;
  readonly division: string | null;
}

/** Where a page begins: after this one. */
export interface ListingPosition {
  readonly since: Instant;
  readonly id: string;
}

const COLUMNS = `l.id, l.vehicle_id AS "vehicleId", l.state, l.cycle, l.source, l.since, l.discovered_site AS "discoveredSite",
  l.discovered_division AS "discoveredDivision", l.notice_queue AS "noticeQueue", l.notice_division AS "noticeDivision",
  l.failure_fact AS failure, l.failure_station AS "failureStation", l.notice_due_on AS "noticeDueOn",
  l.notice_served_at AS "noticeServedAt", l.due_on AS "dueOn", l.due_note AS "dueNote",
  l.intake_station AS "intakeStation", l.repair_station AS "repairStation", l.repaired_at AS "repairedAt",
  l.overdue_since AS "overdueSince", l.ended_at AS "endedAt", l.ended_by AS "endedBy",
  l.cleared_station AS "clearedStation", v.vin, v.plate_number AS "plateNumber", v.plate_type AS "plateType",
  v.vehicle_type AS "vehicleType", v.division`;
const FROM = 'FROM over_limit_listing l LEFT JOIN vehicle v ON v.id = l.vehicle_id';
const AFTER = '($1::timestamptz IS NULL OR (l.since, l.id) > ($1, $2::uuid))';
const PAGE_END = 'ORDER BY l.since, l.id LIMIT $3';

const BY_ID = statement('listing_by_id', `SELECT ${COLUMNS} ${FROM} WHERE l.id = $1`);
const OPEN = statement(
  'listing_open_page',
  `SELECT ${COLUMNS} ${FROM} WHERE l.ended_at IS NULL AND ${AFTER} AND ($5::text IS NULL OR l.state = $5)
     AND left(coalesce(v.division, l.discovered_division, l.discovered_site), length($4::text)) = $4 ${PAGE_END}`,
);

/** $4: the station; for REFERRED what the divisions of its city begin with. */
const WORK: Readonly<Record<WorkKind, ReturnType<typeof statement>>> = {
  REFERRED: statement(
    'listing_work_referred',
    `SELECT ${COLUMNS} ${FROM} WHERE l.ended_at IS NULL AND ${AFTER} AND l.intake_station IS NULL
       AND l.repair_station IS NULL AND l.state IN ('LISTED', 'NOTIFIED') AND left(v.division, length($4::text)) = $4 ${PAGE_END}`,
  ),
  IN_REPAIR: statement(
    'listing_work_in_repair',
    `SELECT ${COLUMNS} ${FROM} WHERE l.ended_at IS NULL AND ${AFTER} AND l.intake_station = $4
       AND l.repaired_at IS NULL ${PAGE_END}`,
  ),
  WAITING_FOR_RETEST: statement(
    'listing_work_waiting',
    `SELECT ${COLUMNS} ${FROM} WHERE l.ended_at IS NULL AND ${AFTER} AND l.repair_station = $4
       AND l.state = 'REPAIRED' ${PAGE_END}`,
  ),
  OVERDUE: statement(
    'listing_work_overdue',
    `SELECT ${COLUMNS} ${FROM} WHERE l.ended_at IS NULL AND ${AFTER} AND l.intake_station = $4
       AND l.overdue_since IS NOT NULL ${PAGE_END}`,
  ),
};

/** The over-limit list as it is asked for. */
@Injectable()
export class ListingRepository {
  async byId(tx: Pick<Tx, 'query'>, id: string): Promise<ListedVehicle | null> {
    const [row] = await tx.query<ListedVehicle>(BY_ID, [id]);
    return row ?? null;
  }

  /** Open listings of vehicles registered in the divisions with the prefix, or found there; by age. */
  open(
    tx: Tx,
    asked: { readonly prefix: string; readonly state: LoopStage | null },
    after: ListingPosition | null,
    count: number,
  ): Promise<readonly ListedVehicle[]> {
    return tx.query<ListedVehicle>(OPEN, [...placeOf(after), count, asked.prefix, asked.state]);
  }

  /** What a repair station has to do, by age. @param whose its code, or for REFERRED the prefix of its city */
  work(
    tx: Tx,
    kind: WorkKind,
    whose: string,
    after: ListingPosition | null,
    count: number,
  ): Promise<readonly ListedVehicle[]> {
    return tx.query<ListedVehicle>(WORK[kind], [...placeOf(after), count, whose]);
  }
}

const placeOf = (after: ListingPosition | null): readonly (string | null)[] => [
  after?.since ?? null,
  after?.id ?? null,
];
