import { readPlate } from '../shared/plate.js';
import type { ColorSystem, PlateColor } from './vehicle-facts.js';

/** A colour in our own word, and whether the feed's code left it open. */
export interface PlateColorReading {
  readonly color: PlateColor;
  /** PLATE_COLOR_UNSURE: the code is not one whose meaning is certain, so the colour is UNKNOWN. */
  readonly warnings: readonly string[];
}

/**
 * The code systems of the feeds, as far as they are certain: JT/T 697.7 and JT/T 808, electronic toll collection, and the emission
 * networks of Jinhua and Jiangsu. `1` is blue in three of them and yellow in the fourth.
 */
const CODES: Readonly<Record<Exclude<ColorSystem, 'INTERNAL'>, Readonly<Record<string, PlateColor>>>> = {
  JT697: { '1': 'BLUE', '2': 'YELLOW', '3': 'BLACK', '4': 'WHITE', '9': 'OTHER' },
  ETC: { '0': 'BLUE', '1': 'YELLOW', '2': 'BLACK', '3': 'WHITE', '4': 'GREEN_GRADIENT', '5': 'YELLOW_GREEN' },
  JINHUA: { '0': 'OTHER', '1': 'BLUE', '2': 'YELLOW', '3': 'BLACK', '4': 'WHITE', '5': 'GREEN_GRADIENT' },
  JIANGSU: { 蓝牌: 'BLUE', 黄牌: 'YELLOW', 黑牌: 'BLACK', 白牌: 'WHITE', 其他: 'OTHER' },
};

const INTERNAL: Readonly<Record<string, PlateColor>> = {
  BLUE: 'BLUE',
  YELLOW: 'YELLOW',
  BLACK: 'BLACK',
  WHITE: 'WHITE',
  GREEN_GRADIENT: 'GREEN_GRADIENT',
  YELLOW_GREEN: 'YELLOW_GREEN',
  OTHER: 'OTHER',
  UNKNOWN: 'UNKNOWN',
};

/** The colour that GA 36-2018 gives a 号牌种类; types not named here come in several colours. */
const COLOR_OF_TYPE: Readonly<Record<string, PlateColor>> = {
  '01': 'YELLOW',
  '02': 'BLUE',
  '03': 'BLACK',
  '04': 'BLACK',
  '15': 'YELLOW',
  '16': 'YELLOW',
  '23': 'WHITE',
  '24': 'WHITE',
  '26': 'BLACK',
  '27': 'BLACK',
  '31': 'WHITE',
  '32': 'WHITE',
  '51': 'YELLOW_GREEN',
  '52': 'GREEN_GRADIENT',
};

/**
 * Translates a colour code of one system. A code that the system does not define for certain gives UNKNOWN with the
 * warning PLATE_COLOR_UNSURE; a word that is not in our own list does so too.
 */
export function readPlateColor(system: ColorSystem, raw: string): PlateColorReading {
  const table = system === 'INTERNAL' ? INTERNAL : CODES[system];
  const code = raw.normalize('NFKC').trim().toUpperCase();
  const color = Object.hasOwn(table, code) ? table[code] : undefined;
  return color === undefined
    ? { color: 'UNKNOWN', warnings: ['PLATE_COLOR_UNSURE'] }
    : { color, warnings: [] };
}

/** The colour that the type must have, or null where the type binds none. */
export const colorOfPlateType = (plateType: string): PlateColor | null => COLOR_OF_TYPE[plateType] ?? null;

/**
 * Whether a colour contradicts the 号牌种类 (PLATE_COLOR_MISMATCH). UNKNOWN and OTHER never do. Jinhua writes one code
 * for both green plates, so its green contradicts neither 51 nor 52.
 */
export function isColorMismatch(plateType: string, color: PlateColor, system: ColorSystem): boolean {
  const expected = colorOfPlateType(plateType);
  if (expected === null || color === 'UNKNOWN' || color === 'OTHER' || color === expected) return false;
  return !(system === 'JINHUA' && color === 'GREEN_GRADIENT' && expected === 'YELLOW_GREEN');
}

/**
 * The 号牌种类 that a number of that pattern and colour can be of; empty for a colour that tells nothing. Types that come in
 * several colours (motorcycles, temporary plates) are never told by theirs.
 */
export function plateTypesOfColor(number: string, color: PlateColor, system: ColorSystem): readonly string[] {
  if (color === 'UNKNOWN' || color === 'OTHER') return [];
  return Object.keys(COLOR_OF_TYPE)
    .filter((type) => !isColorMismatch(type, color, system) && readPlate(number, type).ok)
    .sort();
}
