import type { Findings } from '../shared/findings.js';
import { isQuantitySentinel, isSentinel } from '../shared/sentinels.js';
import type { CivilDate } from '../shared/time.js';
import { parseCivilDate } from '../shared/time.js';
import { isListedType, isTypeOfKnownClass, USE_NATURES, VEHICLE_STATUSES } from './codes.js';
import { isKnownFuel, normaliseFuel } from './fuel.js';

const EARLIEST_DATE: CivilDate = '1950-01-01';
const LONGEST_TEXT = 64;
const LONGEST_BASIS = 256;
const LARGEST_QUANTITY = 10_000_000;

/** A control character, a lone surrogate or a code point that is no character: no database and no screen can show it. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

const tidy = (raw: string): string => raw.normalize('NFKC').trim().toUpperCase();

/** A civil date from 1950 to `today`. Problems: DATE_FORMAT, DATE_IMPOSSIBLE, SENTINEL_VALUE, DATE_TOO_OLD, TIME_FUTURE. */
export function checkDate(
  field: string,
  raw: string,
  today: CivilDate,
  findings: Findings,
): CivilDate | null {
  const date = findings.take(parseCivilDate(raw.trim(), field));
  if (date === null) return null;
  if (date < EARLIEST_DATE)
    return findings.refuse('DATE_TOO_OLD', field, { value: date, earliest: EARLIEST_DATE });
  return date > today ? findings.refuse('TIME_FUTURE', field, { value: date, today }) : date;
}

/** A positive whole number in the field's unit, or null when none is given. Problems: SENTINEL_VALUE, QUANTITY_FORMAT. */
export function checkQuantity(field: string, value: number | null, findings: Findings): number | null {
  if (value === null) return null;
  if (isQuantitySentinel(value)) return findings.refuse('SENTINEL_VALUE', field, { value });
  return Number.isSafeInteger(value) && value <= LARGEST_QUANTITY
    ? value
    : findings.refuse('QUANTITY_FORMAT', field, { value, largest: LARGEST_QUANTITY });
}

/** A printable text of at most 64 characters, or null when none is given. Problems: SENTINEL_VALUE, TEXT_FORMAT. */
export function checkText(field: string, raw: string | null, findings: Findings): string | null {
  if (raw === null) return null;
  const text = raw.trim();
  if (isSentinel(text)) return findings.refuse('SENTINEL_VALUE', field, { value: text });
  return [...text].length > LONGEST_TEXT || UNPRINTABLE.test(text)
    ? findings.refuse('TEXT_FORMAT', field, { longest: LONGEST_TEXT })
    : text;
}

/** 车辆类型 (GA/T 16.4). A body style outside our table is accepted within a known class, with TYPE_UNLISTED. */
export function checkVehicleType(raw: string, findings: Findings): string | null {
  const type = tidy(raw);
  if (!isTypeOfKnownClass(type)) return findings.refuse('TYPE_UNKNOWN', 'vehicleType', { value: raw });
  if (!isListedType(type)) findings.warn('TYPE_UNLISTED');
  return type;
}

/** 使用性质 (GA/T 16.3), one letter. Problem: USE_UNKNOWN. */
export function checkUseNature(raw: string, findings: Findings): string | null {
  const code = tidy(raw);
  return Object.hasOwn(USE_NATURES, code)
    ? code
    : findings.refuse('USE_UNKNOWN', 'useNature', { value: raw });
}

/** 燃料种类 (GA/T 16.9); a blank is kept as '' because many registers leave it so. Problems: FUEL_UNKNOWN, SENTINEL_VALUE. */
export function checkFuel(raw: string, findings: Findings): string | null {
  const fuel = normaliseFuel(raw);
  if (fuel === '') return raw.trim() === '' ? '' : findings.refuse('SENTINEL_VALUE', 'fuel', { value: raw });
  return isKnownFuel(fuel) ? fuel : findings.refuse('FUEL_UNKNOWN', 'fuel', { value: raw });
}

/** 机动车状态 (GA/T 16): one letter or several, each once (`GQ`). Problem: STATUS_UNKNOWN. */
export function checkStatus(raw: string, findings: Findings): string | null {
  const letters = [...tidy(raw)];
  const known = letters.length > 0 && letters.every((letter) => Object.hasOwn(VEHICLE_STATUSES, letter));
  return known && new Set(letters).size === letters.length
    ? letters.join('')
    : findings.refuse('STATUS_UNKNOWN', 'status', { value: raw });
}

/**
 * The document or the finding on which a person's decision rests: printable, 1 to 256 characters. Problems:
 * SENTINEL_VALUE, TEXT_FORMAT.
 */
export function checkBasis(raw: string, findings: Findings, field = 'basis'): string | null {
  const text = raw.normalize('NFC').trim();
  if (isSentinel(text)) return findings.refuse('SENTINEL_VALUE', field, { value: text });
  return [...text].length > LONGEST_BASIS || UNPRINTABLE.test(text)
    ? findings.refuse('TEXT_FORMAT', field, { longest: LONGEST_BASIS })
    : text;
}
