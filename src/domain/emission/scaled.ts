import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import { isSentinel } from '../shared/sentinels.js';
import type { Scaled } from './emission-facts.js';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
const MOST_DIGITS = 12;
const NOT_MEASURED = '-1';
const TEN = 10n;

/** A quotient in whole numbers: `numerator / (divisor × 10^scale)`; so a mean is compared without dividing. */
export interface Exact {
  readonly numerator: bigint;
  readonly divisor: bigint;
  readonly scale: number;
}

/**
 * Reads a decimal number exactly as written: a JSON number or a text of digits. No floating point takes part, so 1.2,
 * 1.20 and "1.200" are equal. Errors: FIELD_TYPE, SENTINEL_VALUE ("", "无", −1 …), DECIMAL_FORMAT (no decimal number, below
 * zero, or more than twelve digits).
 */
export function readScaled(given: unknown, field: string): Result<Scaled> {
  if (typeof given !== 'number' && typeof given !== 'string') {
    return fail({ code: 'FIELD_TYPE', field, params: { expected: 'number' } });
  }
  const text = String(given).normalize('NFKC').trim();
  const refuse = (code: string): Result<never> => fail({ code, field, params: { value: String(given) } });
  if (isSentinel(text) || text === NOT_MEASURED) return refuse('SENTINEL_VALUE');
  const read = parseDecimal(text);
  return read === null ? refuse('DECIMAL_FORMAT') : ok(read);
}

/** Null for what is no decimal number, is below zero or has too many digits. */
function parseDecimal(text: string): Scaled | null {
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  const scale = fraction.length - Number(exponent);
  if (sign !== '' || Math.abs(scale) > MOST_DIGITS) return null;
  const digits = whole + fraction + '0'.repeat(Math.max(0, -scale));
  if (digits.replace(/^0+/, '').length > MOST_DIGITS) return null;
  return { value: Number(digits), scale: Math.max(0, scale) };
}

/** Whole numbers and decimals of the tables below are written as texts: `scaled('1.2')`. The text must be a number. */
export function scaled(text: string): Scaled {
  const [whole = '', fraction = ''] = text.split('.');
  return { value: Number(whole + fraction), scale: fraction.length };
}

export const exactly = ({ value, scale }: Scaled): Exact => ({
  numerator: BigInt(value),
  divisor: 1n,
  scale,
});

/** The arithmetic mean of at least one reading, exact. */
export function meanOf(readings: readonly Scaled[]): Exact {
  const scale = Math.max(...readings.map((reading) => reading.scale));
  const numerator = readings.reduce((sum, reading) => sum + unitsAt(reading, scale), 0n);
  return { numerator, divisor: BigInt(readings.length), scale };
}

/** The sum of two numbers, exact; of numbers as long as readings are. */
export function sumOf(a: Scaled, b: Scaled): Scaled {
  const scale = Math.max(a.scale, b.scale);
  return { value: Number(unitsAt(a, scale) + unitsAt(b, scale)), scale };
}

/** −1, 0 or 1 as the first is less than, equal to or greater than the second; exact. */
export function compareExact(a: Exact, b: Exact): -1 | 0 | 1 {
  const left = a.numerator * b.divisor * TEN ** BigInt(b.scale);
  const right = b.numerator * a.divisor * TEN ** BigInt(a.scale);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Whether two numbers are equal, however many zeros they are written with. */
export function sameScaled(a: Scaled, b: Scaled): boolean {
  return compareExact(exactly(a), exactly(b)) === 0;
}

/** Rounds to so many decimals, a half to the even neighbour (GB/T 8170-2008 3.2). Nothing below zero is given. */
export function roundHalfEven(exact: Exact, decimals: number): Scaled {
  const top = exact.numerator * TEN ** BigInt(decimals);
  const bottom = exact.divisor * TEN ** BigInt(exact.scale);
  const floor = top / bottom;
  const twice = (top - floor * bottom) * 2n;
  const up = twice > bottom || (twice === bottom && floor % 2n === 1n);
  return { value: Number(up ? floor + 1n : floor), scale: decimals };
}

/** A value as it is shown: as written, or, where it is a mean that does not come out even, with two more decimals. */
export function shown(exact: Exact): Scaled {
  return exact.divisor === 1n
    ? { value: Number(exact.numerator), scale: exact.scale }
    : roundHalfEven(exact, exact.scale + 2);
}

/** The number as a decimal text, with the decimals that it was written with. */
export function decimalText({ value, scale }: Scaled): string {
  const digits = String(value).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? whole : `${whole}.${digits.slice(digits.length - scale)}`;
}

/** The number as JSON shows it. */
export const toNumber = (number: Scaled): number => Number(decimalText(number));

/** Product of a number and a whole factor over a power of ten: 40 % of 120.5 is `times(120.5, 4, 1)`. */
export function times({ value, scale }: Scaled, factor: number, decimals: number): Scaled {
  return { value: value * factor, scale: scale + decimals };
}

function unitsAt({ value, scale }: Scaled, wanted: number): bigint {
  return BigInt(value) * TEN ** BigInt(wanted - scale);
}
