import { DIVISIONS_IN_FORCE } from '../../src/domain/shared/division-codes.js';
import { CITIES } from '../../src/domain/shared/division.js';
import { cityOfIssuer } from '../../src/domain/shared/plate-issuers.js';
import { SITES } from '../../src/domain/sync/fact.js';
import type { SiteCode } from '../../src/domain/sync/fact.js';
import type { Random } from './random.js';
import { Weighted } from './random.js';

/** A city with what its vehicles' papers may show. */
export interface Place {
  /** Six digits. */
  readonly city: string;
  readonly site: SiteCode;
  readonly counties: readonly string[];
  /** Province character and issuer letter, `苏A`. */
  readonly issuers: readonly string[];
}

const PLATE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const SHANGHAI_LETTERS = 'ABCDEFGHJKLMNR';
const PROVINCE_CHARACTERS: Readonly<Record<SiteCode, string>> = {
  '310000': '沪',
  '320000': '苏',
  '330000': '浙',
  '340000': '皖',
};

/** How many goods vehicles a city has beside the others, as a rough order of size. */
const CITY_WEIGHTS: ReadonlyMap<string, number> = new Map(
  [
    '310000:130',
    '320100:55 320200:45 320300:60 320400:35 320500:75 320600:42 320700:28 320800:27 320900:34 321000:26 321100:18 321200:24 321300:30',
    '330100:65 330200:70 330300:45 330400:36 330500:26 330600:34 330700:40 330800:15 330900:9 331000:36 331100:13',
    '340100:55 340200:24 340300:20 340400:17 340500:16 340600:12 340700:9 340800:20 341000:7 341100:24 341200:40 341300:30 341500:24 341600:32 341700:8 341800:14',
  ]
    .flatMap((line) => line.split(' '))
    .map((entry) => [entry.slice(0, 6), Number(entry.slice(7))] as const),
);

const LETTERS_OF_CITY = lettersByCity();

/** The 41 cities in order of code. */
export const PLACES: readonly Place[] = CITIES.map(({ code, province }) => ({
  city: code,
  site: siteOf(province),
  counties: countiesOf(code),
  issuers: LETTERS_OF_CITY.get(code) ?? [],
}));

const BY_SIZE = new Weighted(PLACES.map((place) => [place, CITY_WEIGHTS.get(place.city) ?? 0] as const));
const BY_CODE = new Map(PLACES.map((place) => [place.city, place]));

/** A city, the large ones more often. */
export const anyPlace = (random: Random): Place => BY_SIZE.pick(random);

/** The city of that code. @throws RangeError */
export function placeOf(city: string): Place {
  const place = BY_CODE.get(city);
  if (place === undefined) throw new RangeError(`no city ${city}`);
  return place;
}

function siteOf(province: string): SiteCode {
  const site = SITES.find((known) => known === province);
  if (site === undefined) throw new RangeError(`no site ${province}`);
  return site;
}

function countiesOf(city: string): readonly string[] {
  const prefecture = city === '310000' ? '3101' : city.slice(0, 4);
  const [, counties = ''] = DIVISIONS_IN_FORCE[prefecture] ?? [];
  return counties.split(' ').map((entry) => prefecture + entry.slice(0, 2));
}

function lettersByCity(): ReadonlyMap<string, readonly string[]> {
  const letters = new Map<string, string[]>();
  for (const site of SITES) {
    const character = PROVINCE_CHARACTERS[site];
    for (const letter of site === '310000' ? SHANGHAI_LETTERS : PLATE_LETTERS) {
      const { city } = cityOfIssuer(character + letter);
      if (city !== null) letters.set(city, [...(letters.get(city) ?? []), character + letter]);
    }
  }
  return letters;
}
