import { exactly, roundHalfEven } from './scaled.js';
import type { Exact } from './scaled.js';

/** Digits behind the point that the logarithm is worked out to. */
const PLACES = 24n;
const ONE = 10n ** PLACES;
/** Optical path of the opacimeter that GB 3847 and the tables of both units rest on: 0.430 m. */
const PATH_MM = 430n;
const MM_IN_M = 1000n;
/** Least difference (0.05 m⁻¹) at which two readings of one smoke contradict each other. */
const TOLERATED: Exact = { numerator: 5n, divisor: 1n, scale: 2 };
const K_DECIMALS = 2;

/**
 * Absorption coefficient k (m⁻¹) of an opacity N (%): k = −ln(1 − N/100) / 0.430. To 24 places in whole numbers, so
 * that every machine says the same. Null for N ≥ 100, where no k exists.
 */
export function absorptionOf(opacityPct: Exact): Exact | null {
  const whole = opacityPct.divisor * 10n ** BigInt(opacityPct.scale) * 100n;
  const passing = whole - opacityPct.numerator;
  if (passing <= 0n) return null;
  const k = (-naturalLog(passing, whole) * MM_IN_M) / PATH_MM;
  return { numerator: k, divisor: 1n, scale: Number(PLACES) };
}

/** k of an opacity at the two decimals that instruments show; null for N ≥ 100. */
export function roundedAbsorptionOf(opacityPct: Exact): Exact | null {
  const k = absorptionOf(opacityPct);
  return k === null ? null : exactly(roundHalfEven(k, K_DECIMALS));
}

/** Whether k (m⁻¹) and N (%) can not be two readings of one smoke: they differ by more than 0.05 m⁻¹. */
export function opacitiesContradict(k: Exact, opacityPct: Exact): boolean {
  const converted = absorptionOf(opacityPct);
  if (converted === null) return true;
  const scale = BigInt(converted.scale);
  const shift = 10n ** (scale - BigInt(k.scale));
  const difference = k.numerator * shift - converted.numerator * k.divisor;
  const bound = TOLERATED.numerator * 10n ** (scale - BigInt(TOLERATED.scale)) * k.divisor;
  return difference > bound || -difference > bound;
}

/** ln(top/bottom) × 10^24 for 0 < top ≤ bottom: halved into [½, 1], then by the series of the inverse hyperbolic tangent. */
function naturalLog(top: bigint, bottom: bigint): bigint {
  let halvings = 0n;
  let raised = top;
  while (raised * 2n < bottom) {
    raised *= 2n;
    halvings += 1n;
  }
  return twiceArtanh(raised - bottom, raised + bottom) + halvings * twiceArtanh(-1n, 3n);
}

/** 2·artanh(p/q) × 10^24 for |p/q| ≤ 1/3. */
function twiceArtanh(p: bigint, q: bigint): bigint {
  let power = (p * ONE) / q;
  const square = (p * p * ONE) / (q * q);
  let sum = 0n;
  for (let odd = 1n; power !== 0n; odd += 2n) {
    sum += power / odd;
    power = (power * square) / ONE;
  }
  return 2n * sum;
}
