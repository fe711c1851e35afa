import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import { isSentinel } from '../shared/sentinels.js';
import { parseCivilDate, parseInstant } from '../shared/time.js';
import { checkQuantity, checkText } from '../vehicle/input-fields.js';
import { ITEM_UNITS } from './emission-facts.js';
import type { Ambient, InspectionReported, ObdReading, ReportedItem, Scaled } from './emission-facts.js';
import { exactly, readScaled, roundHalfEven } from './scaled.js';

/** One item as a station writes it; numbers are decimal texts, never floating point. */
export interface ItemInput {
  readonly code: string;
  readonly value: string;
  readonly unit: string;
  readonly limit?: string | null;
  readonly lowestLimit?: string | null;
  readonly passed?: boolean | null;
  readonly readings?: readonly string[] | null;
}

/** 车载诊断检查 as a station writes it. */
export interface ObdInput {
  readonly communicates?: boolean | null;
  readonly milOn?: boolean | null;
  readonly indicatorAgrees?: boolean | null;
  readonly dtc?: readonly string[] | null;
  readonly readinessIncomplete?: number | null;
  readonly calIds?: readonly string[] | null;
  readonly cvns?: readonly string[] | null;
  readonly vin?: string | null;
  readonly kmSinceClear?: number | null;
}

/** Ambient air in degrees Celsius, kilopascal and per cent, as decimal texts. */
export interface AmbientInput {
  readonly temperatureC?: string | null;
  readonly pressureKpa?: string | null;
  readonly humidityPct?: string | null;
}

/** What a station writes of a test in numbers, times and words; null and absent mean the same. */
export interface ReadingsInput {
  readonly lineNo?: string | null;
  readonly methodReason?: string | null;
  readonly timesNo?: number | null;
  readonly engineModel?: string | null;
  readonly ratedPowerKw?: string | null;
  readonly odometerKm?: number | null;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly ambient?: AmbientInput | null;
  readonly items: readonly ItemInput[];
  readonly visibleSmoke?: boolean | null;
  readonly obd?: ObdInput | null;
  readonly inspector?: string | null;
  readonly authorisedSigner?: string | null;
  readonly approver?: string | null;
  readonly calibrationValidTo?: string | null;
  readonly seriesSha256?: string | null;
  readonly seriesRows?: number | null;
}

/** The same as a fact holds it. */
export type ReportReadings = Pick<
  InspectionReported,
  Exclude<keyof ReadingsInput, 'ratedPowerKw'> | 'ratedPowerW'
>;

const MOST_ITEMS = 100;
const MOST_READINGS = 20;
const MOST_CODES = 100;
const ITEM_CODE = /^[A-Z0-9_]{1,32}$/;
const HASH = /^[0-9a-f]{64}$/;
/** Beyond these no thermometer, barometer or hygrometer was read. */
const LARGEST_TENTHS = 2000;
const LARGEST_PA = 1_000_000;

/**
 * Reads the numbers, times and words of a report. Every problem names its field: those of `readScaled`, `parseInstant` and
 * `parseCivilDate`, SENTINEL_VALUE, QUANTITY_FORMAT, TEXT_FORMAT, FIELD_VALUE, LINES_TOO_MANY.
 */
export function readReadings(input: ReadingsInput): Result<ReportReadings, readonly Problem[]> {
  const findings = new Findings();
  const read: ReportReadings = {
    ...readWords(input, findings),
    ...readCircumstances(input, findings),
    items: readItems(input.items, findings),
    visibleSmoke: input.visibleSmoke ?? null,
    obd: input.obd ? readObd(input.obd, findings) : null,
    seriesSha256: readHash(input.seriesSha256 ?? null, findings),
    seriesRows: count('seriesRows', input.seriesRows ?? null, findings),
  };
  return findings.problems.length > 0 ? fail(findings.problems) : ok(read);
}

const WORDS = ['lineNo', 'methodReason', 'engineModel', 'inspector', 'authorisedSigner', 'approver'] as const;
type Words = Readonly<Record<(typeof WORDS)[number], string | null>>;

function readWords(input: ReadingsInput, findings: Findings): Words {
  const words = WORDS.map((field) => [field, checkText(field, input[field] ?? null, findings)] as const);
  return Object.fromEntries(words) as Words;
}

/** When, under which air, with which instrument, and what was read off the vehicle. */
function readCircumstances(input: ReadingsInput, findings: Findings) {
  const validTo = input.calibrationValidTo ?? null;
  return {
    startedAt: findings.take(parseInstant(input.startedAt, 'startedAt')) ?? '',
    endedAt: findings.take(parseInstant(input.endedAt, 'endedAt')) ?? '',
    timesNo: checkQuantity('timesNo', input.timesNo ?? null, findings),
    ratedPowerW: watts(input.ratedPowerKw ?? null, findings),
    odometerKm: checkQuantity('odometerKm', input.odometerKm ?? null, findings),
    ambient: input.ambient ? readAmbient(input.ambient, findings) : null,
    calibrationValidTo:
      validTo === null ? null : findings.take(parseCivilDate(validTo, 'calibrationValidTo')),
  };
}

/** A whole number from zero on. */
function count(field: string, value: number | null, findings: Findings): number | null {
  return value === 0 ? 0 : checkQuantity(field, value, findings);
}

const unitsOf = (value: Scaled, decimals: number): number => roundHalfEven(exactly(value), decimals).value;

function watts(raw: string | null, findings: Findings): number | null {
  if (raw === null) return null;
  const read = findings.take(readScaled(raw, 'ratedPowerKw'));
  return read === null ? null : checkQuantity('ratedPowerKw', unitsOf(read, 3), findings);
}

function readHash(raw: string | null, findings: Findings): string | null {
  if (raw === null) return null;
  const hash = raw.trim().toLowerCase();
  if (HASH.test(hash)) return hash;
  return findings.refuse('FIELD_VALUE', 'seriesSha256', { value: raw, allowed: '[0-9a-f]{64}' });
}

function readAmbient({ temperatureC, pressureKpa, humidityPct }: AmbientInput, findings: Findings): Ambient {
  const below = (temperatureC ?? '').trim().startsWith('-');
  const degrees = below ? (temperatureC ?? '').trim().slice(1) : (temperatureC ?? null);
  const tenths = bounded('ambient.temperatureC', degrees, 1, LARGEST_TENTHS, findings);
  return {
    temperatureC10: tenths !== null && below ? -tenths : tenths,
    pressurePa: bounded('ambient.pressureKpa', pressureKpa ?? null, 3, LARGEST_PA, findings),
    humidityPct10: bounded('ambient.humidityPct', humidityPct ?? null, 1, LARGEST_TENTHS, findings),
  };
}

/** A decimal text in units of so many decimals, not above the largest. */
function bounded(
  field: string,
  raw: string | null,
  decimals: number,
  largest: number,
  findings: Findings,
): number | null {
  if (raw === null) return null;
  const read = findings.take(readScaled(raw, field));
  if (read === null) return null;
  const units = unitsOf(read, decimals);
  return units <= largest ? units : findings.refuse('QUANTITY_FORMAT', field, { value: raw, largest });
}

function readItems(items: readonly ItemInput[], findings: Findings): readonly ReportedItem[] {
  if (items.length > MOST_ITEMS) {
    findings.refuse('LINES_TOO_MANY', 'items', { count: items.length, maximum: MOST_ITEMS });
    return [];
  }
  return items.flatMap((item, index) => readItem(item, `items[${index}]`, findings) ?? []);
}

function readItem(item: ItemInput, at: string, findings: Findings): ReportedItem | null {
  const number = (raw: string | null | undefined, field: string): Scaled | null =>
    raw === null || raw === undefined ? null : findings.take(readScaled(raw, `${at}.${field}`));
  const code = item.code.normalize('NFKC').trim().toUpperCase();
  if (!ITEM_CODE.test(code)) {
    findings.refuse('FIELD_VALUE', `${at}.code`, { value: item.code, allowed: 'A-Z 0-9 _' });
  }
  const unit = ITEM_UNITS.find((known) => known === item.unit.trim());
  if (unit === undefined) {
    findings.refuse('FIELD_VALUE', `${at}.unit`, { value: item.unit, allowed: ITEM_UNITS.join(' ') });
  }
  const value = number(item.value, 'value');
  const limit = number(item.limit, 'limit');
  const lowestLimit = number(item.lowestLimit, 'lowestLimit');
  const readings = readAll(item.readings ?? [], `${at}.readings`, findings);
  if (value === null || unit === undefined) return null;
  const passed = item.passed ?? null;
  return { code, value, unit, limit, ...(lowestLimit && { lowestLimit }), passed, readings };
}

function readAll(texts: readonly string[], field: string, findings: Findings): readonly Scaled[] {
  if (texts.length > MOST_READINGS) {
    findings.refuse('LINES_TOO_MANY', field, { count: texts.length, maximum: MOST_READINGS });
    return [];
  }
  return texts.flatMap((raw, index) => findings.take(readScaled(raw, `${field}[${index}]`)) ?? []);
}

function readObd(obd: ObdInput, findings: Findings): ObdReading {
  const agrees = obd.indicatorAgrees ?? null;
  return {
    communicates: obd.communicates ?? null,
    milOn: obd.milOn ?? null,
    ...(agrees !== null && { indicatorAgrees: agrees }),
    dtc: codes('dtc', obd.dtc ?? [], findings),
    readinessIncomplete: count('obd.readinessIncomplete', obd.readinessIncomplete ?? null, findings),
    calIds: codes('calIds', obd.calIds ?? [], findings),
    cvns: codes('cvns', obd.cvns ?? [], findings),
    vin: checkText('obd.vin', obd.vin ?? null, findings),
    kmSinceClear: count('obd.kmSinceClear', obd.kmSinceClear ?? null, findings),
  };
}

/** Codes as control units give them; a blank among them says nothing and is left out. */
function codes(field: string, given: readonly string[], findings: Findings): readonly string[] {
  if (given.length > MOST_CODES) {
    findings.refuse('LINES_TOO_MANY', `obd.${field}`, { count: given.length, maximum: MOST_CODES });
    return [];
  }
  return given.flatMap((raw, index) =>
    isSentinel(raw) ? [] : (checkText(`obd.${field}[${index}]`, raw.trim().toUpperCase(), findings) ?? []),
  );
}
