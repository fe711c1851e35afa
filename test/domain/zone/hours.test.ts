import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, startOfCivilDay } from '../../../src/domain/shared/time.js';
import type { TimeRange } from '../../../src/domain/zone/hours.js';
import { weekdayOf, withinHours } from '../../../src/domain/zone/hours.js';

const MINUTE = 60_000;
const MONDAY = '2026-11-23';
const open = { holidaysOff: false, holidays: [] };

const at = (minute: number, date = MONDAY): string =>
  new Date(Date.parse(startOfCivilDay(date)) + minute * MINUTE).toISOString();

/** Every minute of the week that some range covers, written down one by one. */
function minutesOf(ranges: readonly TimeRange[]): ReadonlySet<number> {
  const week = 7 * 1440;
  const covered = new Set<number>();
  for (const { days, from, to } of ranges) {
    const length = to > from ? to - from : to - from + 1440;
    for (const day of days) {
      const begin = (day - 1) * 1440 + from;
      for (let minute = begin; minute < begin + length; minute += 1) covered.add(minute % week);
    }
  }
  return covered;
}

describe('hours of the week', () => {
  it('agrees with the minutes written down one by one, past midnight and past Sunday too', () => {
    const range = fc.record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: fc.integer({ min: 0, max: 1439 }),
      to: fc.integer({ min: 0, max: 1440 }),
    });
    fc.assert(
      fc.property(
        fc.array(range, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 7 * 1440 - 1 }),
        fc.integer({ min: 0, max: MINUTE - 1 }),
        (ranges, minute, ms) => {
          const moment = new Date(Date.parse(at(minute)) + ms).toISOString();
          const finding = withinHours({ ...open, ranges }, moment);
          expect(finding).toBe(minutesOf(ranges).has(minute) ? 'WITHIN' : 'OUTSIDE_HOURS');
        },
      ),
      { seed: 20261123, numRuns: 500 },
    );
  });

  it('is round the clock without ranges', () => {
    expect(withinHours({ ...open, ranges: [] }, at(3))).toBe('WITHIN');
  });

  it.each([
    ['2026-11-23', 1],
    ['2026-11-29', 7],
    ['1970-01-01', 4],
    ['1969-12-31', 3],
    ['2024-02-29', 4],
  ])('knows the day of %s', (date, day) => {
    expect(weekdayOf(date)).toBe(day);
  });

  describe('and public holidays', () => {
    const ranges = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 22 * 60, to: 6 * 60 }];
    const hours = { ranges, holidaysOff: true, holidays: ['2026-10-01'] };
    it.each([
      ['before midnight of the holiday', '2026-10-01', 23 * 60, 'HOLIDAY'],
      ['what began on the holiday goes on being off', '2026-10-02', 60, 'HOLIDAY'],
      ['what began on the eve holds into the holiday', '2026-10-01', 60, 'WITHIN'],
      ['another day', '2026-10-05', 23 * 60, 'WITHIN'],
      ['a year without a calendar', '2027-10-01', 23 * 60, 'HOLIDAY_CALENDAR_UNKNOWN'],
    ])('%s', (_what, date, minute, finding) => {
      expect(withinHours(hours, at(minute, date))).toBe(finding);
    });

    it('changes nothing unless the rule says so', () => {
      expect(withinHours({ ...hours, holidaysOff: false }, at(23 * 60, '2026-10-01'))).toBe('WITHIN');
      expect(withinHours(hours, at(12 * 60, addDays('2026-10-01', 4)))).toBe('OUTSIDE_HOURS');
    });
  });
});
