import { Injectable } from '@nestjs/common';
import { REASON_OF_LIST, type ReleaseList } from '../../domain/release/release-list.js';
import type { ListedVehicle, ReleasedReason } from '../../domain/release/release-row.js';
import type { Instant } from '../../domain/shared/time.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type {
  EmissionStage,
  OwnerKind,
  PlateColor,
  StageSource,
} from '../../domain/vehicle/vehicle-facts.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** Between the columns of a vehicle, between its reasons, and within a reason: characters that no column holds. */
const COLUMN_END = '\u001f';
const REASON_END = '\u001e';
const PART_END = '\u001d';
const MOST_KNOWN_LISTS = 20_000;

/**
 * One text a vehicle, since the driver takes one column in far less time than thirteen. The stage's source stands in
 * the card only; a quotation mark within a text is escaped there, so the member's name cannot be mistaken.
 */
const COLUMNS = `v.plate_number || E'\\x1f' || v.plate_type || E'\\x1f' || v.plate_color || E'\\x1f' || coalesce(v.vin, '')
  || E'\\x1f' || coalesce(v.frame_no, '') || E'\\x1f' || v.vehicle_type || E'\\x1f' || v.stage
  || E'\\x1f' || c.stage_source
  || E'\\x1f' || v.division || E'\\x1f' || v.owner_kind || E'\\x1f' || coalesce(v.owner_uscc, '')
  || E'\\x1f' || coalesce(o.organisation_name, '')
  || E'\\x1f' || m.reasons`;

/**
 * The members of a list that are registered in a province, in the order of a release. Reasons are gathered in one pass
 * instead of vehicle by vehicle, and of a card (OFFSET 0: before it is joined) only its few letters are carried along.
 */
const LISTED_FROM = `FROM (
    SELECT vehicle_id,
      string_agg(code || E'\\x1d' || since || E'\\x1d' || clause, E'\\x1e' ORDER BY code COLLATE "C") AS reasons
    FROM supervision_reason WHERE until_at IS NULL OR until_at >= $3 GROUP BY vehicle_id HAVING bool_or(code = $1)) AS m
  JOIN vehicle AS v ON v.id = m.vehicle_id
  JOIN (
    SELECT vehicle_id, split_part(split_part(card, '"stageSource":"', 2), '"', 1) AS stage_source
    FROM roadside_card OFFSET 0) AS c ON c.vehicle_id = v.id
  LEFT JOIN vehicle_owner AS o ON o.vehicle_id = v.id
  WHERE left(v.division, 2) = left($2, 2)
  ORDER BY v.plate_number COLLATE "C", v.plate_type COLLATE "C", coalesce(v.vin, v.frame_no) COLLATE "C", v.site`;

/** A cursor is planned to give its first rows soon; here all are wanted. */
const WHOLE = statement('release_whole', 'SET LOCAL cursor_tuple_fraction = 1');
/** For this one sort and each of its joins: less of them goes through temporary files. */
const ROOMY = statement('release_roomy', "SET LOCAL work_mem = '64MB'");
const OPEN = statement(
  'release_open',
  `DECLARE release_rows NO SCROLL CURSOR FOR SELECT ${COLUMNS} AS vehicle ${LISTED_FROM}`,
);
const FETCH = statement('release_fetch', 'FETCH FORWARD 1000 FROM release_rows');
const CLOSE = statement('release_close', 'CLOSE release_rows');

const FORMER = statement(
  'release_former',
  `SELECT given.n::int AS n, v.vin, v.frame_no, v.status, v.division, v.plate_number, v.plate_type
   FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given (number, type, n)
   JOIN vehicle_plate AS p ON p.number = given.number AND p.type = given.type
   JOIN vehicle AS v ON v.id = p.vehicle_id`,
);

interface FormerRow {
  readonly n: number;
  readonly vin: string | null;
  readonly frame_no: string | null;
  readonly status: string;
  readonly division: string;
  readonly plate_number: string;
  readonly plate_type: string;
}

/** A vehicle that bears or bore a plate that is no longer listed. */
export interface PlateBearer {
  readonly vin: string | null;
  readonly frameNo: string | null;
  readonly status: string;
  readonly division: string;
  /** Whether it is the plate that it bears now, or bore last. */
  readonly bearsPlate: boolean;
}

export interface PlateAsked {
  readonly number: string;
  readonly type: string;
}

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

function reasonOf(text: string): ReleasedReason {
  const [code = '', since = '', clause = ''] = text.split(PART_END);
  return { clause, code, since };
}

/** Most vehicles have the reasons of many others: each list is made once while a release is read. */
class ReasonLists {
  readonly #known = new Map<string, readonly ReleasedReason[]>();

  of(text: string): readonly ReleasedReason[] {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const reasons = text.split(REASON_END).map(reasonOf);
    if (this.#known.size < MOST_KNOWN_LISTS) this.#known.set(text, reasons);
    return reasons;
  }
}

function listedVehicle(text: string, lists: ReasonLists): ListedVehicle {
  const [plateNumber = '', plateType = '', plateColor, vin, frameNo, vehicleType = '', stage, ...more] =
    text.split(COLUMN_END);
  const [stageSource, division = '', ownerKind, ownerUscc, organisationName, reasons = ''] = more;
  return {
    plateNumber,
    plateType,
    plateColor: plateColor as PlateColor,
    vin: orNull(vin),
    frameNo: orNull(frameNo),
    vehicleType,
    stage: stage as EmissionStage,
    stageSource: orNull(stageSource) as StageSource | null,
    division,
    ownerKind: ownerKind as OwnerKind,
    ownerUscc: orNull(ownerUscc),
    organisationName: orNull(organisationName),
    reasons: lists.of(reasons),
  };
}

/** What the registry holds of a list: read once, in order, through a cursor of one snapshot. */
@Injectable()
export class ReleaseSourceRepository {
  /** The members of the list with the reasons that stand at the moment, in pieces, while the next piece is already on its way. */
  async *listed(tx: Tx, list: ReleaseList, site: SiteCode, at: Instant): AsyncGenerator<ListedVehicle[]> {
    const fetch = (): Promise<{ vehicle: string }[]> => tx.query<{ vehicle: string }>(FETCH);
    await Promise.all([tx.query(WHOLE), tx.query(ROOMY), tx.query(OPEN, [REASON_OF_LIST[list], site, at])]);
    const lists = new ReasonLists();
    let next = fetch();
    for (;;) {
      const rows = await next;
      if (rows.length === 0) break;
      next = fetch();
      // Awaited at the next turn; a reader that stops before has ended its transaction, and this with it.
      next.catch(() => undefined);
      yield rows.map(({ vehicle }) => listedVehicle(vehicle, lists));
    }
    await tx.query(CLOSE);
  }

  /** For each plate the vehicles that bear or bore it. */
  async bearers(tx: Tx, plates: readonly PlateAsked[]): Promise<readonly (readonly PlateBearer[])[]> {
    const [numbers, types] = [plates.map(({ number }) => number), plates.map(({ type }) => type)];
    const found: PlateBearer[][] = plates.map(() => []);
    for (const row of await tx.query<FormerRow>(FORMER, [numbers, types])) {
      const asked = plates[row.n - 1];
      found[row.n - 1]?.push({
        vin: row.vin,
        frameNo: row.frame_no,
        status: row.status,
        division: row.division,
        bearsPlate: row.plate_number === asked?.number && row.plate_type === asked.type,
      });
    }
    return found;
  }
}
