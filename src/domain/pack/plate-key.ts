/** Every character that a plate number of GA 36-2018 may hold; the first place stands for "no character". */
const ALPHABET =
  '\0' +
  '0123456789' +
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ' +
  '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼' +
  '挂学警使领港澳应急';
const BASE = ALPHABET.length;
const PLACES = 8;
const VALUE_OF: ReadonlyMap<string, number> = new Map(
  [...ALPHABET].map((character, value) => [character, value]),
);

/** One more than the largest key: below 2^53, so a key is an exact number. */
export const KEY_LIMIT = BASE ** PLACES;

/** A normalised plate number as one number, or null when it is no plate: text order of the alphabet is number order. */
export function plateKey(normalized: string): number | null {
  if (normalized === '' || normalized.length > PLACES) return null;
  let key = 0;
  for (let place = 0; place < PLACES; place += 1) {
    const character = normalized[place];
    const value = character === undefined ? 0 : VALUE_OF.get(character);
    if (value === undefined || (value === 0 && character !== undefined)) return null;
    key = key * BASE + value;
  }
  return key;
}

/** The plate number of a key that `plateKey` gave. */
export function plateOfKey(key: number): string {
  let number = '';
  for (let rest = key, place = 0; place < PLACES; place += 1) {
    const value = rest % BASE;
    if (value !== 0) number = `${ALPHABET[value] ?? ''}${number}`;
    rest = (rest - value) / BASE;
  }
  return number;
}
