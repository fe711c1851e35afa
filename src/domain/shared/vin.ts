import { fail, ok } from './result.js';
import type { Problem, Result } from './result.js';

/** A VIN that was accepted, and what to know about it. */
export interface VinReading {
  readonly normalized: string;
  /** VIN_CHECK when an import's ninth character is not the check digit of GB 16735. */
  readonly warnings: readonly string[];
}

const VIN_LENGTH = 17;
const CHECK_INDEX = 8;
const MODEL_YEAR_INDEX = 9;
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2] as const;
const LETTER_VALUES: Readonly<Record<string, number>> = Object.fromEntries(
  ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ'].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, index + 1]),
  ),
);
const MODEL_YEAR_CODES = 'ABCDEFGHJKLMNPRSTVWXY123456789';
const FIRST_MODEL_YEAR = 1980;

/** Below this many different characters a text is filler (all ones, alternating pairs), not a vehicle. */
const LEAST_DISTINCT_CHARACTERS = 4;

/** Upper case, full width to half, without blanks and hyphens. Nothing is mapped: an O stays an O. */
export function normaliseVin(raw: string): string {
  return raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—]/g, '');
}

/** The ninth character that GB 16735-2019 demands of 17 legal characters: '0' to '9' or 'X'. */
export function vinCheckCharacter(vin: string): string {
  const sum = [...vin].reduce(
    (total, character, index) => total + valueOf(character) * (WEIGHTS[index] ?? 0),
    0,
  );
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

function valueOf(character: string): number {
  return LETTER_VALUES[character] ?? Number(character);
}

/**
 * Reads a VIN (GB 16735-2019). Errors, in this order: VIN_LENGTH, VIN_ILLEGAL_CHAR (names I, O, Q or whatever else is there),
 * VIN_DEGENERATE (fewer than four different characters: all ones pass the arithmetic), VIN_CHECK. A wrong check digit is an
 * error for Chinese makers (prefix L) and a warning for imports, whose makers need not use it.
 */
export function readVin(raw: string, field = 'vin'): Result<VinReading> {
  const vin = normaliseVin(raw);
  const refuse = (code: string, params: Problem['params'] = {}): Result<never> =>
    fail({ code, field, params });
  if ([...vin].length !== VIN_LENGTH) return refuse('VIN_LENGTH', { length: [...vin].length });
  const illegal = /[^A-HJ-NPR-Z0-9]/u.exec(vin);
  if (illegal) return refuse('VIN_ILLEGAL_CHAR', { character: illegal[0], position: illegal.index + 1 });
  if (new Set(vin).size < LEAST_DISTINCT_CHARACTERS) return refuse('VIN_DEGENERATE');
  const expected = vinCheckCharacter(vin);
  if (vin[CHECK_INDEX] === expected) return ok({ normalized: vin, warnings: [] });
  return vin.startsWith('L')
    ? refuse('VIN_CHECK', { expected, found: vin[CHECK_INDEX] ?? '' })
    : ok({ normalized: vin, warnings: ['VIN_CHECK'] });
}

/** The years that the tenth character can mean in the 30-year cycles up to 2039, empty for I O Q U Z 0. */
export function modelYearsOf(vin: string): readonly number[] {
  const position = MODEL_YEAR_CODES.indexOf(vin[MODEL_YEAR_INDEX] ?? ' ');
  return position < 0
    ? []
    : [FIRST_MODEL_YEAR + position, FIRST_MODEL_YEAR + position + MODEL_YEAR_CODES.length];
}
