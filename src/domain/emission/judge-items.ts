import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import type { JudgedItem, ReportedItem, Scaled } from './emission-facts.js';
import { OPACITY_OF } from './limits.js';
import type { ItemLimit } from './limits.js';
import { opacitiesContradict, roundedAbsorptionOf } from './opacity.js';
import { compareExact, exactly, meanOf, roundHalfEven, sameScaled, scaled, shown } from './scaled.js';
import type { Exact } from './scaled.js';

/** GB/T 8170-2008 4.3: by the full value, or by the value rounded to the decimals of the instrument. */
export const COMPARISONS = ['FULL_VALUE', 'ROUNDED_VALUE'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The verdicts on items, in the order of the limits. */
export interface ItemsJudgement {
  readonly items: readonly JudgedItem[];
  readonly flags: readonly string[];
}

/** The mean of so many runs is the result of free acceleration (GB 3847-2018). */
export const RUNS = 3;
const MEAN_OF_RUNS: ReadonlySet<string> = new Set(['K_FA', 'N_FA']);
/** No smoke has a greater absorption coefficient: an opacity of 99.98 %. What is above was read in per cent. */
const THICKEST_SMOKE: Scaled = scaled('20');
const WHOLE: Scaled = scaled('100');

/**
 * Judges every item that has a limit; an item without one is left out. Problems: ITEM_TWICE, UNIT_MISMATCH (a unit that
 * the item is not measured in, more than 100 %, or k and N that differ by more than 0.05 m⁻¹), READINGS_TOO_FEW.
 */
export function judgeItems(
  limits: readonly ItemLimit[],
  reported: readonly ReportedItem[],
  comparison: Comparison,
): Result<ItemsJudgement> {
  const byCode = new Map<string, ReportedItem>();
  for (const one of reported.map(inItsUnit)) {
    if (byCode.has(one.code)) return fail(about(one, 'ITEM_TWICE'));
    byCode.set(one.code, one);
  }
  const judged = new Map<string, OneJudgement>();
  for (const limit of limits) {
    const item = byCode.get(limit.code);
    if (item === undefined) continue;
    const one = judgeOne(limit, item, comparison);
    if (!one.ok) return one;
    judged.set(limit.code, one.value);
  }
  const units = compareUnits(limits, judged);
  if (!units.ok) return units;
  const shownOnes = [...judged].filter(([code]) => !units.value.hidden.has(code)).map(([, one]) => one);
  const flags = [...judged.values()].flatMap((one) => one.flags);
  return ok({ items: shownOnes.map((one) => one.item), flags: [...flags, ...units.value.flags] });
}

interface OneJudgement {
  readonly item: JudgedItem;
  readonly exact: Exact;
  readonly reported: ReportedItem;
  readonly flags: readonly string[];
}

function judgeOne(limit: ItemLimit, reported: ReportedItem, comparison: Comparison): Result<OneJudgement> {
  const problem = unitProblem(limit, reported);
  if (problem !== null) return fail(problem);
  const averaged = MEAN_OF_RUNS.has(limit.code) && reported.readings.length > 0;
  if (averaged && reported.readings.length < RUNS) {
    return fail(about(reported, 'READINGS_TOO_FEW', { least: RUNS }));
  }
  const exact = averaged ? meanOf(reported.readings.slice(-RUNS)) : exactly(reported.value);
  const full = isWithin(limit, exact);
  const rounded = isRoundedWithin(limit, exact);
  const pass = comparison === 'FULL_VALUE' ? full : rounded;
  const flags = full === rounded ? [] : ['ROUNDING_BOUNDARY'];
  if (averaged && !isNear(exact, reported.value, limit)) flags.push('MEAN_DISAGREES');
  const item = { code: limit.code, value: shown(exact), limit: bound(limit, exact), pass };
  return ok({ item, exact, reported, flags: [...flags, ...stationFlags(limit, reported, pass)] });
}

/** Where the station's own limit or verdict is another. */
function stationFlags(limit: ItemLimit, reported: ReportedItem, pass: boolean): readonly string[] {
  return [
    ...([reported.limit, reported.lowestLimit ?? null].every((one) => isLimitOf(limit, one))
      ? []
      : ['LIMIT_TAMPER']),
    ...(reported.passed === null || reported.passed === pass ? [] : ['VERDICT_DISAGREES']),
  ];
}

function isRoundedWithin(limit: ItemLimit, value: Exact): boolean {
  return isWithin(limit, limit.decimals === null ? value : exactly(roundHalfEven(value, limit.decimals)));
}

function isWithin({ highest, lowest }: ItemLimit, value: Exact): boolean {
  return (
    (highest === null || compareExact(value, exactly(highest)) <= 0) &&
    (lowest === null || compareExact(value, exactly(lowest)) >= 0)
  );
}

/** The bound that decides: of two, the lower one only for a value below it. */
function bound({ highest, lowest }: ItemLimit, value: Exact): Scaled {
  const below = lowest !== null && (highest === null || compareExact(value, exactly(lowest)) < 0);
  return below ? lowest : (highest ?? scaled('0'));
}

/** A printed limit must be the configured one; the least wheel power follows from the rated power and may be rounded. */
function isLimitOf({ highest, lowest, code }: ItemLimit, printed: Scaled | null): boolean {
  if (printed === null) return true;
  if (code === 'MAX_POWER' && lowest !== null) {
    const ulp: Scaled = { value: 1, scale: printed.scale };
    return within(exactly(printed), exactly(lowest), ulp);
  }
  return [highest, lowest].some((one) => one !== null && sameScaled(one, printed));
}

/** A station states the mean at the decimals of its instrument: it may be off by half of the last. */
function isNear(mean: Exact, stated: Scaled, { decimals }: ItemLimit): boolean {
  return within(mean, exactly(stated), { value: 5, scale: (decimals ?? stated.scale) + 1 });
}

/** Whether two numbers differ by no more than the tolerance. */
function within(a: Exact, b: Exact, tolerance: Scaled): boolean {
  const scale = Math.max(a.scale, b.scale, tolerance.scale);
  const at = (one: Exact): bigint => one.numerator * 10n ** BigInt(scale - one.scale);
  const difference = at(a) * b.divisor - at(b) * a.divisor;
  const allowed = at(exactly(tolerance)) * a.divisor * b.divisor;
  return difference <= allowed && -difference <= allowed;
}

/** k and N of one smoke: they must fit each other, k decides, and the flag says where the verdict hangs on the unit. */
function compareUnits(
  limits: readonly ItemLimit[],
  judged: ReadonlyMap<string, OneJudgement>,
): Result<{ readonly hidden: ReadonlySet<string>; readonly flags: readonly string[] }> {
  const hidden = new Set<string>();
  const flags: string[] = [];
  for (const [kCode, nCode] of Object.entries(OPACITY_OF)) {
    const [k, n] = [judged.get(kCode), judged.get(nCode)];
    const limit = limits.find(({ code }) => code === kCode);
    if (n === undefined || limit === undefined) continue;
    if (k !== undefined) {
      if (opacitiesContradict(k.exact, n.exact)) return fail(about(n.reported, 'UNIT_MISMATCH'));
      hidden.add(nCode);
    }
    const converted = roundedAbsorptionOf(n.exact);
    const passesAsK = k?.item.pass ?? (converted !== null && isWithin(limit, converted));
    if (passesAsK !== n.item.pass) flags.push('UNIT_BOUNDARY');
  }
  return ok({ hidden, flags });
}

/** Smoke in per cent under the code of m⁻¹ is what N stands for. */
function inItsUnit(item: ReportedItem): ReportedItem {
  const opacity = OPACITY_OF[item.code];
  return opacity !== undefined && item.unit === '%' ? { ...item, code: opacity } : item;
}

function unitProblem(limit: ItemLimit, item: ReportedItem): Problem | null {
  const highest = item.unit === '%' ? WHOLE : item.unit === 'm-1' ? THICKEST_SMOKE : null;
  const tooMuch =
    highest !== null &&
    [item.value, ...item.readings].some((one) => compareExact(exactly(one), exactly(highest)) > 0);
  return item.unit !== limit.unit || tooMuch ? about(item, 'UNIT_MISMATCH') : null;
}

function about({ code }: ReportedItem, problem: string, params: Problem['params'] = {}): Problem {
  return { code: problem, field: `items.${code}`, params };
}
