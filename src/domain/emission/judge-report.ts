import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import { compareCivilDates } from '../shared/time.js';
import type { CivilDate, Instant } from '../shared/time.js';
import type { EmissionClauseId } from './clauses.js';
import type {
  CheckType,
  JudgedItem,
  LimitSet,
  ObdReading,
  ReportedItem,
  ReportJudgement,
  ReportResult,
  Scaled,
  StationResult,
  TestMethod,
} from './emission-facts.js';
import { dilutionFlags, judgedItemsOf } from './derived-items.js';
import { judgeItems } from './judge-items.js';
import type { Comparison } from './judge-items.js';
import { judgeObd } from './judge-obd.js';
import { limitsInForce, METHOD_CLAUSES, REQUIRED_ITEMS, standardsInForce } from './limits.js';
import type { ItemLimit } from './limits.js';
import { machineClassInForce, machineLimits } from './nrmm-limits.js';
import type { MachineClass } from './nrmm-limits.js';
import { methodFlags } from './method-fit.js';
import type { TestedVehicle } from './method-fit.js';
import { scaled, times } from './scaled.js';

/** A machine under GB 36886-2018: its own class, that of the zone it works in, and its rated net power in kW. */
export interface TestedMachine {
  readonly machineClass: MachineClass;
  readonly zoneClass: MachineClass | null;
  readonly powerKw: Scaled;
}

/** Everything that a judgement rests on; null is "not said". */
export interface ReportQuestion {
  readonly method: TestMethod;
  readonly limitSet: LimitSet;
  /** Civil date of the test; null: by the limits in force now. */
  readonly on: CivilDate | null;
  readonly comparison: Comparison;
  readonly checkType: CheckType | null;
  readonly stationResult: StationResult | null;
  readonly items: readonly ReportedItem[];
  readonly visibleSmoke: boolean | null;
  readonly obd: ObdReading | null;
  /** Whether the diagnostic check applies to the vehicle by the rule that is configured. */
  readonly obdApplies: boolean | null;
  /** Rated power of the engine in kW. */
  readonly ratedPowerKw: Scaled | null;
  readonly methodReason: string | null;
  readonly vehicle: TestedVehicle | null;
  readonly machine: TestedMachine | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly now: Instant | null;
}

export interface ReportVerdict {
  readonly judgement: ReportJudgement;
  /** Codes of readings without which nothing can be told; alternatives are joined by "/". */
  readonly missing: readonly string[];
}

/** Flags with which the readings are no evidence against or for the vehicle. */
const UNSOUND: ReadonlySet<string> = new Set([
  'METHOD_FUEL_MISMATCH',
  'STANDARD_NOT_APPLICABLE',
  'LIMITS_UNKNOWN',
]);
const MACHINES_FROM: CivilDate = '2018-12-01';
const NO_SMOKE = scaled('0');

/**
 * Judges a report by the limits in force, itself: a reading above its limit fails, an equal one passes. A failed item
 * stands whatever else is missing; without a failure and with readings missing the result is UNKNOWN. Aborted, invalid and
 * comparison tests and diluted samples are VOID, with their items shown. What is doubtful is flagged. Problems: those of {@link judgeItems}.
 */
export function judgeReport(asked: ReportQuestion): Result<ReportVerdict> {
  const question = { ...asked, items: judgedItemsOf(asked.method, asked.stationResult, asked.items) };
  const limits = limitsOf(question);
  const judged = judgeItems(limits.rows, question.items, question.comparison);
  if (!judged.ok) return fail(judged.error);
  const obd = obdOf(question);
  const items = [...judged.value.items, ...smokeItem(question), ...obd.items];
  const missing = [...missingItems(question), ...obd.missing];
  const flags = new Set([
    ...judged.value.flags,
    ...obd.flags,
    ...limits.flags,
    ...methodFlags(question.method, question.vehicle, question.methodReason),
    ...timeFlags(question),
    ...voidFlags(question),
  ]);
  const unsound = [...flags].some((flag) => UNSOUND.has(flag));
  const byItems = resultOf(items, missing, unsound);
  if (missing.length > 0 && !isVoid(question)) flags.add('EVIDENCE_MISSING');
  if (disagrees(question.stationResult, byItems)) flags.add('VERDICT_DISAGREES');
  const judgement: ReportJudgement = {
    result: isVoid(question) ? 'VOID' : byItems,
    limitSet: limits.limitSet,
    clause: limits.clause,
    items,
    flags: [...flags].sort(),
  };
  return ok({ judgement, missing: isVoid(question) ? [] : missing });
}

interface LimitsOfReport {
  readonly rows: readonly ItemLimit[];
  readonly flags: readonly string[];
  readonly limitSet: LimitSet | null;
  readonly clause: EmissionClauseId;
}

const WITHOUT_FIGURES: ReadonlySet<TestMethod> = new Set(['OBD', 'VISUAL']);

function limitsOf({ method, limitSet, on, machine, ratedPowerKw }: ReportQuestion): LimitsOfReport {
  if (machine !== null) return machineLimitsOf(machine, method, on);
  const clause = METHOD_CLAUSES[method];
  if (WITHOUT_FIGURES.has(method)) {
    return { rows: [], flags: standardsInForce(on) ? [] : ['LIMITS_UNKNOWN'], limitSet: null, clause };
  }
  const rows = limitsInForce(method, limitSet, on);
  const flags = rows.length === 0 ? ['LIMITS_UNKNOWN'] : [];
  return { rows: [...rows, ...powerLimit(method, ratedPowerKw)], flags, limitSet, clause };
}

/** The corrected maximum wheel power must reach 40 % of the rated power of the engine (GB 3847-2018, lug-down). */
function powerLimit(method: TestMethod, ratedPowerKw: Scaled | null): readonly ItemLimit[] {
  if (method !== 'LUGDOWN' || ratedPowerKw === null) return [];
  return [
    { code: 'MAX_POWER', unit: 'kW', highest: null, lowest: times(ratedPowerKw, 4, 1), decimals: null },
  ];
}

const MACHINE_METHODS: ReadonlySet<TestMethod> = new Set(['FREE_ACCEL', 'RINGELMANN']);

function machineLimitsOf(machine: TestedMachine, method: TestMethod, on: CivilDate | null): LimitsOfReport {
  const limits = machineLimits(machineClassInForce(machine.machineClass, machine.zoneClass), machine.powerKw);
  const known =
    limits.ok && MACHINE_METHODS.has(method) && (on === null || compareCivilDates(MACHINES_FROM, on) <= 0);
  return {
    rows: known ? limits.value : [],
    flags: known ? [] : ['LIMITS_UNKNOWN'],
    limitSet: null,
    clause: 'GB36886_SMOKE',
  };
}

function missingItems(question: ReportQuestion): readonly string[] {
  const { method, items, machine, ratedPowerKw, visibleSmoke } = question;
  const there = new Set(items.map(({ code }) => code));
  const missing = REQUIRED_ITEMS[method]
    .map((codes) => (machine === null ? codes : codes.slice(0, 1)))
    .filter((codes) => !codes.some((code) => there.has(code)))
    .map((codes) => codes.join('/'));
  if (method === 'LUGDOWN' && ratedPowerKw === null) missing.push('RATED_POWER');
  if (method === 'VISUAL' && visibleSmoke === null) missing.push('VISIBLE_SMOKE');
  if (method === 'ASM' && [...there].some((code) => code.endsWith('_2540'))) {
    missing.push(...['CO_2540', 'HC_2540', 'NO_2540'].filter((code) => !there.has(code)));
  }
  return missing;
}

const SHOWS_SMOKE: ReadonlySet<TestMethod> = new Set(['LUGDOWN', 'FREE_ACCEL', 'RINGELMANN', 'VISUAL']);

/** Visible smoke fails a vehicle, and a machine of classes Ⅱ and Ⅲ. */
function smokeItem({ method, visibleSmoke, machine }: ReportQuestion): readonly JudgedItem[] {
  if (visibleSmoke === null || !SHOWS_SMOKE.has(method)) return [];
  if (machine !== null && machineClassInForce(machine.machineClass, machine.zoneClass) === 'I') return [];
  const value = scaled(visibleSmoke ? '1' : '0');
  return [{ code: 'VISIBLE_SMOKE', value, limit: NO_SMOKE, pass: !visibleSmoke }];
}

function obdOf({ method, obd, obdApplies }: ReportQuestion): ReturnType<typeof judgeObd> {
  const alone = method === 'OBD';
  if (obd === null) return { items: [], flags: [], missing: alone && obdApplies !== false ? ['OBD'] : [] };
  const judged = judgeObd(obd, obdApplies);
  // Beside another test, what is not known of the diagnosis leaves the result of that test as it is.
  return alone ? judged : { ...judged, missing: [] };
}

function timeFlags({ startedAt, endedAt, now }: ReportQuestion): readonly string[] {
  const flags: string[] = [];
  if (startedAt !== null && endedAt !== null && startedAt >= endedAt) flags.push('TIME_ORDER');
  const last = endedAt ?? startedAt;
  if (last !== null && now !== null && last > now) flags.push('TIME_FUTURE');
  return flags;
}

function voidFlags({ checkType, stationResult, method, items }: ReportQuestion): readonly string[] {
  return [
    ...dilutionFlags(method, items),
    ...(checkType === 'COMPARISON' ? ['COMPARISON_TEST'] : []),
    ...(stationResult === 'ABORT' ? ['TEST_ABORTED'] : []),
    ...(stationResult === 'INVALID' ? ['TEST_INVALID'] : []),
  ];
}

/** A diagnostic check that does not apply says nothing of the vehicle either. */
function isVoid(question: ReportQuestion): boolean {
  return voidFlags(question).length > 0 || (question.method === 'OBD' && question.obdApplies === false);
}

function resultOf(items: readonly JudgedItem[], missing: readonly string[], unsound: boolean): ReportResult {
  if (unsound) return 'UNKNOWN';
  if (items.some(({ pass }) => !pass)) return 'FAIL';
  return missing.length > 0 || items.length === 0 ? 'UNKNOWN' : 'PASS';
}

function disagrees(station: StationResult | null, own: ReportResult): boolean {
  return (station === 'PASS' && own === 'FAIL') || (station === 'FAIL' && own === 'PASS');
}
