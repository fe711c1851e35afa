import { Injectable } from '@nestjs/common';
import type {
  CheckType,
  InspectionReported,
  ReportResult,
  TestMethod,
} from '../../domain/emission/emission-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** A report with its fact. */
export interface ListedReport {
  readonly fact: string;
  readonly vehicle: string;
  readonly site: string;
  readonly division: string;
  readonly recordedAt: Instant;
  readonly endedAt: Instant;
  readonly inForce: boolean;
  readonly held: boolean;
  readonly supersedes: string | null;
  readonly payload: InspectionReported;
}

/** Conditions, all of which must hold; null: any. Corrected reports come only when they are asked for. */
export interface ReportConditions {
  readonly result: ReportResult | null;
  readonly method: TestMethod | null;
  readonly checkType: CheckType | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly held: boolean | null;
  readonly corrected: boolean;
  readonly vehicle: string | null;
}

/** Which reports are read at all: those of stations, of a division, or of vehicles that the caller has before it. */
export type ReportReach =
  { readonly stations: readonly string[] } | { readonly division: string } | { readonly vehicle: string };

/** Where a page begins: after this one. */
export interface ReportPosition {
  readonly endedAt: Instant;
  readonly fact: string;
}

const COLUMNS = `t.fact_id, t.vehicle_id, t.site, t.division, t.recorded_at, t.ended_at, t.in_force, t.held, t.supersedes`;
const FULL = `t.fact_id AS fact, t.vehicle_id AS vehicle, t.site, t.division, t.recorded_at AS "recordedAt",
  t.ended_at AS "endedAt", t.in_force AS "inForce", t.held, t.supersedes, f.payload`;
const ORDER = 'ORDER BY t.ended_at DESC, t.fact_id DESC LIMIT $3';
/** $4 result, $5 method, $6 check type, $7 from, $8 to, $9 held, $10 corrected ones too, $11 vehicle. */
const CONDITIONS = `(t.ended_at, t.fact_id) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  AND ($4::text IS NULL OR t.result = $4) AND ($5::text IS NULL OR t.method = $5)
  AND ($6::text IS NULL OR t.check_type = $6) AND t.ended_at >= coalesce($7::timestamptz, '-infinity')
  AND t.ended_at < coalesce($8::timestamptz, 'infinity') AND ($9::boolean IS NULL OR t.held = $9)
  AND ($10::boolean OR t.in_force) AND ($11::uuid IS NULL OR t.vehicle_id = $11)`;

const NEWEST_FIRST = 'ORDER BY t.ended_at DESC, t.fact_id DESC';
const SELECTED = `SELECT ${COLUMNS} FROM test_report t`;
const WITH_FACTS = `AS t JOIN fact f ON f.id = t.fact_id ${NEWEST_FIRST}`;
/** Each station by its index; the newest of all of them are among the newest of each. */
const EACH_STATION = 'SELECT t.* FROM unnest((SELECT $12::text[])) AS own (code) CROSS JOIN LATERAL';
const TERRITORY = 'left(t.division, 2) = left($12, 2) AND starts_with(t.division, $12)';

const OF_STATIONS = statement(
  'test_reports_of_stations',
  `SELECT ${FULL} FROM (${EACH_STATION} (
     ${SELECTED} WHERE t.station_code = own.code AND ${CONDITIONS} ${ORDER}) AS t ${ORDER}) ${WITH_FACTS}`,
);
const HELD_OF_STATIONS = statement(
  'test_reports_held_of_stations',
  `SELECT ${FULL} FROM (${EACH_STATION} (
     ${SELECTED} WHERE t.station_code = own.code AND t.held AND ${CONDITIONS} ${ORDER}) AS t ${ORDER}) ${WITH_FACTS}`,
);
const OF_TERRITORY = statement(
  'test_reports_of_territory',
  `SELECT ${FULL} FROM (${SELECTED} WHERE ${TERRITORY} AND ${CONDITIONS} ${ORDER}) ${WITH_FACTS}`,
);
const HELD_OF_TERRITORY = statement(
  'test_reports_held_of_territory',
  `SELECT ${FULL} FROM (${SELECTED} WHERE ${TERRITORY} AND t.held AND ${CONDITIONS} ${ORDER}) ${WITH_FACTS}`,
);
const OF_VEHICLE = statement(
  'test_reports_of_vehicle',
  `SELECT ${FULL} FROM (${SELECTED} WHERE t.vehicle_id = $12::uuid AND ${CONDITIONS} ${ORDER}) ${WITH_FACTS}`,
);
const BY_ID = statement(
  'test_report_by_id',
  `SELECT ${FULL} FROM (${SELECTED} WHERE t.fact_id = $1) ${WITH_FACTS}`,
);

/** Test reports as they are asked for, newest first. */
@Injectable()
export class ReportListRepository {
  async byId(tx: Tx, fact: string): Promise<ListedReport | null> {
    const [row] = await tx.query<ListedReport>(BY_ID, [fact]);
    return row ?? null;
  }

  /** A page of the reports that are reached and fulfil the conditions. */
  page(
    tx: Tx,
    reach: ReportReach,
    asked: ReportConditions,
    after: ReportPosition | null,
    size: number,
  ): Promise<readonly ListedReport[]> {
    const { sql, whose } = statementOf(reach, asked);
    return tx.query<ListedReport>(sql, [
      after?.endedAt ?? null,
      after?.fact ?? null,
      size,
      asked.result,
      asked.method,
      asked.checkType,
      asked.from,
      asked.to,
      asked.held,
      asked.corrected,
      asked.vehicle,
      whose,
    ]);
  }
}

/** Held reports are few among many, so a question for them has an index of its own. */
function statementOf(reach: ReportReach, { held }: ReportConditions) {
  if ('vehicle' in reach) return { sql: OF_VEHICLE, whose: reach.vehicle };
  if ('stations' in reach) {
    return { sql: held === true ? HELD_OF_STATIONS : OF_STATIONS, whose: reach.stations };
  }
  return { sql: held === true ? HELD_OF_TERRITORY : OF_TERRITORY, whose: reach.division };
}
