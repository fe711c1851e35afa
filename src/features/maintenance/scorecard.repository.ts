import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** What came of the repairs of one station, in figures only. */
export interface RepairScore {
  readonly repairs: number;
  readonly passed: number;
  readonly failed: number;
  readonly open: number;
  /** Passed and listed again within 90 days. */
  readonly relisted: number;
  /** Passed and 90 days over without a new listing: the repair held. */
  readonly held: number;
}

/** What came of the tests of one inspection station. */
export interface InspectionScore {
  /** Listings that its failing reports began or continued. */
  readonly failures: number;
  readonly cleared: number;
  readonly relisted: number;
  readonly held: number;
}

const RELISTED = "relisted_at <= cleared_at + interval '90 days'";
const REPAIR = statement(
  'loop_score_repair',
  `SELECT count(*)::int AS repairs, count(*) FILTER (WHERE result = 'PASSED')::int AS passed,
     count(*) FILTER (WHERE result = 'FAILED')::int AS failed, count(*) FILTER (WHERE result = 'OPEN')::int AS open,
     count(*) FILTER (WHERE ${RELISTED})::int AS relisted,
     count(*) FILTER (WHERE cleared_at + interval '90 days' < $4::timestamptz AND (${RELISTED}) IS NOT TRUE)::int AS held
   FROM loop_repair WHERE station_code = $1 AND completed_at >= $2::timestamptz AND completed_at < $3::timestamptz`,
);
const INSPECTION = statement(
  'loop_score_inspection',
  `WITH cleared AS (
     SELECT l.ended_at, EXISTS (SELECT FROM over_limit_listing again WHERE again.vehicle_id = l.vehicle_id
       AND again.since > l.ended_at AND again.since <= l.ended_at + interval '90 days') AS relisted
     FROM over_limit_listing l
     WHERE l.cleared_station = $1 AND l.ended_at >= $2::timestamptz AND l.ended_at < $3::timestamptz
   )
   SELECT (SELECT count(*) FROM over_limit_listing WHERE failure_station = $1 AND failure_at >= $2::timestamptz
       AND failure_at < $3::timestamptz)::int AS failures,
     count(*)::int AS cleared, count(*) FILTER (WHERE relisted)::int AS relisted,
     count(*) FILTER (WHERE NOT relisted AND ended_at + interval '90 days' < $4::timestamptz)::int AS held
   FROM cleared`,
);

/** From a day (included) to another (excluded), seen from a moment. */
export interface ScoreSpan {
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly now: string;
}

/** Figures about stations, from the projections of the loop. */
@Injectable()
export class ScorecardRepository {
  async repair(tx: Tx, code: string, span: ScoreSpan): Promise<RepairScore> {
    return one(await tx.query<RepairScore>(REPAIR, valuesOf(code, span)));
  }

  async inspection(tx: Tx, code: string, span: ScoreSpan): Promise<InspectionScore> {
    return one(await tx.query<InspectionScore>(INSPECTION, valuesOf(code, span)));
  }
}

const valuesOf = (code: string, { from, until, now }: ScoreSpan): readonly string[] => [
  code,
  `${from}T00:00:00+08:00`,
  `${until}T00:00:00+08:00`,
  now,
];

function one<R>([row]: readonly R[]): R {
  if (row === undefined) throw new Error('an aggregate without a row');
  return row;
}
