import { normalisePlate } from '../shared/plate.js';
import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';

/** A half-read plate number: `?` stands for one character, `*` for any number of them. */
export interface PlatePattern {
  /** Without separators and needless stars. */
  readonly normalized: string;
  /** The fixed characters that it begins with; '' when it begins with `?` or `*`. */
  readonly prefix: string;
  /** Whether it names one number exactly. */
  readonly isExact: boolean;
}

const MIN_FIXED = 2;
/** The longest plate number has eight characters. */
const MAX_CHARACTERS = 8;
const MAX_LENGTH = 32;
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const CHARACTERS = new RegExp(`^[A-Z0-9?*${PROVINCES}挂学警使领港澳应急]+$`);

/**
 * Reads a wildcard pattern for plate numbers (GA 36-2018); full-width characters and separators as in a plate.
 * Problems: PATTERN_FORMAT (other characters, empty, or longer than any plate), PLATE_ILLEGAL_LETTER (an I, or an O where
 * no plate has one: nothing would ever match), PATTERN_TOO_BROAD (fewer than two fixed characters).
 */
export function readPlatePattern(raw: string, field = 'platePattern'): Result<PlatePattern> {
  const normalized = normalisePlate(raw).replace(/\*+/g, '*');
  const needed = normalized.replace(/\*/g, '').length;
  if (!CHARACTERS.test(normalized) || normalized.length > MAX_LENGTH || needed > MAX_CHARACTERS) {
    return fail({ code: 'PATTERN_FORMAT', field, params: { value: raw } });
  }
  if (hasIllegalLetter(normalized)) {
    return fail({ code: 'PLATE_ILLEGAL_LETTER', field, params: { value: normalized } });
  }
  const fixed = normalized.replace(/[?*]/g, '').length;
  if (fixed < MIN_FIXED) {
    return fail({ code: 'PATTERN_TOO_BROAD', field, params: { minimum: MIN_FIXED } });
  }
  const prefix = /^[^?*]*/.exec(normalized)?.[0] ?? '';
  return ok({ normalized, prefix, isExact: prefix === normalized });
}

/** I is on no plate; O only as the second character of a police plate. */
function hasIllegalLetter(normalized: string): boolean {
  const beforeO = normalized.slice(0, normalized.lastIndexOf('O')).replace(/\*/g, '').length;
  return normalized.includes('I') || (normalized.includes('O') && beforeO >= MIN_FIXED);
}
