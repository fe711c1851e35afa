import type { ItemUnit, ReportedItem, Scaled, TestMethod } from '../../../domain/emission/emission-facts.js';
import { meanOf, readScaled, shown } from '../../../domain/emission/scaled.js';
import { fail, ok } from '../../../domain/shared/result.js';
import type { Problem, Result } from '../../../domain/shared/result.js';
import { isCase } from './case-fields.js';
import type { Case } from './case-fields.js';

interface ItemName {
  readonly name: string;
  readonly code: string;
  readonly unit: ItemUnit;
  /** Methods that the name means this in. */
  readonly methods: readonly TestMethod[];
}

const item = (name: string, code: string, unit: ItemUnit, ...methods: readonly TestMethod[]): ItemName => ({
  name,
  code,
  unit,
  methods,
});

/** Members of `items` and what they are in a method. */
const ITEM_NAMES: readonly ItemName[] = [
  item('k', 'K_FA', 'm-1', 'FREE_ACCEL'),
  item('kPercent', 'N_FA', '%', 'FREE_ACCEL'),
  item('k100', 'K100', 'm-1', 'LUGDOWN'),
  item('k100Percent', 'N100', '%', 'LUGDOWN'),
  item('k80', 'K80', 'm-1', 'LUGDOWN'),
  item('k80Percent', 'N80', '%', 'LUGDOWN'),
  item('nox80', 'NOX80', '1e-6', 'LUGDOWN'),
  item('maxWheelPowerKw', 'MAX_POWER', 'kW', 'LUGDOWN'),
  item('ringelmann', 'RINGELMANN', 'level', 'FREE_ACCEL', 'LUGDOWN', 'RINGELMANN'),
  item('lowCo', 'LOW_CO', '%', 'TSI'),
  item('lowHc', 'LOW_HC', '1e-6', 'TSI'),
  item('highCo', 'HIGH_CO', '%', 'TSI'),
  item('highHc', 'HIGH_HC', '1e-6', 'TSI'),
  item('lambda', 'LAMBDA', 'ratio', 'TSI'),
  item('co5025', 'CO_5025', '%', 'ASM'),
  item('hc5025', 'HC_5025', '1e-6', 'ASM'),
  item('no5025', 'NO_5025', '1e-6', 'ASM'),
  item('co2540', 'CO_2540', '%', 'ASM'),
  item('hc2540', 'HC_2540', '1e-6', 'ASM'),
  item('no2540', 'NO_2540', '1e-6', 'ASM'),
  // Without the speed of the dynamometer: ASM5025, with which the test begins.
  item('co', 'CO_5025', '%', 'ASM'),
  item('hc', 'HC_5025', '1e-6', 'ASM'),
  item('no', 'NO_5025', '1e-6', 'ASM'),
  item('co', 'CO', 'g/km', 'IM195', 'VMAS'),
  item('hc', 'HC', 'g/km', 'VMAS'),
  item('nox', 'NOX', 'g/km', 'VMAS'),
  item('hcNox', 'HC_NOX', 'g/km', 'IM195'),
];

/** Codes that no member of `items` stands for. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  VISIBLE_SMOKE: 'visibleSmoke',
  RATED_POWER: 'ratedPowerKw',
  OBD: 'obd',
  OBD_COMMUNICATION: 'obdCommunication',
  OBD_MIL: 'obd.milOn',
  OBD_MIL_CODES: 'obdMilCodes',
  OBD_INDICATOR: 'obdIndicator',
  OBD_APPLICABILITY: 'obdApplies',
};
/** Members of `items` that are read elsewhere. */
const BESIDE: ReadonlySet<string> = new Set(['ratedPowerKw', 'visibleSmoke', 'obd']);
const POWERS: ReadonlySet<string> = new Set(['maxWheelPowerKw', 'ratedPowerKw']);
const RUNS: Readonly<Record<string, string>> = { 'm-1': 'k', '%': 'kPercent' };

/** What was read: the items, and whether a member was none of the method's. */
export interface CaseItems {
  readonly items: readonly ReportedItem[];
  readonly strays: boolean;
  /** The member that a code came from. */
  readonly names: ReadonlyMap<string, string>;
}

/** Reads `items`, `limits` and `readings` of a case for a method. */
export function readItems(input: Case, method: TestMethod): Result<CaseItems> {
  const given = objectOf(input, 'items');
  if (!given.ok) return given;
  const limits = objectOf(input, 'limits');
  if (!limits.ok) return limits;
  const runs = readRuns(input, method);
  if (!runs.ok) return runs;
  const items: ReportedItem[] = [];
  const names = new Map<string, string>();
  for (const itemName of ITEM_NAMES.filter(({ methods }) => methods.includes(method))) {
    const mean = runs.value?.name === itemName.name ? runs.value : null;
    const read = readItem(itemName, given.value, limits.value, mean);
    if (!read.ok) return read;
    if (read.value === null) continue;
    names.set(itemName.code, itemName.name);
    items.push(read.value);
  }
  const unusedRuns = (input.readings ?? null) !== null && runs.value === null;
  return ok({ items, strays: unusedRuns || hasStrays(given.value, new Set(names.values())), names });
}

function readItem(
  { name, code, unit }: ItemName,
  given: Case,
  limits: Case,
  runs: Runs | null,
): Result<ReportedItem | null> {
  const value = optionalScaled(given, name, 'items.');
  if (!value.ok) return value;
  const limit = optionalScaled(limits, name, 'limits.');
  if (!limit.ok) return limit;
  const stated = value.value ?? runs?.mean ?? null;
  if (stated === null) return ok(null);
  return ok({ code, value: stated, unit, limit: limit.value, passed: null, readings: runs?.readings ?? [] });
}

function hasStrays(given: Case, judged: ReadonlySet<string>): boolean {
  return Object.entries(given).some(
    ([name, value]) => value !== null && !judged.has(name) && !BESIDE.has(name),
  );
}

interface Runs {
  readonly name: string | undefined;
  readonly readings: readonly Scaled[];
  readonly mean: Scaled;
}

function readRuns(input: Case, method: TestMethod): Result<Runs | null> {
  const given = input.readings ?? null;
  if (given === null || method !== 'FREE_ACCEL') return ok(null);
  if (!Array.isArray(given))
    return fail({ code: 'FIELD_TYPE', field: 'readings', params: { expected: 'array' } });
  const unit = input.readingsUnit ?? 'm-1';
  const name = typeof unit === 'string' ? RUNS[unit] : undefined;
  if (name === undefined) {
    const params = { value: JSON.stringify(unit), allowed: Object.keys(RUNS).join(' ') };
    return fail({ code: 'FIELD_VALUE', field: 'readingsUnit', params });
  }
  const readings: Scaled[] = [];
  for (const [index, one] of given.entries()) {
    const reading = readScaled(one, `readings[${String(index)}]`);
    if (!reading.ok) return reading;
    readings.push(reading.value);
  }
  if (readings.length < 3) return fail({ code: 'READINGS_TOO_FEW', field: 'readings', params: { least: 3 } });
  return ok({ name, readings, mean: shown(meanOf(readings.slice(-3))) });
}

/** A number, or null where the member is absent or null. A power of zero was not measured. */
export function optionalScaled(input: Case, name: string, path = ''): Result<Scaled | null> {
  const given = input[name] ?? null;
  if (given === null) return ok(null);
  const read = readScaled(given, path + name);
  if (!read.ok) return read;
  return POWERS.has(name) && read.value.value === 0
    ? fail({ code: 'SENTINEL_VALUE', field: path + name, params: { value: JSON.stringify(given) } })
    : read;
}

/** An object, empty where it is absent or null. Problem: FIELD_TYPE. */
export function objectOf(input: Case, field: string): Result<Case> {
  const given = input[field] ?? {};
  return isCase(given) ? ok(given) : fail({ code: 'FIELD_TYPE', field, params: { expected: 'object' } });
}

/** The member that stands for a code: the one it came from, else the first of that code. */
export function nameOf(code: string, names: ReadonlyMap<string, string>): string {
  return names.get(code) ?? OTHER_NAMES[code] ?? ITEM_NAMES.find((one) => one.code === code)?.name ?? code;
}

/** A problem of the rule under the member names of the case. */
export function inCaseNames(problem: Problem, names: ReadonlyMap<string, string>): Problem {
  const [, code] = /^items\.(\w+)$/.exec(problem.field ?? '') ?? [];
  return code === undefined ? problem : { ...problem, field: `items.${nameOf(code, names)}` };
}

/** The member that is missing, of alternatives the first. */
export function missingField(codes: string, names: ReadonlyMap<string, string>): string {
  const [code = ''] = codes.split('/');
  return code in OTHER_NAMES ? nameOf(code, names) : `items.${nameOf(code, names)}`;
}
