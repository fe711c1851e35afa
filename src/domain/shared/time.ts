import { fail, ok } from './result.js';
import type { Result } from './result.js';
import { isDateSentinel } from './sentinels.js';

/** A moment in UTC as ISO 8601 with milliseconds and Z (`2026-01-31T16:00:00.000Z`): text order is time order. */
export type Instant = string;

/** A civil date of Asia/Shanghai as `YYYY-MM-DD`: text order is time order. */
export type CivilDate = string;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
/** The hour of UTC at which a day begins in Shanghai. */
const SHANGHAI_MIDNIGHT = '16';

/**
 * The first moment since which Asia/Shanghai is +08:00 without a break (summer time ended in September 1991).
 * Earlier instants are refused rather than given a civil date by a rule that did not hold.
 */
export const EARLIEST_INSTANT: Instant = '1991-12-31T16:00:00.000Z';

const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIMESTAMP = new RegExp(
  '^(?<date>\\d{4}-\\d{2}-\\d{2})T(?<hour>\\d{2}):(?<minute>\\d{2})' +
    '(?::(?<second>\\d{2})(?:\\.(?<fraction>\\d{1,3}))?)?' +
    '(?<offset>Z|[+-](?<offsetHour>\\d{2}):(?<offsetMinute>\\d{2}))?$',
);
const MAX_OFFSET_HOURS = 14;

function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    return leap ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function midnightUtc(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00.000Z`);
}

function civilDateText(year: number, month: number, day: number): CivilDate {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/**
 * Reads a civil date written `YYYY-MM-DD`. Errors: SENTINEL_VALUE (9999-12-31 and the like), DATE_FORMAT,
 * DATE_IMPOSSIBLE (2025-02-29).
 */
export function parseCivilDate(text: string, field?: string): Result<CivilDate> {
  const refuse = (code: string): Result<never> =>
    fail({ code, ...(field && { field }), params: { value: text } });
  if (isDateSentinel(text)) return refuse('SENTINEL_VALUE');
  const match = CIVIL_DATE.exec(text);
  if (!match) return refuse('DATE_FORMAT');
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const possible = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return possible ? ok(text) : refuse('DATE_IMPOSSIBLE');
}

/**
 * Reads a timestamp with its offset (`2026-01-31T16:00:00+08:00`, up to milliseconds) as an instant. Errors:
 * TIME_FORMAT, TIME_OFFSET_MISSING (a local time is never guessed), DATE_IMPOSSIBLE, TIME_TOO_OLD (before 1992).
 */
export function parseInstant(text: string, field?: string): Result<Instant> {
  const refuse = (code: string): Result<never> =>
    fail({ code, ...(field && { field }), params: { value: text } });
  const parts = TIMESTAMP.exec(text)?.groups;
  if (parts === undefined) return refuse('TIME_FORMAT');
  if (parts.offset === undefined) return refuse('TIME_OFFSET_MISSING');
  const date = parseCivilDate(parts.date ?? '', field);
  if (!date.ok) return refuse(date.error.code);
  const time = clockMs(parts.hour, parts.minute, parts.second, 23);
  const offset = clockMs(parts.offsetHour, parts.offsetMinute, '00', MAX_OFFSET_HOURS);
  if (time === null || offset === null) return refuse('TIME_FORMAT');
  const local = midnightUtc(date.value) + time + Number((parts.fraction ?? '').padEnd(3, '0'));
  const instant = new Date(parts.offset.startsWith('-') ? local + offset : local - offset).toISOString();
  return instant < EARLIEST_INSTANT ? refuse('TIME_TOO_OLD') : ok(instant);
}

/** Milliseconds of a clock reading, null where a part is too large. */
function clockMs(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  lastHour: number,
): number | null {
  const [hours, minutes, seconds] = [hour, minute, second].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  if (hours > lastHour || minutes > 59 || seconds > 59) return null;
  return (hours * 60 + minutes) * MINUTE_MS + seconds * SECOND_MS;
}

/** The civil date in Asia/Shanghai at an instant not before {@link EARLIEST_INSTANT}. */
export function civilDateOf(instant: Instant): CivilDate {
  // Before 16:00 UTC it is the same day in Shanghai: that spares the way over a Date for all that happens in daytime.
  if (instant.slice(11, 13) < SHANGHAI_MIDNIGHT) return instant.slice(0, 10);
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a civil day begins in Asia/Shanghai (date not before 1992). */
export function startOfCivilDay(date: CivilDate): Instant {
  return new Date(midnightUtc(date) - SHANGHAI_OFFSET_MS).toISOString();
}

/** −1, 0 or 1 as `a` is before, on or after `b`. */
export function compareCivilDates(a: CivilDate, b: CivilDate): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whole civil days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (midnightUtc(to) - midnightUtc(from)) / DAY_MS;
}

/** The date a whole number of days later (or earlier). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(midnightUtc(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The date a whole number of months later (or earlier), clamped to the month's end: 08-31 + 6 → 02-28 or 02-29. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const count = year * 12 + (month - 1) + months;
  const newYear = Math.floor(count / 12);
  const newMonth = (count % 12) + 1;
  return civilDateText(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/** The year of a civil date. */
export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));
