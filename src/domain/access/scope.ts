import type { Scope } from './permission-types.js';

/** 直辖市 of the delta: the province is the city, and its districts stand directly below it (GB/T 2260). */
const MUNICIPALITIES: ReadonlySet<string> = new Set(['31']);
const DIVISION = /^\d{6}$/;

/** First two digits of a GB/T 2260 code. */
const provinceDigits = (division: string): string => division.slice(0, 2);

/** Whether two GB/T 2260 codes lie in the same province. */
export const sameProvince = (one: string, other: string): boolean =>
  provinceDigits(one) === provinceDigits(other);

/** The prefix of all codes in the city; the province's where a division has no city above or in it. */
function cityPrefix(division: string): string {
  const province = provinceDigits(division);
  const hasNoCity = MUNICIPALITIES.has(province) || division.slice(2, 4) === '00';
  return hasNoCity ? province : division.slice(0, 4);
}

/**
 * The prefix that the division code of a row must begin with, for the condition of the SQL statement.
 * CITY: four digits (two in 上海, and two for a provincial body, whose territory is the province); PROVINCE: two;
 * DELTA: '', every row. Null means that the division opens no row at all: NONE and OWN never reach vehicles,
 * PRESENTED needs plate and VIN instead, and a malformed code of the caller must open nothing.
 */
export function divisionPattern(scope: Scope, division: string): string | null {
  if (!DIVISION.test(division)) return null;
  switch (scope) {
    case 'CITY':
      return cityPrefix(division);
    case 'PROVINCE':
      return provinceDigits(division);
    case 'DELTA':
      return '';
    case 'NONE':
    case 'OWN':
    case 'PRESENTED':
      return null;
  }
}
