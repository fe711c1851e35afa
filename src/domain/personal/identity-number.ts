import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import { parseCivilDate } from '../shared/time.js';
import type { CivilDate } from '../shared/time.js';

const FORM = /^\d{17}[\dX]$/;
const OLD_FORM = /^\d{15}$/;
/** First two digits of every province-level code that identity numbers begin with, 83 for residents of Taiwan. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';
const SHOWN_FIRST = 4;
const HIDDEN = 10;
const SHOWN_LAST = 2;

/** The 18th character that GB 11643-1999 demands of the first 17 (ISO 7064 MOD 11-2). */
export function identityCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + Number(first17[index] ?? 0) * weight, 0);
  return CHECK_CHARACTERS[sum % CHECK_CHARACTERS.length] ?? '';
}

/**
 * A 公民身份号码 (GB 11643-1999), normalised. Problems, none of which repeats the number: ID_NUMBER_OLD (15 digits, of
 * no use since 2013), ID_NUMBER_FORMAT (not 18 characters, no such province, no such birthday), ID_NUMBER_CHECK.
 * @param today no one is born after it
 */
export function readIdentityNumber(raw: string, today: CivilDate, field: string): Result<string> {
  const number = raw.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  const refuse = (code: string): Result<never> => fail({ code, field });
  if (OLD_FORM.test(number)) return refuse('ID_NUMBER_OLD');
  const birthday = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const isPossible = FORM.test(number) && PROVINCE.test(number) && parseCivilDate(birthday).ok;
  if (!isPossible || birthday > today) return refuse('ID_NUMBER_FORMAT');
  return identityCheckCharacter(number) === number[17] ? ok(number) : refuse('ID_NUMBER_CHECK');
}

/** The most of an identity number that anybody is shown: `3201**********12`. */
export const maskIdentityNumber = (number: string): string =>
  number.slice(0, SHOWN_FIRST) + '*'.repeat(HIDDEN) + number.slice(-SHOWN_LAST);
