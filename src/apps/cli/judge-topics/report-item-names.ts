import type { ItemUnit, TestMethod } from '../../../domain/emission/emission-facts.js';
import type { Case } from './case-fields.js';

/** A member of `items`, what it is in a method, and what others call it. */
export interface ItemName {
  readonly name: string;
  readonly code: string;
  readonly unit: ItemUnit;
  /** Methods that the name means this in. */
  readonly methods: readonly TestMethod[];
  /** Other names in the form of {@link plain}: our code, the node of an interface, the usual ways to say it. */
  readonly others: readonly string[];
}

const item = (
  name: string,
  code: string,
  unit: ItemUnit,
  methods: readonly TestMethod[],
  others: readonly string[] = [],
): ItemName => ({ name, code, unit, methods, others: [plain(name), plain(code), ...others] });

/** Members of `items` by method. */
export const ITEM_NAMES: readonly ItemName[] = [
  item('k', 'K_FA', 'm-1', ['FREE_ACCEL'], ['kavg', 'kmean', 'smokeavg', 'smokek']),
  item('kPercent', 'N_FA', '%', ['FREE_ACCEL'], ['kpct', 'n', 'npercent', 'opacity', 'opacitypercent']),
  // Without the point: the one at 100 %; the limit is that of both.
  item('k100', 'K100', 'm-1', ['LUGDOWN'], ['k']),
  item('k100Percent', 'N100', '%', ['LUGDOWN'], ['k100pct', 'n100percent', 'kpercent']),
  item('k80', 'K80', 'm-1', ['LUGDOWN']),
  item('k80Percent', 'N80', '%', ['LUGDOWN'], ['k80pct', 'n80percent']),
  item('nox80', 'NOX80', '1e-6', ['LUGDOWN'], ['k80no', 'k80nox', 'no80', 'nox', 'nox80ppm']),
  item('maxWheelPowerKw', 'MAX_POWER', 'kW', ['LUGDOWN'], ['maxpowerkw', 'maxwheelpower', 'wheelpowerkw']),
  item('ringelmann', 'RINGELMANN', 'level', ['FREE_ACCEL', 'LUGDOWN', 'RINGELMANN'], ['ringelman']),
  item('lowCo', 'LOW_CO', '%', ['TSI'], ['colow', 'coidle', 'idleco', 'lowidleco']),
  item('lowHc', 'LOW_HC', '1e-6', ['TSI'], ['hclow', 'hcidle', 'idlehc', 'lowidlehc']),
  item('highCo', 'HIGH_CO', '%', ['TSI'], ['cohigh', 'cohighidle', 'highidleco']),
  item('highHc', 'HIGH_HC', '1e-6', ['TSI'], ['hchigh', 'hchighidle', 'highidlehc']),
  item('lambda', 'LAMBDA', 'ratio', ['TSI'], ['highlambda', 'highidlelambda']),
  // Without the speed of the dynamometer: ASM5025, with which the test begins.
  item('co5025', 'CO_5025', '%', ['ASM'], ['asm5025co', '5025co', 'co']),
  item('hc5025', 'HC_5025', '1e-6', ['ASM'], ['asm5025hc', '5025hc', 'hc']),
  item('no5025', 'NO_5025', '1e-6', ['ASM'], ['asm5025no', '5025no', 'no', 'nox', 'nox5025']),
  item('co2540', 'CO_2540', '%', ['ASM'], ['asm2540co', '2540co']),
  item('hc2540', 'HC_2540', '1e-6', ['ASM'], ['asm2540hc', '2540hc']),
  item('no2540', 'NO_2540', '1e-6', ['ASM'], ['asm2540no', '2540no', 'nox2540']),
  // No items of their own: with CO they show whether the sample was diluted.
  item('co2_5025', 'CO2_5025', '%', ['ASM'], ['asm5025co2', '5025co2', 'co2']),
  item('co2_2540', 'CO2_2540', '%', ['ASM'], ['asm2540co2', '2540co2']),
  item('co', 'CO', 'g/km', ['IM195', 'VMAS']),
  item('hc', 'HC', 'g/km', ['IM195', 'VMAS']),
  item('nox', 'NOX', 'g/km', ['IM195', 'VMAS'], ['no']),
  item('hcNox', 'HC_NOX', 'g/km', ['IM195'], ['hcplusnox']),
];

/** What may stand in `items` or beside it and is read for itself: name → other names in the form of {@link plain}. */
const BESIDE_ITEMS = {
  ratedPowerKw: ['ratedpower', 'ratedpowerkw', 'enginepowerkw'],
  visibleSmoke: ['visiblesmoke', 'visibleblacksmoke', 'smokevisible', 'blacksmoke'],
  obd: ['obd'],
} as const satisfies Record<string, readonly string[]>;
export type BesideName = keyof typeof BESIDE_ITEMS;

/** A name as it is compared: lower case, full width and half width alike, no blanks and signs. */
export function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What a member of `items` is in a method; null where it is nothing there. */
export function itemNamed(member: string, method: TestMethod): ItemName | null {
  const wanted = plain(member);
  return (
    ITEM_NAMES.find(({ methods, others }) => methods.includes(method) && others.includes(wanted)) ?? null
  );
}

/** The member of an object that goes by a name or another of it, as it is written there; null where none has a value. */
export function memberNamed(object: Case, name: BesideName): string | null {
  const names: readonly string[] = BESIDE_ITEMS[name];
  return (
    Object.keys(object).find(
      (member) => names.includes(plain(member)) && (object[member] ?? null) !== null,
    ) ?? null
  );
}

/** Whether a member of `items` is read for itself. */
export function standsBeside(member: string): boolean {
  return Object.values<readonly string[]>(BESIDE_ITEMS).some((names) => names.includes(plain(member)));
}
