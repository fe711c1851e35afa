import { fail, ok } from './result.js';
import type { Problem, Result } from './result.js';

/** A 统一社会信用代码 that was accepted. */
export interface UsccReading {
  readonly normalized: string;
  /** Prefix 92: a natural person in business, whose name is personal data. */
  readonly isIndividualBusiness: boolean;
  /** ORG_CHECK when the organisation code inside has a wrong check character. */
  readonly warnings: readonly string[];
}

const CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;
const OUTER_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const INNER_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const ORGANISATION_START = 8;
const ORGANISATION_CHECK_INDEX = 16;

/** Upper case, full width to half, without blanks and hyphens. Nothing is mapped: an O stays an O. */
export function normaliseUscc(raw: string): string {
  return raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—]/g, '');
}

/** The 18th character that GB 32100-2015 demands of the first 17. */
export function usccCheckCharacter(first17: string): string {
  const sum = OUTER_WEIGHTS.reduce(
    (total, weight, index) => total + CHARSET.indexOf(first17[index] ?? '') * weight,
    0,
  );
  return CHARSET[(31 - (sum % 31)) % 31] ?? '';
}

/** The ninth character of the organisation code (GB 11714) that follows from its first eight. */
export function organisationCheckCharacter(first8: string): string {
  const sum = INNER_WEIGHTS.reduce(
    (total, weight, index) => total + parseInt(first8[index] ?? '0', 36) * weight,
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/**
 * Reads a unified social credit code (GB 32100-2015). Errors: USCC_CHARSET (not 18 of the 31 characters, an old 15-digit
 * number, letters where the division stands, or filler of zeros) and USCC_CHECK. A wrong check inside the organisation code is
 * the warning ORG_CHECK. The division inside may be abolished: codes are never reissued.
 */
export function readUscc(raw: string, field = 'uscc'): Result<UsccReading> {
  const uscc = normaliseUscc(raw);
  const refuse = (code: string, params: Problem['params'] = {}): Result<never> =>
    fail({ code, field, params });
  const characters = [...uscc];
  const illegal = characters.findIndex((character) => !CHARSET.includes(character));
  if (illegal >= 0) {
    return refuse('USCC_CHARSET', { length: characters.length, character: characters[illegal] ?? '' });
  }
  if (characters.length !== LENGTH || !/^..\d{6}/.test(uscc) || /^0+$/.test(uscc)) {
    return refuse('USCC_CHARSET', { length: characters.length, character: '' });
  }
  const expected = usccCheckCharacter(uscc);
  if (uscc[LENGTH - 1] !== expected) return refuse('USCC_CHECK', { expected, found: uscc[LENGTH - 1] ?? '' });
  const inner = organisationCheckCharacter(uscc.slice(ORGANISATION_START, ORGANISATION_CHECK_INDEX));
  return ok({
    normalized: uscc,
    isIndividualBusiness: uscc.startsWith('92'),
    warnings: uscc[ORGANISATION_CHECK_INDEX] === inner ? [] : ['ORG_CHECK'],
  });
}
