import type { FirstTests } from '../../domain/integrity/pass-rate.js';
import type { Instant } from '../../domain/shared/time.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { WatchedReport } from './watched-report.js';

/** First tests of a month by station: those that the station itself numbered one. */
const FIRST_TESTS = statement(
  'integrity_first_tests',
  `SELECT t.station_code AS "stationCode", s.division, count(*)::int AS tests,
     (count(*) FILTER (WHERE t.result = 'PASS'))::int AS passed
   FROM test_report t JOIN station s ON s.code = t.station_code AND s.role = 'INSPECTION'
   JOIN fact f ON f.id = t.fact_id
   WHERE t.site = $1 AND t.in_force AND t.ended_at >= $2::timestamptz AND t.ended_at < $3::timestamptz
     AND t.result IN ('PASS', 'FAIL') AND t.check_type <> 'COMPARISON' AND f.payload ->> 'timesNo' = '1'
   GROUP BY t.station_code, s.division ORDER BY t.station_code`,
);
/** Tests of the vehicles that a station failed in the month, at that station. */
const RETESTS = statement(
  'integrity_retests',
  `SELECT t.fact_id AS fact, t.vehicle_id AS vehicle, t.recorded_at AS "recordedAt", f.payload
   FROM test_report t JOIN fact f ON f.id = t.fact_id
   WHERE t.station_code = $1 AND t.in_force AND t.ended_at >= $2::timestamptz AND t.ended_at < $3::timestamptz
     AND t.vehicle_id IN (SELECT vehicle_id FROM test_report WHERE station_code = $1 AND in_force AND result = 'FAIL'
       AND ended_at >= $2 AND ended_at < $3)
   ORDER BY t.ended_at, t.fact_id`,
);
const REPAIRS_OF = statement(
  'integrity_repairs_of_vehicles',
  `SELECT vehicle_id AS vehicle, fact_id AS fact, completed_at AS "completedAt" FROM loop_repair
   WHERE vehicle_id = ANY ($1::uuid[])`,
);

/** First tests of a station, and where it is. */
export interface StationTests extends FirstTests {
  readonly division: string;
}

/** A civil month as a span of time. */
export interface MonthSpan {
  readonly from: Instant;
  readonly until: Instant;
}

type Reader = Pick<Tx, 'query'>;

/** What stations did in a month. */
export class StationSweepRepository {
  firstTests(on: Reader, site: SiteCode, { from, until }: MonthSpan): Promise<readonly StationTests[]> {
    return on.query(FIRST_TESTS, [site, from, until]);
  }

  retests(on: Reader, stationCode: string, { from, until }: MonthSpan): Promise<readonly WatchedReport[]> {
    return on.query(RETESTS, [stationCode, from, until]);
  }

  repairs(
    on: Reader,
    vehicles: readonly string[],
  ): Promise<readonly { readonly vehicle: string; readonly fact: string; readonly completedAt: Instant }[]> {
    return on.query(REPAIRS_OF, [vehicles]);
  }
}
