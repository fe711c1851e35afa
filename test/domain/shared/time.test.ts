import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  civilDateOf,
  compareCivilDates,
  daysBetween,
  parseCivilDate,
  parseInstant,
  startOfCivilDay,
} from '../../../src/domain/shared/time.js';

const SEED = { seed: 20261123 };
const date = fc
  .date({ min: new Date('1992-01-02T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

describe('civil dates', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '1950-01-01'])('%s exists', (text) => {
    expect(parseCivilDate(text)).toEqual({ ok: true, value: text });
  });

  it.each([
    ['2025-02-29', 'DATE_IMPOSSIBLE'],
    ['1900-02-29', 'DATE_IMPOSSIBLE'],
    ['2026-04-31', 'DATE_IMPOSSIBLE'],
    ['2026-13-01', 'DATE_IMPOSSIBLE'],
    ['2026-00-10', 'DATE_IMPOSSIBLE'],
    ['2026-01-00', 'DATE_IMPOSSIBLE'],
    ['0000-01-01', 'DATE_IMPOSSIBLE'],
    ['2026-1-1', 'DATE_FORMAT'],
    ['20260101', 'DATE_FORMAT'],
    ['2026/01/01', 'DATE_FORMAT'],
    ['2026-01-01T00:00:00Z', 'DATE_FORMAT'],
    ['9999-12-31', 'SENTINEL_VALUE'],
    ['', 'SENTINEL_VALUE'],
  ])('"%s" is refused as %s', (text, code) => {
    expect(parseCivilDate(text, 'on')).toMatchObject({ ok: false, error: { code, field: 'on' } });
  });

  it.each([
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s plus %d months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('adds and counts days both ways', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(addDays(to, -days)).toBe(from);
        expect(compareCivilDates(from, to)).toBe(Math.sign(-days) + 0);
      }),
      SEED,
    );
  });
});

describe('instants', () => {
  it.each([
    ['2026-01-31T16:00:00.000Z', '2026-01-31T16:00:00.000Z', '2026-02-01'],
    ['2026-02-01T00:00:00+08:00', '2026-01-31T16:00:00.000Z', '2026-02-01'],
    ['2026-01-31T23:59:59.999+08:00', '2026-01-31T15:59:59.999Z', '2026-01-31'],
    ['2026-01-31T10:30-05:30', '2026-01-31T16:00:00.000Z', '2026-02-01'],
    ['2026-01-31T16:00:00.5Z', '2026-01-31T16:00:00.500Z', '2026-02-01'],
    ['1992-01-01T00:00:00+08:00', '1991-12-31T16:00:00.000Z', '1992-01-01'],
  ])('%s is %s, in Shanghai on %s', (text, instant, day) => {
    expect(parseInstant(text)).toEqual({ ok: true, value: instant });
    expect(civilDateOf(instant)).toBe(day);
  });

  it.each([
    ['2026-01-31T16:00:00', 'TIME_OFFSET_MISSING'],
    ['2026-01-31', 'TIME_FORMAT'],
    ['2026-01-31 16:00:00Z', 'TIME_FORMAT'],
    ['2026-01-31T24:00:00Z', 'TIME_FORMAT'],
    ['2026-01-31T16:60:00Z', 'TIME_FORMAT'],
    ['2026-01-31T16:00:60Z', 'TIME_FORMAT'],
    ['2026-01-31T16:00:00.1234Z', 'TIME_FORMAT'],
    ['2026-01-31T16:00:00+15:00', 'TIME_FORMAT'],
    ['2026-02-30T16:00:00Z', 'DATE_IMPOSSIBLE'],
    ['1991-12-31T23:59:59+08:00', 'TIME_TOO_OLD'],
  ])('%s is refused as %s', (text, code) => {
    expect(parseInstant(text, 'at')).toMatchObject({ ok: false, error: { code, field: 'at' } });
  });

  it('agrees with the time zone database on every day since 1992', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    const moment = fc.integer({
      min: Date.parse('1991-12-31T16:00:00Z'),
      max: Date.parse('2099-12-31T00:00:00Z'),
    });
    fc.assert(
      fc.property(moment, (ms) => {
        expect(civilDateOf(new Date(ms).toISOString())).toBe(format.format(ms));
      }),
      SEED,
    );
  });

  it('starts a civil day where the day before ends', () => {
    fc.assert(
      fc.property(date, (day) => {
        const start = startOfCivilDay(day);
        expect(civilDateOf(start)).toBe(day);
        expect(civilDateOf(new Date(Date.parse(start) - 1).toISOString())).toBe(addDays(day, -1));
      }),
      SEED,
    );
  });
});
