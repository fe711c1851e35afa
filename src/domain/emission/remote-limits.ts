import { fail } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import type { Pollutant, Scaled } from './emission-facts.js';
import { compareExact, exactly, readScaled, scaled } from './scaled.js';

/**
 * Limits of HJ 845-2017 for diesel vehicles by remote sensing: opacity in per cent, Ringelmann level, NO in 10⁻⁶. The NO
 * limit is there to screen high emitters; a city may say that it does not count for the list.
 */
const REMOTE_LIMITS: Readonly<Record<Pollutant, Scaled>> = {
  OPACITY: scaled('30'),
  RINGELMANN: scaled('1'),
  NO: scaled('1500'),
};

/** Where the scale of the instrument ends: full opacity, the blackest chart; null: no end. */
const SCALE_ENDS: Readonly<Record<Pollutant, Scaled | null>> = {
  OPACITY: scaled('100'),
  RINGELMANN: scaled('5'),
  NO: null,
};

/** Calendar months within which the second of two consecutive exceedances must fall (HJ 845-2017: 6 个自然月). */
export const REMOTE_MONTHS = 6;

/** Whether a reading, as written and not rounded, is above the limit of HJ 845-2017. Equal is not above. */
export function exceedsRemoteLimit(pollutant: Pollutant, value: Scaled): boolean {
  return isAbove(value, REMOTE_LIMITS[pollutant]);
}

/**
 * Reads a value of a valid record exactly as written: per cent, level or 10⁻⁶. Errors: those of `readScaled`,
 * REMOTE_VALUE_RANGE for an opacity above 100 % or a level above 5.
 */
export function readRemoteValue(pollutant: Pollutant, given: unknown, field: string): Result<Scaled> {
  const value = readScaled(given, field);
  const end = SCALE_ENDS[pollutant];
  if (!value.ok || end === null || !isAbove(value.value, end)) return value;
  const params = { value: String(given), pollutant, most: end.value };
  return fail({ code: 'REMOTE_VALUE_RANGE', field, params });
}

const isAbove = (value: Scaled, other: Scaled): boolean => compareExact(exactly(value), exactly(other)) > 0;
