import { Injectable } from '@nestjs/common';
import type { ReportFlagged } from '../../domain/emission/emission-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { FlagState } from './flag.extension.js';

/** A flag as it is listed: how it stands, and what its fact says. */
export interface ListedFlag {
  readonly factId: string;
  readonly vehicleId: string;
  readonly stationCode: string;
  readonly state: FlagState;
  readonly foundAt: Instant;
  readonly decidedAt: Instant | null;
  readonly payload: ReportFlagged;
}

/** What is asked of the list; the prefix is never empty: nobody reads them all. */
export interface FlagsAsked {
  readonly prefix: string;
  readonly stationCode: string | null;
  readonly rule: string | null;
  readonly state: FlagState | null;
  readonly severity: string | null;
}

/** Where a page begins: after this one. */
export interface FlagPosition {
  readonly at: Instant;
  readonly id: string;
}

const COLUMNS = `r.fact_id AS "factId", r.vehicle_id AS "vehicleId", r.station_code AS "stationCode", r.state,
  r.found_at AS "foundAt", r.decided_at AS "decidedAt", f.payload`;
const LIST = `SELECT ${COLUMNS} FROM integrity_flag r JOIN fact f ON f.id = r.fact_id
  WHERE left(r.division, 2) = left($4, 2) AND (r.found_at, r.fact_id) < ($1::timestamptz, $2::uuid)
    AND starts_with(r.division, $4) AND ($5::text IS NULL OR r.station_code = $5) AND ($6::text IS NULL OR r.rule = $6)
    AND ($7::text IS NULL OR r.severity = $7)`;
const ORDER = 'ORDER BY r.found_at DESC, r.fact_id DESC LIMIT $3';
/** Two texts, so that the open ones, of which there are few, have an index of their own. */
const FLAGS = statement('integrity_flags', `${LIST} AND ($8::text IS NULL OR r.state = $8) ${ORDER}`);
const OPEN_FLAGS = statement('integrity_flags_open', `${LIST} AND r.state = 'OPEN' ${ORDER}`);
const FLAG = statement(
  'integrity_flag_of_fact',
  'SELECT vehicle_id AS "vehicleId", division FROM integrity_flag WHERE fact_id = $1',
);
const AFTER_ALL: FlagPosition = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** Flags as their projection has them. */
@Injectable()
export class FlagRepository {
  /** Newest first. */
  list(
    tx: Tx,
    { prefix, stationCode, rule, state, severity }: FlagsAsked,
    after: FlagPosition | null,
    size: number,
  ): Promise<readonly ListedFlag[]> {
    const { at, id } = after ?? AFTER_ALL;
    const values = [at, id, size, prefix, stationCode, rule, severity];
    return state === 'OPEN' ? tx.query(OPEN_FLAGS, values) : tx.query(FLAGS, [...values, state]);
  }

  /** Whose a flag is, and where; null where there is none. */
  async find(
    tx: Tx,
    factId: string,
  ): Promise<{ readonly vehicleId: string; readonly division: string } | null> {
    const [row] = await tx.query<{ vehicleId: string; division: string }>(FLAG, [factId]);
    return row ?? null;
  }
}
