import type { FlagSeverity } from '../emission/emission-facts.js';
import type { Instant } from '../shared/time.js';
import type {
  EvidenceRow,
  FlagTarget,
  IntegrityFlag,
  IntegrityRule,
  IntegrityThresholds,
  RuleOutcome,
} from './integrity-types.js';

/** What a code stands for: its rule, how grave it is, and whether it holds the report. */
interface FlagKind {
  readonly rule: IntegrityRule;
  readonly severity: FlagSeverity;
}

/** Every code of a flag. High severity holds the report or repair; a station is never held as a whole. */
export const FLAG_KINDS = {
  SAME_CALID_CVN: { rule: 'A1', severity: 'HIGH' },
  CURVE_REUSE: { rule: 'A2', severity: 'HIGH' },
  TEST_TOO_SHORT: { rule: 'A3', severity: 'HIGH' },
  TEST_TOO_LONG: { rule: 'A3', severity: 'HIGH' },
  SERIES_ROWS: { rule: 'A3', severity: 'HIGH' },
  CLOCK_ORDER: { rule: 'A4', severity: 'HIGH' },
  CLOCK_FUTURE: { rule: 'A4', severity: 'HIGH' },
  CLOCK_LINE_OVERLAP: { rule: 'A4', severity: 'HIGH' },
  CLOCK_INSPECTOR_OVERLAP: { rule: 'A4', severity: 'HIGH' },
  CLOCK_VEHICLE_TRAVEL: { rule: 'A4', severity: 'HIGH' },
  CLOCK_PHOTO: { rule: 'A4', severity: 'HIGH' },
  RATED_POWER: { rule: 'A5', severity: 'HIGH' },
  RATED_POWER_SPREAD: { rule: 'A5', severity: 'HIGH' },
  PASS_RATE: { rule: 'A6', severity: 'MEDIUM' },
  RETEST_WITHOUT_REPAIR: { rule: 'A6', severity: 'MEDIUM' },
  IMPLAUSIBLE_ZERO: { rule: 'A7', severity: 'MEDIUM' },
  IMPLAUSIBLE_EQUAL_RUNS: { rule: 'A7', severity: 'MEDIUM' },
  IMPLAUSIBLE_CO2: { rule: 'A7', severity: 'MEDIUM' },
  AMBIENT_RANGE: { rule: 'A7', severity: 'MEDIUM' },
  AMBIENT_CONSTANT: { rule: 'A7', severity: 'MEDIUM' },
  LIMIT_TAMPERED: { rule: 'A8', severity: 'HIGH' },
  OBD_VIN_MISMATCH: { rule: 'A9', severity: 'HIGH' },
  VIDEO_PLATE_MISMATCH: { rule: 'A9', severity: 'HIGH' },
  ODOMETER_DOWN: { rule: 'A9', severity: 'HIGH' },
  ODOMETER_REGRESS: { rule: 'R5.4', severity: 'HIGH' },
  METHOD_SHOPPING: { rule: 'A10', severity: 'MEDIUM' },
  ABORTS_BEFORE_PASS: { rule: 'A10', severity: 'MEDIUM' },
  CALIBRATION_EXPIRED: { rule: 'A11', severity: 'HIGH' },
  DAILY_CHECK_MISSED: { rule: 'A11', severity: 'HIGH' },
  SAME_PART_SERIAL: { rule: 'A12', severity: 'HIGH' },
  SAME_PARTS_LIST: { rule: 'A12', severity: 'HIGH' },
  REPAIR_TOO_SHORT: { rule: 'A12', severity: 'HIGH' },
  STATIONS_RELATED: { rule: 'A12', severity: 'HIGH' },
  REPAIR_VIN_RANDOM: { rule: 'A12', severity: 'HIGH' },
  EMPTY_REPAIR: { rule: 'R5.6', severity: 'MEDIUM' },
  OBD_CLEARED: { rule: 'A13', severity: 'MEDIUM' },
  OBD_CLEARED_AFTER_REPAIR: { rule: 'R5.7', severity: 'MEDIUM' },
} as const satisfies Readonly<Record<string, FlagKind>>;
export type FlagCode = keyof typeof FLAG_KINDS;

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** A flag of a kind, with the rows that show it. */
export function flag(code: FlagCode, about: FlagTarget, evidence: readonly EvidenceRow[]): IntegrityFlag {
  const { rule, severity } = FLAG_KINDS[code];
  return { rule, code, about, severity, hold: severity === 'HIGH' && about.type !== 'STATION', evidence };
}

export const onReport = (fact: string): FlagTarget => ({ type: 'REPORT', id: fact });
export const onRepair = (fact: string): FlagTarget => ({ type: 'REPAIR', id: fact });
export const onStation = (code: string): FlagTarget => ({ type: 'STATION', id: code });

/** Several parts of a rule as one outcome. */
export function together(parts: readonly RuleOutcome[]): RuleOutcome {
  return {
    flags: parts.flatMap(({ flags }) => flags),
    notConfigured: [...new Set(parts.flatMap(({ notConfigured }) => notConfigured))].sort(),
  };
}

export const found = (flags: readonly IntegrityFlag[]): RuleOutcome => ({ flags, notConfigured: [] });

export const notConfigured = (...names: readonly (keyof IntegrityThresholds)[]): RuleOutcome => ({
  flags: [],
  notConfigured: names,
});

/** Names of those thresholds that are null. */
export function unset(
  thresholds: IntegrityThresholds,
  ...names: readonly (keyof IntegrityThresholds)[]
): readonly (keyof IntegrityThresholds)[] {
  return names.filter((name) => thresholds[name] === null);
}

export const secondsBetween = (from: Instant, to: Instant): number =>
  (Date.parse(to) - Date.parse(from)) / SECOND_MS;
export const minutesBetween = (from: Instant, to: Instant): number =>
  (Date.parse(to) - Date.parse(from)) / MINUTE_MS;
export const daysApart = (a: Instant, b: Instant): number => Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS;

/** Items under a key, in the order in which they come; those without a key are left out. */
export function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string | null,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
