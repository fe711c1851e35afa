import type { RepairCompleted } from '../../domain/maintenance/loop-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { WatchedReport } from './watched-report.js';

/** A station with records that came in since the last look. */
export interface BusyStation {
  readonly code: string;
  readonly division: string;
  readonly uscc: string | null;
  readonly phone: string | null;
}

/** A repair as it is compared with others; `failedAt` is the station of the failure that it answers. */
export interface WatchedRepair {
  readonly fact: string;
  readonly vehicle: string;
  readonly vin: string | null;
  readonly recordedAt: Instant;
  readonly payload: RepairCompleted;
  readonly failedAt: BusyStation | null;
}

const STATION = `s.code, s.division, s.uscc, s.state::jsonb ->> 'phone' AS phone`;
const TESTING = statement(
  'integrity_testing_stations',
  `SELECT ${STATION} FROM station s JOIN (SELECT DISTINCT station_code FROM test_report
     WHERE recorded_at >= $1::timestamptz AND site = $2) AS busy ON busy.station_code = s.code
   WHERE s.role = 'INSPECTION' ORDER BY s.code`,
);
const TESTS = statement(
  'integrity_tests_of_station',
  `SELECT t.fact_id AS fact, t.vehicle_id AS vehicle, t.recorded_at AS "recordedAt", f.payload
   FROM test_report t JOIN fact f ON f.id = t.fact_id
   WHERE t.station_code = $1 AND t.in_force AND t.ended_at >= $2::timestamptz ORDER BY t.ended_at, t.fact_id`,
);
const REPAIRING = statement(
  'integrity_repairing_stations',
  `SELECT ${STATION} FROM station s JOIN (SELECT DISTINCT r.station_code FROM loop_repair r
     JOIN fact f ON f.id = r.fact_id
     WHERE r.completed_at >= $1::timestamptz AND f.recorded_at >= $2::timestamptz AND f.site = $3) AS busy
   ON busy.station_code = s.code WHERE s.role = 'REPAIR' ORDER BY s.code`,
);
const REPAIR = `SELECT r.fact_id AS fact, r.vehicle_id AS vehicle, v.vin, f.recorded_at AS "recordedAt", f.payload,
     CASE WHEN i.code IS NULL THEN NULL ELSE
       jsonb_build_object('code', i.code, 'division', i.division, 'uscc', i.uscc, 'phone', i.state::jsonb ->> 'phone') END AS "failedAt"
   FROM loop_repair r JOIN fact f ON f.id = r.fact_id
   LEFT JOIN vehicle v ON v.id = r.vehicle_id
   LEFT JOIN test_report t ON t.fact_id = (f.payload ->> 'failure')::uuid
   LEFT JOIN station i ON i.code = t.station_code AND i.role = 'INSPECTION'`;
const REPAIRS = statement(
  'integrity_repairs_of_station',
  `${REPAIR}
   WHERE r.station_code = $1 AND r.completed_at >= $2::timestamptz ORDER BY r.completed_at, r.fact_id`,
);
/** Repairs of whatever time at other stations that fitted a part with one of these serials, as it is written. */
const SAME_SERIALS = statement(
  'integrity_repairs_of_serials',
  `${REPAIR}
   WHERE r.station_code <> $1 AND r.fact_id IN (
     SELECT fitted.id FROM unnest($2::text[]) AS given (serial)
     CROSS JOIN LATERAL (SELECT one.id FROM fact one WHERE one.kind = 'loop.repair-completed'
       AND one.payload -> 'parts' @> jsonb_build_array(jsonb_build_object('serial', given.serial))) AS fitted)
   ORDER BY r.completed_at, r.fact_id`,
);

type Reader = Pick<Tx, 'query'>;

/** Records of stations over many days. */
export class SweepRepository {
  testing(on: Reader, since: Instant, site: SiteCode): Promise<readonly BusyStation[]> {
    return on.query(TESTING, [since, site]);
  }

  tests(on: Reader, stationCode: string, from: Instant): Promise<readonly WatchedReport[]> {
    return on.query(TESTS, [stationCode, from]);
  }

  /** Stations with repairs that were completed after `from` and came in after `since`. */
  repairing(on: Reader, from: Instant, since: Instant, site: SiteCode): Promise<readonly BusyStation[]> {
    return on.query(REPAIRING, [from, since, site]);
  }

  repairs(on: Reader, stationCode: string, from: Instant): Promise<readonly WatchedRepair[]> {
    return on.query(REPAIRS, [stationCode, from]);
  }

  /** Repairs at other stations that fitted a part of one of these serials; none is asked for without a serial. */
  async repairsElsewhere(
    on: Reader,
    stationCode: string,
    serials: readonly string[],
  ): Promise<readonly WatchedRepair[]> {
    return serials.length === 0 ? [] : on.query<WatchedRepair>(SAME_SERIALS, [stationCode, serials]);
  }
}
