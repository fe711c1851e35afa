import type { InspectionReported } from '../../domain/emission/emission-facts.js';
import { reportDigest } from '../../domain/emission/report-digest.js';
import { Findings } from '../../domain/shared/findings.js';
import { normalisePlate, readPlate } from '../../domain/shared/plate.js';
import type { Problem } from '../../domain/shared/result.js';
import { isSentinel } from '../../domain/shared/sentinels.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { readVin } from '../../domain/shared/vin.js';
import { readStationCode } from '../../domain/station/station-input.js';
import { sha256 } from '../../platform/facts/sha256.js';
import type { SeenVehicle } from '../registry/index.js';
import type { ReportSubmission } from './report-submission.js';

/** A report that is sound by itself: what its fact will say, but for the judgement. */
export interface AdmittedReport {
  readonly content: Omit<InspectionReported, 'judgement' | 'contingency'>;
  readonly contingencyCode: string | null;
  /** The number of its plate, where it gives one, with or without the type. */
  readonly plateNumber: string | null;
  /** How its vehicle is to be found. */
  readonly seen: SeenVehicle;
  readonly digest: Uint8Array;
}

const REPORT_NUMBER = /^[0-9A-Z-]{6,40}$/;

/**
 * Brings names and numbers into their one form and checks what can be checked without a database. Problems:
 * REPORT_NO_FORMAT, those of station code, VIN and plate, TIME_ORDER, TIME_FUTURE, VEHICLE_UNKNOWN for a report that names
 * no vehicle.
 */
export function admit(
  { path: _path, contingencyCode, ...said }: ReportSubmission,
  now: Instant,
): AdmittedReport | readonly Problem[] {
  const findings = new Findings();
  const reportNo = readReportNumber(said.reportNo, findings);
  const station = findings.take(readStationCode(said.stationCode, 'stationCode'));
  const vin = said.vin === null ? null : (findings.take(readVin(said.vin))?.normalized ?? null);
  const plate = readSeenPlate(said.plate, findings);
  checkTimes(said, now, findings);
  if (findings.problems.length === 0 && vin === null && plate === null)
    findings.problems.push(nameless(said));
  if (findings.problems.length > 0 || station === null) return findings.problems;
  const content = { ...said, reportNo, stationCode: station.code, vin, plate };
  return {
    content,
    contingencyCode,
    plateNumber: said.plate === null ? null : normalisePlate(said.plate.number),
    seen: { vin, plate, on: civilDateOf(said.startedAt) },
    digest: reportDigest(content, sha256),
  };
}

/** A number of a plate alone names no vehicle (R1.1). */
const nameless = ({ plate }: Pick<ReportSubmission, 'plate'>): Problem =>
  plate === null ? { code: 'VEHICLE_UNKNOWN', field: 'vin' } : { code: 'FIELD_MISSING', field: 'plate.type' };

function readReportNumber(raw: string, findings: Findings): string {
  const text = raw.normalize('NFKC').trim().toUpperCase();
  if (isSentinel(text)) findings.refuse('SENTINEL_VALUE', 'reportNo', { value: raw });
  else if (!REPORT_NUMBER.test(text)) findings.refuse('REPORT_NO_FORMAT', 'reportNo', { value: raw });
  return text;
}

/** A plate by number and type; null where the type was not said. */
function readSeenPlate(
  plate: ReportSubmission['plate'],
  findings: Findings,
): AdmittedReport['content']['plate'] {
  if (plate === null) return null;
  const type = plate.type?.trim() ?? null;
  const read = findings.take(readPlate(plate.number, type, 'plate.number'));
  if (read === null || type === null) return null;
  return { number: read.normalized, type, color: plate.color ?? 'UNKNOWN' };
}

function checkTimes(
  { startedAt, endedAt }: Pick<ReportSubmission, 'startedAt' | 'endedAt'>,
  now: Instant,
  findings: Findings,
): void {
  if (startedAt >= endedAt) findings.refuse('TIME_ORDER', 'endedAt', { earlier: startedAt, later: endedAt });
  if (endedAt > now) findings.refuse('TIME_FUTURE', 'endedAt', { value: endedAt, today: now });
}
