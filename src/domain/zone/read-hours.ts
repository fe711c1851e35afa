import { parseCivilDate } from '../shared/time.js';
import { ALL_DAYS, MINUTES_A_DAY } from './hours.js';
import type { Hours, TimeRange } from './hours.js';
import { isJsonObject } from './json-fields.js';
import type { JsonFields } from './json-fields.js';

const ALL_DAY = /^(?:全天|24\s*(?:H|小时|HOURS)|ALL[\s_-]?DAY|ANY|\*)$/;
const RANGE = /^(\d{1,2}:\d{2})(?::\d{2})?\s*[-–—~～至到]\s*(\d{1,2}:\d{2})(?::\d{2})?$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::00)?$/;
const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5];
const WEEKEND: readonly number[] = [6, 7];
const DAY_WORDS: readonly (readonly [words: RegExp, days: readonly number[]])[] = [
  [/^(?:EVERY_?DAY|DAILY|ALL|每[天日])$/, ALL_DAYS],
  [/^(?:WEEKDAYS?|WORKDAYS?|工作日)$/, WEEKDAYS],
  [/^(?:WEEKENDS?|周末)$/, WEEKEND],
  [/^(?:MON|周一|星期一)/, [1]],
  [/^(?:TUE|周二|星期二)/, [2]],
  [/^(?:WED|周三|星期三)/, [3]],
  [/^(?:THU|周四|星期四)/, [4]],
  [/^(?:FRI|周五|星期五)/, [5]],
  [/^(?:SAT|周六|星期六)/, [6]],
  [/^(?:SUN|周[日天]|星期[日天]|0$)/, [7]],
];

/** The hours of a rule: ranges as objects or as `07:00-20:00`; none, or 全天, is round the clock. */
export function readHours(fields: JsonFields): Hours {
  const entries = fields.list('hours', 'timeRanges', 'weeklyTimeRanges', 'weekly', 'times', 'timeWindows');
  const ranges = entries.flatMap(({ field, value }) => readRange(fields, field, value));
  const holidays = fields.texts('holidays').flatMap((text) => {
    const date = fields.take(parseCivilDate(text, fields.find('holidays').field));
    return date === null ? [] : [date];
  });
  const holidaysOff = fields.flag('holidaysOff', 'exceptHolidays', 'excludeHolidays') ?? false;
  return { ranges, holidaysOff, holidays };
}

function readRange(fields: JsonFields, field: string, value: unknown): readonly TimeRange[] {
  if (typeof value === 'string') return rangeOfText(fields, field, value, ALL_DAYS);
  if (!isJsonObject(value)) {
    fields.refuse('FIELD_TYPE', field, { expected: 'object' });
    return [];
  }
  const own = fields.below(value, `${field}.`);
  const days = own.texts('days', 'weekdays', 'daysOfWeek', 'day').flatMap((day) => daysOf(own, day));
  const onDays = days.length === 0 ? ALL_DAYS : [...new Set(days)].sort((a, b) => a - b);
  const time = own.text('range', 'time', 'hours');
  if (time !== null) return rangeOfText(fields, field, time, onDays);
  const from = own.text('from', 'start', 'begin');
  const to = own.text('to', 'end', 'until');
  return [
    {
      days: onDays,
      from:
        from === null ? 0 : minuteOf(own, own.find('from', 'start', 'begin').field, from, MINUTES_A_DAY - 1),
      to:
        to === null ? MINUTES_A_DAY : minuteOf(own, own.find('to', 'end', 'until').field, to, MINUTES_A_DAY),
    },
  ];
}

function rangeOfText(
  fields: JsonFields,
  field: string,
  text: string,
  days: readonly number[],
): readonly TimeRange[] {
  const written = text.normalize('NFKC').trim().toUpperCase();
  if (ALL_DAY.test(written)) return [{ days, from: 0, to: MINUTES_A_DAY }];
  const [, from, to] = RANGE.exec(written) ?? [];
  if (from === undefined || to === undefined) {
    fields.refuse('ZONE_HOURS_INVALID', field, { value: text });
    return [];
  }
  return [
    {
      days,
      from: minuteOf(fields, field, from, MINUTES_A_DAY - 1),
      to: minuteOf(fields, field, to, MINUTES_A_DAY),
    },
  ];
}

function minuteOf(fields: JsonFields, field: string, text: string, most: number): number {
  const [, hours, minutes] = CLOCK.exec(text.trim()) ?? [];
  const minute = Number(hours ?? Number.NaN) * 60 + Number(minutes ?? Number.NaN);
  if (Number(minutes) < 60 && minute <= most) return minute;
  fields.refuse('ZONE_HOURS_INVALID', field, { value: text });
  return 0;
}

function daysOf(fields: JsonFields, text: string): readonly number[] {
  const word = text.normalize('NFKC').trim().toUpperCase();
  if (/^[1-7]$/.test(word)) return [Number(word)];
  const days = DAY_WORDS.find(([words]) => words.test(word))?.[1];
  if (days !== undefined) return days;
  fields.refuse('ZONE_HOURS_INVALID', fields.find('days', 'weekdays', 'daysOfWeek', 'day').field, {
    value: text,
  });
  return [];
}
