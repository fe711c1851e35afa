import { DIVISIONS_IN_FORCE } from '../shared/division-codes.js';
import { readDivision } from '../shared/division.js';
import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import { saysSomething } from './printable.js';

interface District {
  /** First four digits of its code. */
  readonly prefecture: string;
  readonly city: string;
  readonly name: string;
}

const SHORTEST = 4;
const LONGEST = 128;
const HAS_HAN = /\p{Script=Han}/u;
const PROVINCE = /^(?:上海|江苏省?|浙江省?|安徽省?)(?!市)/;
/** Codes on old records are named as on the day before any of them was retired. */
const BEFORE_ANY_RETIREMENT = '1992-01-01';

/** Longest names first, so that one that begins another does not hide it. */
const DISTRICTS: readonly District[] = Object.entries(DIVISIONS_IN_FORCE)
  .flatMap(([prefecture, [city, counties]]) =>
    counties.split(' ').map((entry) => ({ prefecture, city, name: entry.slice(2) })),
  )
  .sort((a, b) => b.name.length - a.name.length);
const CITIES = Object.entries(DIVISIONS_IN_FORCE).map(([prefecture, [city]]) => ({ prefecture, city }));

/** An address in Chinese characters, half width and without blanks; never with a star, which masks. Problem: OWNER_ADDRESS_FORMAT, without the address. */
export function readAddress(raw: string, field: string): Result<string> {
  const address = raw.normalize('NFKC').replace(/\s+/g, '');
  return HAS_HAN.test(address) && !address.includes('*') && saysSomething(address, SHORTEST, LONGEST)
    ? ok(address)
    : fail({ code: 'OWNER_ADDRESS_FORMAT', field, params: { longest: LONGEST } });
}

/**
 * The address cut to its district, in the words of the division table and never in the address's own: what only looks
 * like a district (幸福小区) would tell where somebody lives. An address in which no district of the delta is found, or
 * one of several of its name, shows as the division of the registration alone.
 * @param division GB/T 2260 code of the vehicle's registration
 */
export function maskAddress(address: string, division: string): string {
  const afterProvince = address.replace(PROVINCE, '');
  const named = CITIES.find(({ city }) => afterProvince.startsWith(city));
  const rest = named === undefined ? afterProvince : afterProvince.slice(named.city.length);
  const found = DISTRICTS.filter(
    ({ name, prefecture }) =>
      rest.startsWith(name) && (named === undefined || prefecture === named.prefecture),
  );
  const alike = found.filter(({ name }) => name === found[0]?.name);
  const isSure = named !== undefined || alike.length === 1;
  const here = isSure ? alike[0] : alike.find(({ prefecture }) => division.startsWith(prefecture));
  return here === undefined ? divisionInWords(division) : here.city + here.name;
}

function divisionInWords(division: string): string {
  const reading = readDivision(division, BEFORE_ANY_RETIREMENT);
  if (!reading.ok) return '';
  const { level, name, cityName } = reading.value;
  return level === 'COUNTY' ? (cityName ?? '') + name : name;
}
