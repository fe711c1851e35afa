import { readDivision } from '../shared/division.js';
import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import type { Instant } from '../shared/time.js';
import { readVin } from '../shared/vin.js';
import { EvidenceFields, type SeenPlate, type SeenPlateInput } from './evidence-fields.js';
import { ITEM_UNITS, TEST_METHODS } from './emission-facts.js';
import type { FieldChecked, ReportedItem, TestMethod } from './emission-facts.js';
import type { ReadEvidence } from './remote-input.js';
import { readScaled } from './scaled.js';

/** One reading of the instrument; numbers are decimal texts, single readings stand behind a mean. */
export interface CheckItemInput {
  readonly code: string;
  readonly value: string;
  readonly unit: string;
  readonly readings?: readonly string[] | null;
}

/** 路检路查 or 入户抽测 as the officers write it; null and absent mean the same. */
export interface FieldCheckInput {
  readonly recordNo: string;
  readonly place: 'ROADSIDE' | 'ONSITE';
  readonly division: string;
  readonly location: string;
  readonly checkedAt: string;
  readonly vin?: string | null;
  readonly plate?: SeenPlateInput | null;
  readonly officers: readonly string[];
  readonly instrument?: string | null;
  readonly instrumentValidTo?: string | null;
  readonly method: string;
  readonly items: readonly CheckItemInput[];
  readonly visibleSmoke?: boolean | null;
  readonly signatureSha256?: string | null;
  readonly imageSha256?: readonly string[] | null;
  readonly videoSha256?: string | null;
  readonly disposal?: string | null;
}

/** A check that was read, not judged yet. */
export interface ReadCheck extends ReadEvidence<Omit<FieldChecked, 'judgement'>> {
  readonly vin: string | null;
  readonly plate: SeenPlate | null;
}

const MOST_ITEMS = 20;
const MOST_READINGS = 20;
const MOST_OFFICERS = 10;
const LEAST_OFFICERS = 2;
const MUNICIPALITY = '31';
const ITEM_CODE = /^[A-Z0-9_]{1,24}$/;
/** What eyes and the vehicle's own diagnosis tell needs no verified instrument. */
const WITHOUT_INSTRUMENT: ReadonlySet<TestMethod> = new Set(['VISUAL', 'RINGELMANN', 'OBD']);

/**
 * Reads a check. Problems name the fields: those of `EvidenceFields`, `readVin` and `readScaled`, FIELD_MISSING, FIELD_VALUE,
 * OFFICERS_TOO_FEW, CHECK_DIVISION, VEHICLE_KEY_INVALID, LINES_TOO_MANY.
 */
export function readFieldCheck(input: FieldCheckInput, now: Instant): Result<ReadCheck, readonly Problem[]> {
  const findings = new Findings();
  const fields = new EvidenceFields(findings, now);
  const recordNo = fields.recordNo(input.recordNo);
  const division = readPlace(input.division, findings);
  const at = fields.moment(input.checkedAt, 'checkedAt');
  const location = fields.required(input.location, 'location');
  const method = readMethod(input.method, findings);
  const named = readVehicle(input, fields, findings);
  const rest = {
    officers: readOfficers(input.officers, fields, findings),
    ...readInstrument(input, method, fields, findings),
    items: readItems(input.items, findings),
    visibleSmoke: input.visibleSmoke ?? null,
    signatureSha256: fields.hash(input.signatureSha256, 'signatureSha256'),
    imageSha256: fields.hashes(input.imageSha256, 'imageSha256'),
    videoSha256: fields.hash(input.videoSha256, 'videoSha256'),
    disposal: fields.text(input.disposal, 'disposal'),
  };
  if (findings.problems.length > 0) return fail(findings.problems);
  if (recordNo === null || division === null || at === null || location === null || method === null) {
    return fail(findings.problems);
  }
  const payload = { recordNo, place: input.place, location, division, method, ...rest };
  return ok({ recordNo, division, at, ...named, payload });
}

function readVehicle(
  { vin, plate }: FieldCheckInput,
  fields: EvidenceFields,
  findings: Findings,
): Pick<ReadCheck, 'vin' | 'plate'> {
  if (!vin && !plate) findings.refuse('VEHICLE_KEY_INVALID', 'vin');
  return {
    vin: vin ? (findings.take(readVin(vin))?.normalized ?? null) : null,
    plate: plate ? fields.plate(plate) : null,
  };
}

/** The city or county of the place: the limits are those of the city. */
function readPlace(raw: string, findings: Findings): string | null {
  const division = findings.take(readDivision(raw, undefined, 'division'));
  if (division?.level === 'PROVINCE' && !division.normalized.startsWith(MUNICIPALITY)) {
    return findings.refuse('CHECK_DIVISION', 'division', { value: division.normalized });
  }
  return division?.normalized ?? null;
}

function readMethod(raw: string, findings: Findings): TestMethod | null {
  const method = TEST_METHODS.find((known) => known === raw);
  return method ?? findings.refuse('FIELD_VALUE', 'method', { value: raw, allowed: TEST_METHODS.join(' ') });
}

/** Two officers, as for every act of enforcement. */
function readOfficers(raw: readonly string[], fields: EvidenceFields, findings: Findings): readonly string[] {
  if (raw.length > MOST_OFFICERS) {
    findings.refuse('LINES_TOO_MANY', 'officers', { count: raw.length, maximum: MOST_OFFICERS });
    return [];
  }
  const officers = raw.flatMap((one, index) => fields.required(one, `officers[${index}]`) ?? []);
  if (new Set(officers).size < LEAST_OFFICERS) findings.refuse('OFFICERS_TOO_FEW', 'officers');
  return officers;
}

function readInstrument(
  input: FieldCheckInput,
  method: TestMethod | null,
  fields: EvidenceFields,
  findings: Findings,
): Pick<FieldChecked, 'instrument' | 'instrumentValidTo'> {
  const instrument = fields.text(input.instrument, 'instrument');
  const instrumentValidTo = fields.day(input.instrumentValidTo, 'instrumentValidTo');
  if (method !== null && !WITHOUT_INSTRUMENT.has(method)) {
    if (!input.instrument) findings.refuse('FIELD_MISSING', 'instrument');
    if (!input.instrumentValidTo) findings.refuse('FIELD_MISSING', 'instrumentValidTo');
  }
  return { instrument, instrumentValidTo };
}

function readItems(given: readonly CheckItemInput[], findings: Findings): readonly ReportedItem[] {
  if (given.length > MOST_ITEMS) {
    findings.refuse('LINES_TOO_MANY', 'items', { count: given.length, maximum: MOST_ITEMS });
    return [];
  }
  return given.flatMap((item, index) => readItem(item, `items[${index}]`, findings) ?? []);
}

function readItem(item: CheckItemInput, field: string, findings: Findings): ReportedItem | null {
  const code = item.code.normalize('NFKC').trim().toUpperCase();
  const unit = ITEM_UNITS.find((known) => known === item.unit);
  const value = findings.take(readScaled(item.value, `${field}.value`));
  const runs = item.readings ?? [];
  if (runs.length > MOST_READINGS) {
    findings.refuse('LINES_TOO_MANY', `${field}.readings`, { count: runs.length, maximum: MOST_READINGS });
    return null;
  }
  const readings = runs.flatMap(
    (run, index) => findings.take(readScaled(run, `${field}.readings[${index}]`)) ?? [],
  );
  if (!ITEM_CODE.test(code)) {
    findings.refuse('FIELD_VALUE', `${field}.code`, { value: item.code, allowed: 'A-Z 0-9 _' });
  }
  if (unit === undefined) {
    const params = { value: item.unit, allowed: ITEM_UNITS.join(' ') };
    return findings.refuse('FIELD_VALUE', `${field}.unit`, params);
  }
  return value && { code, value, unit, limit: null, passed: null, readings };
}
