import { compareCivilDates } from '../shared/time.js';
import type { CivilDate } from '../shared/time.js';
import type { EmissionClauseId } from './clauses.js';
import type { ItemUnit, LimitSet, Scaled, TestMethod } from './emission-facts.js';
import { scaled } from './scaled.js';

/** What an item must be: not above, not below, or between two bounds; equal always passes. */
export interface ItemLimit {
  readonly code: string;
  readonly unit: ItemUnit;
  readonly highest: Scaled | null;
  readonly lowest: Scaled | null;
  /** Decimals that the instrument shows and a rounded comparison would use; null where nothing is rounded. */
  readonly decimals: number | null;
}

interface LimitRow {
  readonly methods: readonly TestMethod[];
  readonly code: string;
  readonly unit: ItemUnit;
  readonly decimals: number | null;
  /** In force from this day on … */
  readonly from: CivilDate;
  /** … and before this one; null: still in force. */
  readonly before: CivilDate | null;
  /** Highest value by limit set. */
  readonly a: string;
  readonly b: string;
  readonly lowest?: string;
}

/** Both GB 3847-2018 and GB 18285-2018 took the place of their forerunners on this day. */
const IN_FORCE: CivilDate = '2019-05-01';
/** Limit b for NOx was 1200×10⁻⁶ before this day (GB 3847-2018). */
const NOX_B_FULL: CivilDate = '2020-07-01';

type Short = readonly [code: string, unit: ItemUnit, decimals: number | null, a: string, b: string];

function rows(methods: readonly TestMethod[], items: readonly Short[]): readonly LimitRow[] {
  return items.map(([code, unit, decimals, a, b]) => ({
    methods,
    code,
    unit,
    decimals,
    from: IN_FORCE,
    before: null,
    a,
    b,
  }));
}

const NOX80 = { methods: ['LUGDOWN'], code: 'NOX80', unit: '1e-6', decimals: 0 } as const;

/** GB 3847-2018: in-use and registration tests of diesel vehicles, up to 1 500 m above the sea. */
const DIESEL_LIMITS: readonly LimitRow[] = [
  ...rows(
    ['FREE_ACCEL'],
    [
      ['K_FA', 'm-1', 2, '1.2', '0.7'],
      ['N_FA', '%', 1, '40', '26'],
    ],
  ),
  ...rows(
    ['LUGDOWN'],
    [
      ['K100', 'm-1', 2, '1.2', '0.7'],
      ['N100', '%', 1, '40', '26'],
      ['K80', 'm-1', 2, '1.2', '0.7'],
      ['N80', '%', 1, '40', '26'],
    ],
  ),
  { ...NOX80, from: IN_FORCE, before: NOX_B_FULL, a: '1500', b: '1200' },
  { ...NOX80, from: NOX_B_FULL, before: null, a: '1500', b: '900' },
  ...rows(['FREE_ACCEL', 'LUGDOWN', 'RINGELMANN'], [['RINGELMANN', 'level', null, '1', '1']]),
];

/** GB 18285-2018: in-use and registration tests of petrol and gas vehicles. */
const PETROL_LIMITS: readonly LimitRow[] = [
  ...rows(
    ['TSI'],
    [
      ['LOW_CO', '%', 2, '0.6', '0.4'],
      ['LOW_HC', '1e-6', 0, '80', '40'],
      ['HIGH_CO', '%', 2, '0.3', '0.3'],
      ['HIGH_HC', '1e-6', 0, '50', '30'],
    ],
  ),
  {
    methods: ['TSI'],
    code: 'LAMBDA',
    unit: 'ratio',
    decimals: 2,
    from: IN_FORCE,
    before: null,
    a: '1.05',
    b: '1.05',
    lowest: '0.95',
  },
  ...rows(
    ['ASM'],
    [
      ['CO_5025', '%', 2, '0.50', '0.35'],
      ['HC_5025', '1e-6', 0, '90', '47'],
      ['NO_5025', '1e-6', 0, '700', '420'],
      ['CO_2540', '%', 2, '0.40', '0.30'],
      ['HC_2540', '1e-6', 0, '80', '44'],
      ['NO_2540', '1e-6', 0, '650', '390'],
    ],
  ),
  ...rows(
    ['IM195'],
    [
      ['CO', 'g/km', 2, '3.5', '2.8'],
      ['HC_NOX', 'g/km', 2, '1.5', '1.2'],
    ],
  ),
  ...rows(
    ['VMAS'],
    [
      ['CO', 'g/km', 2, '8.0', '5.0'],
      ['HC', 'g/km', 2, '1.6', '1.0'],
      ['NOX', 'g/km', 2, '1.3', '0.7'],
    ],
  ),
];

const LIMITS = [...DIESEL_LIMITS, ...PETROL_LIMITS];

/**
 * The limits of a method in force on a civil date of the test, in the order in which a report shows them; null as date:
 * those in force now. Empty where the standards have none: before 2019-05-01, and for methods without figures.
 */
export function limitsInForce(
  method: TestMethod,
  limitSet: LimitSet,
  on: CivilDate | null,
): readonly ItemLimit[] {
  return LIMITS.filter((row) => row.methods.includes(method) && isInForce(row, on)).map((row) => ({
    code: row.code,
    unit: row.unit,
    decimals: row.decimals,
    highest: scaled(limitSet === 'A' ? row.a : row.b),
    lowest: row.lowest === undefined ? null : scaled(row.lowest),
  }));
}

function isInForce({ from, before }: LimitRow, on: CivilDate | null): boolean {
  if (on === null) return before === null;
  return compareCivilDates(from, on) <= 0 && (before === null || compareCivilDates(on, before) < 0);
}

/** Whether the standards that methods and limits are of were in force on that day. */
export function standardsInForce(on: CivilDate | null): boolean {
  return on === null || compareCivilDates(IN_FORCE, on) <= 0;
}

/** Readings without which a method proves nothing; of a list in brackets one is enough (k in m⁻¹ or N in %). */
export const REQUIRED_ITEMS: Readonly<Record<TestMethod, readonly (readonly string[])[]>> = {
  FREE_ACCEL: [['K_FA', 'N_FA']],
  LUGDOWN: [['K100', 'N100'], ['K80', 'N80'], ['NOX80'], ['MAX_POWER']],
  RINGELMANN: [['RINGELMANN']],
  // Lambda is measured only on vehicles with closed-loop control, ASM2540 only where the test went on to it.
  TSI: [['LOW_CO'], ['LOW_HC'], ['HIGH_CO'], ['HIGH_HC']],
  ASM: [['CO_5025'], ['HC_5025'], ['NO_5025']],
  IM195: [['CO'], ['HC_NOX']],
  VMAS: [['CO'], ['HC'], ['NOX']],
  FILTER_SMOKE: [],
  OBD: [],
  VISUAL: [],
};

/** The clause that a report of the method is judged by. */
export const METHOD_CLAUSES: Readonly<Record<TestMethod, EmissionClauseId>> = {
  FREE_ACCEL: 'GB3847_FREE_ACCEL',
  LUGDOWN: 'GB3847_LUGDOWN',
  RINGELMANN: 'GB3847_RINGELMANN',
  FILTER_SMOKE: 'GB3847_SCOPE',
  TSI: 'GB18285_TSI',
  ASM: 'GB18285_ASM',
  IM195: 'GB18285_IM195',
  VMAS: 'GB18285_VMAS',
  OBD: 'GB3847_OBD',
  VISUAL: 'GB3847_VISUAL',
};

/** Smoke in m⁻¹ and the same smoke in per cent. */
export const OPACITY_OF: Readonly<Record<string, string>> = { K_FA: 'N_FA', K100: 'N100', K80: 'N80' };
