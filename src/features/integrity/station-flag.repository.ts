import { Injectable } from '@nestjs/common';
import type { StationFlagged, StationFlagState } from '../../domain/integrity/station-flag-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** A flag of a station as it is listed. */
export interface ListedStationFlag {
  readonly factId: string;
  readonly state: StationFlagState['state'];
  readonly foundAt: Instant;
  readonly decidedAt: Instant | null;
  readonly payload: StationFlagged;
}

export interface StationFlagsAsked {
  readonly prefix: string;
  readonly stationCode: string | null;
  readonly state: StationFlagState['state'] | null;
}

const LIST = statement(
  'station_flags',
  `SELECT r.fact_id AS "factId", r.state, r.found_at AS "foundAt", r.decided_at AS "decidedAt", f.payload
   FROM station_flag r JOIN fact f ON f.id = r.fact_id
   WHERE (r.found_at, r.fact_id) < ($1::timestamptz, $2::uuid) AND starts_with(r.division, $4)
     AND ($5::text IS NULL OR r.station_code = $5) AND ($6::text IS NULL OR r.state = $6)
   ORDER BY r.found_at DESC, r.fact_id DESC LIMIT $3`,
);
const STATION_OF = statement(
  'station_flag_station',
  'SELECT station_code AS "stationCode", division FROM station_flag WHERE fact_id = $1',
);
const AFTER_ALL = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** Flags of stations as their projection has them. */
@Injectable()
export class StationFlagRepository {
  /** Newest first. */
  list(
    tx: Tx,
    { prefix, stationCode, state }: StationFlagsAsked,
    after: { readonly at: Instant; readonly id: string } | null,
    size: number,
  ): Promise<readonly ListedStationFlag[]> {
    const { at, id } = after ?? AFTER_ALL;
    return tx.query<ListedStationFlag>(LIST, [at, id, size, prefix, stationCode, state]);
  }

  /** Of which station a flag is; null where there is none. */
  async find(
    tx: Tx,
    factId: string,
  ): Promise<{ readonly stationCode: string; readonly division: string } | null> {
    const [row] = await tx.query<{ stationCode: string; division: string }>(STATION_OF, [factId]);
    return row ?? null;
  }
}
