import type { Pollutant, Scaled } from './emission-facts.js';

/**
 * Limits of HJ 845-2017 for diesel vehicles by remote sensing: opacity in per cent, Ringelmann level, NO in 10⁻⁶. The NO
 * limit is there to screen high emitters; a city may say that it does not count for the list.
 */
export const REMOTE_LIMITS: Readonly<Record<Pollutant, number>> = { OPACITY: 30, RINGELMANN: 1, NO: 1500 };

/** Calendar months within which the second of two consecutive exceedances must fall (HJ 845-2017: 6 个自然月). */
export const REMOTE_MONTHS = 6;

const TEN = 10n;

/** Whether a reading, as written and not rounded, is above the limit of HJ 845-2017. Equal is not above. */
export function exceedsRemoteLimit(pollutant: Pollutant, { value, scale }: Scaled): boolean {
  return BigInt(value) > BigInt(REMOTE_LIMITS[pollutant]) * TEN ** BigInt(scale);
}
