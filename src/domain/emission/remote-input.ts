import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import type { Instant } from '../shared/time.js';
import { checkVehicleType } from '../vehicle/input-fields.js';
import { EvidenceFields, type SeenPlateInput } from './evidence-fields.js';
import { POLLUTANTS, SITE_WEATHERS } from './emission-facts.js';
import type { RemoteReading, RemoteSensed, Scaled, SiteWeather } from './emission-facts.js';
import { readRemoteValue } from './remote-limits.js';
import { exactly, readScaled, roundHalfEven } from './scaled.js';

/** A passage as the site sends it; null and absent mean the same, numbers are decimal texts. */
export interface RemoteSensingInput {
  readonly recordNo: string;
  readonly siteCode: string;
  readonly deviceCode: string;
  readonly lane?: number | null;
  readonly passedAt: string;
  readonly plate: SeenPlateInput;
  readonly plateConfidencePct?: number | null;
  readonly readings: readonly { readonly pollutant: string; readonly value: string }[];
  readonly speedKmh?: string | null;
  readonly co2Pct?: string | null;
  readonly weather?: string | null;
  /** What the source says of its record; true when absent. */
  readonly valid?: boolean | null;
  readonly invalidReason?: string | null;
  readonly imageSha256?: readonly string[] | null;
  readonly calibrationValidTo?: string | null;
  readonly imageVehicleType?: string | null;
}

/** Evidence that could be read: whose it is, where it was made, and the fact that it makes. */
export interface ReadEvidence<P> {
  readonly recordNo: string;
  /** GB/T 2260 of where it was made. */
  readonly division: string;
  readonly at: Instant;
  readonly payload: P;
}

const MOST_LANES = 32;
const HUNDRED = 100;
/** Tenths of km/h: nothing on wheels that burns diesel is faster. */
const FASTEST_KMH10 = 3000;

/**
 * Reads a record of remote sensing. A record that its source calls invalid is kept as well as another; it needs the reason
 * instead of a reading. Problems name the fields: those of `EvidenceFields` and `readRemoteValue`, FIELD_MISSING,
 * FIELD_VALUE, ITEM_TWICE, TYPE_UNKNOWN.
 */
export function readRemoteRecord(
  input: RemoteSensingInput,
  now: Instant,
): Result<ReadEvidence<RemoteSensed>, readonly Problem[]> {
  const findings = new Findings();
  const fields = new EvidenceFields(findings, now);
  const recordNo = fields.recordNo(input.recordNo);
  const site = fields.siteCode(input.siteCode);
  const at = fields.moment(input.passedAt, 'passedAt');
  const deviceCode = fields.required(input.deviceCode, 'deviceCode');
  const plate = fields.plate(input.plate);
  const rest = {
    lane: fields.whole(input.lane, 'lane', 1, MOST_LANES),
    plateConfidencePct: fields.whole(input.plateConfidencePct, 'plateConfidencePct', 0, HUNDRED),
    readings: readReadings(input, findings),
    speedKmh10: readSpeed(input.speedKmh, findings),
    ...readValidity(input, fields, findings),
    weather: readWeather(input.weather, findings),
    co2: decimal(input.co2Pct, 'co2Pct', findings),
    imageSha256: fields.hashes(input.imageSha256, 'imageSha256'),
    calibrationValidTo: fields.day(input.calibrationValidTo, 'calibrationValidTo'),
    imageVehicleType: readImageType(input.imageVehicleType, findings),
  };
  if (findings.problems.length > 0) return fail(findings.problems);
  if (recordNo === null || site === null || at === null || deviceCode === null || plate === null) {
    return fail(findings.problems);
  }
  const payload: RemoteSensed = { recordNo, siteCode: site.code, deviceCode, plate, ...rest };
  return ok({ recordNo, division: site.division, at, payload });
}

function readReadings(input: RemoteSensingInput, findings: Findings): readonly RemoteReading[] {
  if (input.readings.length === 0 && input.valid !== false) findings.refuse('FIELD_MISSING', 'readings');
  const known = new Set<string>();
  return input.readings.flatMap(({ pollutant: word, value: text }, index) => {
    const field = `readings[${index}]`;
    const pollutant = POLLUTANTS.find((one) => one === word);
    if (pollutant === undefined) {
      findings.refuse('FIELD_VALUE', `${field}.pollutant`, { value: word, allowed: POLLUTANTS.join(' ') });
      return [];
    }
    if (known.has(pollutant)) findings.refuse('ITEM_TWICE', `${field}.pollutant`);
    known.add(pollutant);
    const value = findings.take(readRemoteValue(pollutant, text, `${field}.value`));
    return value === null ? [] : [{ pollutant, value }];
  });
}

function readValidity(
  { valid, invalidReason }: RemoteSensingInput,
  fields: EvidenceFields,
  findings: Findings,
): Pick<RemoteSensed, 'valid' | 'invalidReason'> {
  const reason = fields.text(invalidReason, 'invalidReason');
  if (valid === false && reason === null) findings.refuse('FIELD_MISSING', 'invalidReason');
  return { valid: valid !== false, invalidReason: valid === false ? reason : null };
}

function readWeather(raw: string | null | undefined, findings: Findings): SiteWeather | null {
  if (raw === null || raw === undefined) return null;
  const weather = SITE_WEATHERS.find((known) => known === raw);
  return (
    weather ?? findings.refuse('FIELD_VALUE', 'weather', { value: raw, allowed: SITE_WEATHERS.join(' ') })
  );
}

function readSpeed(raw: string | null | undefined, findings: Findings): number | null {
  const speed = decimal(raw, 'speedKmh', findings);
  if (speed === null) return null;
  const kmh10 = roundHalfEven(exactly(speed), 1).value;
  if (kmh10 <= FASTEST_KMH10) return kmh10;
  return findings.refuse('QUANTITY_RANGE', 'speedKmh', {
    value: raw ?? '',
    least: 0,
    most: FASTEST_KMH10 / 10,
  });
}

const decimal = (raw: string | null | undefined, field: string, findings: Findings): Scaled | null =>
  raw === null || raw === undefined ? null : findings.take(readScaled(raw, field));

/** GA/T 16.4, whole or as far as the recognition went (H1: a heavy truck of some body). */
function readImageType(raw: string | null | undefined, findings: Findings): string | null {
  if (raw === null || raw === undefined || raw.trim() === '') return null;
  const type = raw.normalize('NFKC').trim().toUpperCase();
  if (/^[A-Z][0-9]?$/.test(type)) return type;
  const problems = new Findings();
  const read = checkVehicleType(type, problems);
  return read ?? findings.refuse('TYPE_UNKNOWN', 'imageVehicleType', { value: raw });
}
