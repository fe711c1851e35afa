import { addDays, civilDateOf, daysBetween } from '../shared/time.js';
import type { CivilDate, Instant } from '../shared/time.js';

/** Hours of some days of the week, Asia/Shanghai. `to` is not included; up to `from` it lies on the next day. */
export interface TimeRange {
  /** ISO: 1 Monday to 7 Sunday; the day on which the range begins. */
  readonly days: readonly number[];
  /** Minutes after midnight, 0 to 1439. */
  readonly from: number;
  /** Minutes after midnight, 0 to 1440. */
  readonly to: number;
}

/** When a rule holds within its dates; no range at all is round the clock. */
export interface Hours {
  readonly ranges: readonly TimeRange[];
  /** Whether ranges that begin on a public holiday do not hold. */
  readonly holidaysOff: boolean;
  /** The public holidays that are known, and with them the years that are. */
  readonly holidays: readonly CivilDate[];
}

export type HoursFinding = 'WITHIN' | 'OUTSIDE_HOURS' | 'HOLIDAY' | 'HOLIDAY_CALENDAR_UNKNOWN';

export const ALL_DAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
export const MINUTES_A_DAY = 1440;
/** 1970-01-01 was a Thursday. */
const EPOCH: CivilDate = '1970-01-01';
const EPOCH_WEEKDAY = 4;
const WEEK = 7;
const MS_A_MINUTE = 60_000;
const SHANGHAI_OFFSET_MINUTES = 480;
const ROUND_THE_CLOCK: readonly TimeRange[] = [{ days: ALL_DAYS, from: 0, to: MINUTES_A_DAY }];

/** Day of the week of a civil date, 1 Monday to 7 Sunday. */
export function weekdayOf(date: CivilDate): number {
  const days = daysBetween(EPOCH, date) + EPOCH_WEEKDAY - 1;
  return (((days % WEEK) + WEEK) % WEEK) + 1;
}

/** Whether a moment lies in the hours; a range past midnight counts as of the day on which it began. */
export function withinHours(hours: Hours, at: Instant): HoursFinding {
  const today = civilDateOf(at);
  const minute = (Math.floor(Date.parse(at) / MS_A_MINUTE) + SHANGHAI_OFFSET_MINUTES) % MINUTES_A_DAY;
  const ranges = hours.ranges.length === 0 ? ROUND_THE_CLOCK : hours.ranges;
  let best: HoursFinding = 'OUTSIDE_HOURS';
  for (const range of ranges) {
    const began = beginningOf(range, today, minute);
    if (began === null) continue;
    const finding = hours.holidaysOff ? holidayFinding(began, hours.holidays) : 'WITHIN';
    if (finding === 'WITHIN') return finding;
    if (best !== 'HOLIDAY_CALENDAR_UNKNOWN') best = finding;
  }
  return best;
}

/** The day on which the range that holds at this minute began, or null when none does. */
function beginningOf({ days, from, to }: TimeRange, today: CivilDate, minute: number): CivilDate | null {
  if (minute >= from && (to <= from || minute < to) && days.includes(weekdayOf(today))) return today;
  const yesterday = addDays(today, -1);
  return to <= from && minute < to && days.includes(weekdayOf(yesterday)) ? yesterday : null;
}

/** A year of which no holiday is known has no calendar here: every year has some. */
function holidayFinding(day: CivilDate, holidays: readonly CivilDate[]): HoursFinding {
  if (holidays.includes(day)) return 'HOLIDAY';
  const year = day.slice(0, 4);
  return holidays.some((known) => known.startsWith(year)) ? 'WITHIN' : 'HOLIDAY_CALENDAR_UNKNOWN';
}
