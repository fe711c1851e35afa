import { isKnownFuel } from '../vehicle/fuel.js';
import { ANY_FUEL } from './restriction-rule.js';
import type { ExemptionKind, FuelScope } from './restriction-rule.js';
import { ROAD_CLASSES } from './roads.js';
import type { RoadClass } from './roads.js';

const upper = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');

/** Words of notices for groups of GA/T 16.4 types; the first that the text has counts. */
const SCOPE_WORDS: readonly (readonly [words: RegExp, prefixes: readonly string[]])[] = [
  [/^(?:ALL|ANY|\*|全部|所有.*)$/, []],
  [/集卡|集装箱|CONTAINER/, ['H16', 'H26', 'Q']],
  [/低速|LOW_?SPEED/, ['H5']],
  [/挂车|^TRAILERS?$/, ['B', 'G']],
  [/牵引|TRACTOR/, ['Q']],
  [/专项|作业车|SPECIAL/, ['Z']],
  [/客车|载客|PASSENGER|BUS|COACH/, ['K']],
  [/货运|载货|GOODS|CARGO|FREIGHT/, ['H', 'Q']],
  [/货车|TRUCK|LORR/, ['H', 'Q', 'Z']],
];
const TYPE_PREFIX = /^[A-Z][0-9A-Z]{0,2}$/;

/** Prefixes of GA/T 16.4 types for one entry of a scope: a code (`H11`), an open one (`H1x`, `H*`) or a word; null when unread. */
export function scopePrefixes(text: string): readonly string[] | null {
  const entry = upper(text);
  const open = /^([A-Z]\d?)(?:X+|\*)$/.exec(entry)?.[1];
  if (open !== undefined) return [open];
  if (TYPE_PREFIX.test(entry) && !/^(?:ALL|ANY|BUS)$/.test(entry)) return [entry];
  return SCOPE_WORDS.find(([words]) => words.test(entry))?.[1] ?? null;
}

const FUEL_WORDS: readonly (readonly [words: RegExp, code: string])[] = [
  [/^(?:ANY|ALL|\*|不限|全部)$/, ANY_FUEL],
  [/DIESEL|柴油/, 'B'],
  [/PETROL|GASOLINE|汽油/, 'A'],
  [/ELECTRIC|^电$|纯电/, 'C'],
  [/CNG|LNG|NATURAL_GAS|^GAS$|天然气/, 'E'],
  [/LPG|石油气/, 'F'],
  [/HYDROGEN|氢/, 'P'],
  [/HYBRID|混合动力/, 'O'],
];

/** A letter of GA/T 16.9 or a word for one; null when unread. */
export function fuelScopeOf(text: string): FuelScope | null {
  const word = upper(text);
  if (word.length === 1 && isKnownFuel(word)) return word;
  return FUEL_WORDS.find(([words]) => words.test(word))?.[1] ?? null;
}

/** The fuel of a vehicle: GA/T 16.9 letters as they are, a word as its letter; anything else stays and is not readable. */
export function fuelCodeOf(text: string): string {
  const code = upper(text);
  if (isKnownFuel(code)) return code;
  const found = FUEL_WORDS.find(([words]) => words.test(code))?.[1];
  return found === undefined || found === ANY_FUEL ? code : found;
}

const ROAD_WORDS: readonly (readonly [words: RegExp, classes: readonly RoadClass[]])[] = [
  [/高速|EXPRESS|MOTORWAY|FREEWAY|^HIGHWAY$/, ['EXPRESSWAY']],
  [/乡村|农村|RURAL/, ['TOWNSHIP', 'VILLAGE']],
  [/国省县/, ['NATIONAL', 'PROVINCIAL', 'COUNTY']],
  [/国省/, ['NATIONAL', 'PROVINCIAL']],
  [/国道|NATIONAL/, ['NATIONAL']],
  [/省道|PROVINC/, ['PROVINCIAL']],
  [/县道|COUNTY/, ['COUNTY']],
  [/乡道|TOWNSHIP/, ['TOWNSHIP']],
  [/村道|VILLAGE/, ['VILLAGE']],
  [/城市|城区|市区|URBAN|CITY|STREET/, ['URBAN']],
];

/** The classes that a word of a notice stands for (乡村道: 乡道 and 村道); null when unread. */
export function roadClassesOf(text: string): readonly RoadClass[] | null {
  const word = upper(text);
  const exact = ROAD_CLASSES.find((known) => known === word);
  return exact === undefined ? (ROAD_WORDS.find(([words]) => words.test(word))?.[1] ?? null) : [exact];
}

/** What a vehicle is built for, in one spelling for the words of notices; other words stay as they are. */
export function bodyOf(text: string): string {
  const word = upper(text);
  if (/冷藏|REEFER|REFRIGERAT|COLD_?CHAIN/.test(word)) return 'REFRIGERATED';
  return /集卡|集装箱|CONTAINER/.test(word) ? 'CONTAINER' : word;
}

/** Kinds of exhaust cleaning: 颗粒捕集器, 选择性催化还原; other words stay as they are. */
export function retrofitOf(text: string): string {
  const word = upper(text);
  if (/DPF|颗粒/.test(word)) return 'DPF';
  return /SCR|催化/.test(word) ? 'SCR' : word;
}

const EXEMPTION_WORDS: readonly (readonly [words: RegExp, kind: ExemptionKind])[] = [
  [/RETROFIT|加装|净化|^(?:DPF|SCR)$/, 'RETROFIT'],
  [/NEW_?ENERGY|^NEV$|新能源/, 'NEW_ENERGY'],
  [/^PLATE_?TYPES?$|号牌种类|HPZL/, 'PLATE_TYPE'],
  [/^PLATES?(?:_NUMBERS?)?$|号牌号码|HPHM/, 'PLATE'],
  [/^(?:VEHICLE_?)?TYPES?$|车辆类型|CLLX/, 'VEHICLE_TYPE'],
  [/^USE(?:_?NATURES?)?$|使用性质|SYXZ/, 'USE_NATURE'],
  [/PERMIT|通行证/, 'PERMIT'],
  [/^BOD(?:Y|IES)$/, 'BODY'],
];

/** The kind of an exemption; a word of none of them names what the vehicle is built for, which is then its value. */
export function exemptionKindOf(text: string): {
  readonly kind: ExemptionKind;
  readonly value: string | null;
} {
  const word = upper(text);
  const kind = EXEMPTION_WORDS.find(([words]) => words.test(word))?.[1];
  if (kind === undefined) return { kind: 'BODY', value: bodyOf(text) };
  return { kind, value: /^(?:DPF|SCR)$/.test(word) ? word : null };
}
