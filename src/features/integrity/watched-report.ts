import type { InspectionReported } from '../../domain/emission/emission-facts.js';
import type { ReportRow } from '../../domain/integrity/integrity-types.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { SeenReport } from '../inspections/index.js';

/** A report as it is compared with others. */
export interface WatchedReport {
  readonly fact: string;
  readonly vehicle: string;
  readonly recordedAt: Instant;
  readonly payload: InspectionReported;
}

/** Tests of a station that may overlap another: they end within this time after it. A longer one is found at night. */
const OVERLAP = `interval '2 hours'`;

const BESIDE = statement(
  'integrity_beside',
  `SELECT t.fact_id AS fact, t.vehicle_id AS vehicle, t.recorded_at AS "recordedAt", f.payload
   FROM (SELECT found.fact_id
         FROM unnest((SELECT $1::text[]), (SELECT $2::timestamptz[]), (SELECT $3::timestamptz[]))
           AS given (station, started_at, ended_at)
         CROSS JOIN LATERAL (SELECT fact_id FROM test_report WHERE station_code = given.station AND in_force
           AND ended_at > given.started_at AND ended_at < given.ended_at + ${OVERLAP}
           AND started_at < given.ended_at OFFSET 0) AS found
         UNION
         SELECT fact_id FROM test_report WHERE series_sha256 = ANY ($4::text[]) AND in_force) AS beside
   JOIN test_report t ON t.fact_id = beside.fact_id
   JOIN fact f ON f.id = t.fact_id`,
);

/** Tests of the same station at the same time, and tests with the same process series wherever they were. */
export function reportsBeside(tx: Tx, reports: readonly SeenReport[]): Promise<readonly WatchedReport[]> {
  return tx.query<WatchedReport>(BESIDE, [
    reports.map(({ stationCode }) => stationCode),
    reports.map(({ startedAt }) => startedAt),
    reports.map(({ endedAt }) => endedAt),
    reports.flatMap(({ seriesSha256 }) => seriesSha256 ?? []),
  ]);
}

/** A report as the rules see it. Photos, video and daily checks are not handed in; they are unknown, never a reason. */
export const rowOf = ({ fact, recordedAt, payload }: Omit<WatchedReport, 'vehicle'>): ReportRow => ({
  fact,
  report: payload,
  receivedAt: recordedAt,
  vehicleModel: null,
  series: [],
  curveKey: payload.seriesSha256,
  photosTakenAt: [],
  videoPlate: null,
  dailyChecked: null,
});
