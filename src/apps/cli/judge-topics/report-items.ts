import type { ItemUnit, ReportedItem, Scaled, TestMethod } from '../../../domain/emission/emission-facts.js';
import { readScaled } from '../../../domain/emission/scaled.js';
import { fail, ok } from '../../../domain/shared/result.js';
import type { Problem, Result } from '../../../domain/shared/result.js';
import { objectOf } from './case-fields.js';
import type { Case } from './case-fields.js';
import { isOfDiagnosis } from './report-diagnosis.js';
import { ITEM_NAMES, itemNamed, plain, standsBeside } from './report-item-names.js';
import type { ItemName } from './report-item-names.js';
import { readRuns } from './report-runs.js';
import type { ReadingOf, Runs } from './report-runs.js';

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
const RUNS_OF: Readonly<Partial<Record<ItemUnit, string>>> = { 'm-1': 'K_FA', '%': 'N_FA' };

/** What was read: the items, and the members that are none of the method's. */
export interface CaseItems {
  readonly items: readonly ReportedItem[];
  readonly strays: readonly string[];
  /** The member that a code came from, as the case writes it. */
  readonly names: ReadonlyMap<string, string>;
}

/** Reads `items`, `limits` and `readings` of a case for a method. */
export function readItems(input: Case, of: ReadingOf): Result<CaseItems> {
  const given = objectOf(input, 'items');
  if (!given.ok) return given;
  const limits = objectOf(input, 'limits');
  if (!limits.ok) return limits;
  const members = membersOf(given.value, of.method);
  const runs = readRuns(input, of, saysPercent(members));
  if (!runs.ok) return runs;
  const items: ReportedItem[] = [];
  for (const { member, known } of withRuns(members, runs.value)) {
    const read = readItem(member, known, { given: given.value, limits: limits.value, of, runs: runs.value });
    if (!read.ok) return read;
    if (read.value !== null) items.push(read.value);
  }
  const names = new Map(members.map(({ member, known }) => [known.code, member]));
  return ok({ items, strays: straysOf(input, given.value, of.method), names });
}

interface Member {
  /** As the case writes it. */
  readonly member: string;
  readonly known: ItemName;
}

function membersOf(given: Case, method: TestMethod): readonly Member[] {
  return Object.entries(given).flatMap(([member, value]) => {
    const known = (value ?? null) === null ? null : itemNamed(member, method);
    return known === null ? [] : [{ member, known }];
  });
}

/** Where only the per cent of the smoke is given its runs are per cent too. */
function saysPercent(members: readonly Member[]): boolean {
  const codes = new Set(members.map(({ known }) => known.code));
  return codes.has('N_FA') && !codes.has('K_FA');
}

/** The runs alone say what their mean is an item of. */
function withRuns(members: readonly Member[], runs: Runs | null): readonly Member[] {
  const code = runs === null ? undefined : RUNS_OF[runs.unit];
  if (code === undefined || members.some(({ known }) => known.code === code)) return members;
  const known = ITEM_NAMES.find((one) => one.code === code);
  return known === undefined ? members : [...members, { member: known.name, known }];
}

interface ItemSource {
  readonly given: Case;
  readonly limits: Case;
  readonly of: ReadingOf;
  readonly runs: Runs | null;
}

function readItem(member: string, { code, unit }: ItemName, from: ItemSource): Result<ReportedItem | null> {
  const runs = from.runs !== null && RUNS_OF[from.runs.unit] === code ? from.runs : null;
  const value = optionalScaled(from.given, member, 'items.', from.of.brokenOff);
  if (!value.ok) return value;
  const printed = Object.keys(from.limits).find((one) => itemNamed(one, from.of.method)?.code === code);
  const limit = printed === undefined ? ok(null) : optionalScaled(from.limits, printed, 'limits.');
  if (!limit.ok) return limit;
  const stated = value.value ?? runs?.mean ?? null;
  if (stated === null) return ok(null);
  return ok({ code, value: stated, unit, limit: limit.value, passed: null, readings: runs?.readings ?? [] });
}

function straysOf(input: Case, given: Case, method: TestMethod): readonly string[] {
  const members = Object.entries(given)
    .filter(([member, value]) => (value ?? null) !== null && !standsBeside(member))
    .filter(([member]) => itemNamed(member, method) === null && !(method === 'OBD' && isOfDiagnosis(member)))
    .map(([member]) => `items.${member}`);
  const unusedRuns = (input.readings ?? null) !== null && method !== 'FREE_ACCEL';
  return unusedRuns ? [...members, 'readings'] : members;
}

const isPower = (member: string): boolean => /power/.test(plain(member));

/**
 * A number, or null where the member is absent or null. A power of zero was not measured. Of a test that was broken off
 * `orNothing` takes what says "nothing" for null.
 */
export function optionalScaled(
  input: Case,
  member: string,
  path = '',
  orNothing = false,
): Result<Scaled | null> {
  const given = input[member] ?? null;
  if (given === null) return ok(null);
  const read = measured(given, member, path);
  return !read.ok && orNothing && read.error.code === 'SENTINEL_VALUE' ? ok(null) : read;
}

function measured(given: unknown, member: string, path: string): Result<Scaled> {
  const read = readScaled(given, path + member);
  if (!read.ok) return read;
  return isPower(member) && read.value.value === 0
    ? fail({ code: 'SENTINEL_VALUE', field: path + member, params: { value: JSON.stringify(given) } })
    : read;
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
