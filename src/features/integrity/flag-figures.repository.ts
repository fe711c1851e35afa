import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** Flags of one rule by what became of them. */
export interface FlagFigures {
  readonly rule: string;
  readonly open: number;
  readonly upheld: number;
  readonly dismissed: number;
}

/** Flags whose record was corrected since are about nothing any more, and are not counted. */
const FIGURES = statement(
  'integrity_flag_figures',
  `SELECT rule, (count(*) FILTER (WHERE state = 'OPEN'))::int AS open,
     (count(*) FILTER (WHERE state = 'UPHELD'))::int AS upheld,
     (count(*) FILTER (WHERE state = 'DISMISSED'))::int AS dismissed
   FROM (
     SELECT rule, state FROM integrity_flag
     WHERE left(division, 2) = left($2, 2) AND starts_with(division, $2) AND station_code = $1
       AND found_at >= $3::timestamptz AND found_at < $4::timestamptz AND state <> 'OBSOLETE'
     UNION ALL
     SELECT f.payload ->> 'rule', r.state FROM station_flag r JOIN fact f ON f.id = r.fact_id
     WHERE r.station_code = $1 AND starts_with(r.division, $2)
       AND r.found_at >= $3::timestamptz AND r.found_at < $4::timestamptz
   ) AS flagged GROUP BY rule ORDER BY rule`,
);

/** How many flags stations have. */
@Injectable()
export class FlagFiguresRepository {
  /** Flags of a station that were found from a moment to another (excluded), where its division begins with the prefix. */
  of(
    tx: Tx,
    stationCode: string,
    prefix: string,
    { from, until }: { readonly from: Instant; readonly until: Instant },
  ): Promise<readonly FlagFigures[]> {
    return tx.query<FlagFigures>(FIGURES, [stationCode, prefix, from, until]);
  }
}
