import { RETIRED_DIVISIONS } from './division-codes-retired.js';
import { DIVISIONS_IN_FORCE } from './division-codes.js';
import { fail, ok } from './result.js';
import type { Problem, Result } from './result.js';
import type { CivilDate } from './time.js';

/** A GB/T 2260 code that was accepted. */
export interface DivisionReading {
  readonly normalized: string;
  readonly level: 'PROVINCE' | 'CITY' | 'COUNTY';
  readonly name: string;
  /** Six digits: 310000, 320000, 330000 or 340000. */
  readonly province: string;
  /** Six digits of the city it belongs to today; null for a province and where a retired area was divided. */
  readonly city: string | null;
  readonly cityName: string | null;
  /** Codes that took over a retired one's area, empty when it is in force. */
  readonly successors: readonly string[];
  /** DIVISION_RETIRED, AMBIGUOUS_CITY. */
  readonly warnings: readonly string[];
}

export interface City {
  readonly code: string;
  readonly name: string;
  readonly province: string;
}

const SHANGHAI = '310000';
const PROVINCES: Readonly<Record<string, string>> = {
  [SHANGHAI]: '上海市',
  '320000': '江苏省',
  '330000': '浙江省',
  '340000': '安徽省',
};
/** First two digits of every province-level code of GB/T 2260. */
const PROVINCE_PREFIX = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;

const cityCodeOf = (prefecture: string): string => (prefecture === '3101' ? SHANGHAI : `${prefecture}00`);
const provinceOf = (code: string): string => `${code.slice(0, 2)}0000`;

/** The 41 cities of the delta in order of code; Shanghai is one, as 310000. */
export const CITIES: readonly City[] = Object.entries(DIVISIONS_IN_FORCE).map(([prefecture, [name]]) => {
  const code = cityCodeOf(prefecture);
  return { code, name, province: provinceOf(code) };
});

const CITY_NAMES: ReadonlyMap<string, string> = new Map(CITIES.map((city) => [city.code, city.name]));
const COUNTIES: ReadonlyMap<string, string> = new Map(
  Object.entries(DIVISIONS_IN_FORCE).flatMap(([prefecture, [, counties]]) =>
    counties.split(' ').map((entry) => [prefecture + entry.slice(0, 2), entry.slice(2)] as const),
  ),
);
const RETIRED = new Map(RETIRED_DIVISIONS.map((row) => [row[0], row] as const));

/** The city (six digits) of a division in force or null for a province or an unknown code; 310115 → 310000. */
export function cityOf(code: string): string | null {
  if (code === SHANGHAI) return SHANGHAI;
  const city = cityCodeOf(code.slice(0, 4));
  return CITY_NAMES.has(city) && (code === city || COUNTIES.has(code)) ? city : null;
}

/**
 * Reads a GB/T 2260 code. Registers go on writing the county codes of their first day, so a retired county is accepted
 * with the warning DIVISION_RETIRED and mapped to its successor; the code of a retired city (341400 巢湖) is
 * DIVISION_UNKNOWN for a new record and the problem names its successors. With `on`, the date of the record, any code
 * that was still listed then is accepted and any that was not is refused; AMBIGUOUS_CITY when a retired area was divided
 * between cities. Errors: DIVISION_UNKNOWN, DIVISION_OUT_OF_YRD (another province of China).
 */
export function readDivision(raw: string, on?: CivilDate, field = 'code'): Result<DivisionReading> {
  const code = raw.normalize('NFKC').trim();
  const refuse = (problem: string, params: Problem['params'] = {}): Result<never> =>
    fail({ code: problem, field, params: { value: code, successor: '', ...params } });
  if (!/^\d{6}$/.test(code) || !PROVINCE_PREFIX.test(code)) return refuse('DIVISION_UNKNOWN');
  const province = provinceOf(code);
  if (!(province in PROVINCES)) return refuse('DIVISION_OUT_OF_YRD');
  const current = inForce(code, province);
  if (current) return ok(current);
  const retired = retiredReading(code, province);
  if (!retired) return refuse('DIVISION_UNKNOWN');
  const goneBy = RETIRED.get(code)?.[2];
  const wasListed =
    on === undefined ? retired.level === 'COUNTY' : goneBy === undefined || on.slice(0, 7) < goneBy;
  return wasListed ? ok(retired) : refuse('DIVISION_UNKNOWN', { successor: retired.successors.join(' ') });
}

function inForce(code: string, province: string): DivisionReading | null {
  const city = cityOf(code);
  const name = CITY_NAMES.get(code) ?? COUNTIES.get(code) ?? PROVINCES[code];
  if (name === undefined) return null;
  const level = CITY_NAMES.has(code) ? 'CITY' : code in PROVINCES ? 'PROVINCE' : 'COUNTY';
  const cityName = city === null ? null : (CITY_NAMES.get(city) ?? null);
  return { normalized: code, level, name, province, city, cityName, successors: [], warnings: [] };
}

function retiredReading(code: string, province: string): DivisionReading | null {
  const [, name, , list] = RETIRED.get(code) ?? placeholder(code) ?? [];
  if (name === undefined || list === undefined) return null;
  const successors = list.split(' ');
  const cities = new Set(successors.map(cityOf));
  const [city = null] = cities.size === 1 ? cities : [];
  return {
    normalized: code,
    level: code.endsWith('00') ? 'CITY' : 'COUNTY',
    name,
    province,
    city,
    cityName: city === null ? null : (CITY_NAMES.get(city) ?? null),
    successors,
    warnings: city === null ? ['AMBIGUOUS_CITY', 'DIVISION_RETIRED'] : ['DIVISION_RETIRED'],
  };
}

/** 市辖区: rows of the code tables that name no place (310100, 320101); they stand for the city. */
function placeholder(code: string): readonly [string, string, string, string] | null {
  const isPlaceholder = code === '310100' || code.endsWith('01');
  const city = cityCodeOf(code.slice(0, 4));
  if (!isPlaceholder || !CITY_NAMES.has(city) || COUNTIES.has(code)) return null;
  return [code, '市辖区', '', city];
}
