import { describe, expect, it } from '@jest/globals';
import { checkSharedCalibration } from '../../../src/domain/integrity/calibration-sharing.js';
import { checkClock } from '../../../src/domain/integrity/clock.js';
import { checkCurveReuse, pearson, quantisedSeries } from '../../../src/domain/integrity/curve-reuse.js';
import { FLAG_KINDS } from '../../../src/domain/integrity/flag.js';
import { checkReport } from '../../../src/domain/integrity/integrity-rules.js';
import { INTEGRITY_RULES, NO_THRESHOLDS } from '../../../src/domain/integrity/integrity-types.js';
import type { IntegrityThresholds, ReportRow } from '../../../src/domain/integrity/integrity-types.js';
import { checkDuration } from '../../../src/domain/integrity/test-duration.js';
import { MESSAGES } from '../../../src/domain/shared/message-texts.js';
import { EXAMPLE_THRESHOLDS as SET } from '../../../seeds/integrity/thresholds.js';
import { ALONE, course, flagsOf, obd, testRow } from '../../support/integrity-rows.js';

const at = (time: string): string => `2026-03-01T${time}.000Z`;
const during = (from: string, to: string) => ({ startedAt: at(from), endedAt: at(to) });
const check = (row: ReportRow, set: IntegrityThresholds = SET) => checkReport(row, ALONE, set);

describe('the catalogue of flags', () => {
  it('has a text for every code and a code for every rule', () => {
    // The fold of the loop gives these two as well, and their texts stand with its own.
    const codes = Object.keys(FLAG_KINDS).filter(
      (code) => !['ODOMETER_REGRESS', 'EMPTY_REPAIR'].includes(code),
    );
    expect(codes.filter((code) => !Object.hasOwn(MESSAGES, code))).toEqual([]);
    const rules = new Set<string>(Object.values(FLAG_KINDS).map(({ rule }) => rule));
    expect(INTEGRITY_RULES.filter((rule) => !rules.has(rule))).toEqual([]);
  });
});

describe('thresholds', () => {
  it('that nobody set are named, and nothing is flagged by them', () => {
    const row = testRow(
      'a',
      {
        obd: obd({ readinessIncomplete: 11, kmSinceClear: 1 }),
        seriesRows: 3,
        ...during('01:00:00', '01:00:09'),
      },
      { series: course(1) },
    );
    const { flags, notConfigured } = check(row, NO_THRESHOLDS);
    expect(flags).toEqual([]);
    expect(notConfigured).toEqual(
      expect.arrayContaining([
        'calIdWindowDays',
        'curveSeconds',
        'minimumSeconds',
        'ratedPowerPct',
        'readinessAll',
      ]),
    );
  });

  it('do not matter to an ordinary test', () => {
    expect(check(testRow('a', { obd: obd() }, { series: course(1) }))).toEqual({
      flags: [],
      notConfigured: [],
    });
  });
});

describe('A1 SAME_CALID_CVN', () => {
  const truck = (n: number, engineModel: string | null, vehicleModel: string | null = null): ReportRow =>
    testRow(`t${n}`, { engineModel, vin: `V${n}`, obd: obd() }, { vehicleModel });

  it('case 64: forty trucks of the same model share theirs lawfully, five engine models do not', () => {
    const same = Array.from({ length: 40 }, (_, n) => truck(n, 'WP10', 'ZZ4180'));
    expect(flagsOf(checkSharedCalibration(same[0]!, same, SET))).toEqual([]);
    const five = Array.from({ length: 5 }, (_, n) => truck(n, `ENGINE${n}`));
    const outcome = checkSharedCalibration(five[0]!, five, SET);
    expect(flagsOf(outcome)).toEqual([0, 1, 2, 3, 4].map((n) => `SAME_CALID_CVN t${n}`));
    expect(outcome.flags[0]).toMatchObject({ rule: 'A1', severity: 'HIGH', hold: true });
    expect(outcome.flags[0]?.evidence).toHaveLength(5);
  });

  it.each<readonly [string, readonly ReportRow[], number]>([
    ['two vehicle models', [truck(1, 'WP10', 'ZZ1'), truck(2, 'WP10', 'ZZ2')], 2],
    [
      'another station',
      [truck(1, 'E1'), testRow('t2', { engineModel: 'E2', stationCode: '320100002', obd: obd() })],
      0,
    ],
    [
      'long ago',
      [
        truck(1, 'E1'),
        testRow('t2', { engineModel: 'E2', startedAt: '2025-11-01T01:00:00.000Z', obd: obd() }),
      ],
      0,
    ],
    ['another CVN', [truck(1, 'E1'), testRow('t2', { engineModel: 'E2', obd: obd({ cvns: ['0'] }) })], 0],
    ['no CVN', [truck(1, 'E1'), testRow('t2', { engineModel: 'E2', obd: obd({ cvns: [] }) })], 0],
    [
      'written otherwise',
      [truck(1, 'E1'), testRow('t2', { engineModel: 'E2', obd: obd({ calIds: [' cal1'] }) })],
      2,
    ],
    ['no model known', [truck(1, null), truck(2, null)], 2],
  ])('%s', (_says, rows, flagged) => {
    expect(flagsOf(checkSharedCalibration(rows[0]!, rows, SET))).toHaveLength(flagged);
  });

  it('leaves out what an authority knows to be shared', () => {
    const rows = [truck(1, 'E1'), truck(2, 'E2')];
    const lawful = [{ calId: 'CAL1', cvn: 'a1b2c3d4' }];
    expect(flagsOf(checkSharedCalibration(rows[0]!, rows, SET, lawful))).toEqual([]);
  });
});

describe('A2 CURVE_REUSE', () => {
  const failed = { stationResult: 'FAIL' } as const;
  const plate = (number: string) => ({ number, type: '01', color: 'YELLOW' }) as const;
  const row = (n: number, more: Partial<ReportRow>): ReportRow =>
    testRow(`t${n}`, { ...failed, vin: `V${n}`, plate: plate(`苏A1234${n}`) }, more);

  it('case 65: one curve on two vehicles, though both failed', () => {
    const [a, b] = [
      row(1, { curveKey: 'k', series: course(1) }),
      row(2, { curveKey: 'k', series: course(1) }),
    ];
    const outcome = checkCurveReuse(a, [a, b], SET);
    expect(flagsOf(outcome)).toEqual(['CURVE_REUSE t1', 'CURVE_REUSE t2']);
    expect(outcome.flags[0]?.evidence.map(({ fact }) => fact)).toEqual(['t1', 't2']);
    expect(flagsOf(checkCurveReuse(a, [{ ...b, series: [] }], NO_THRESHOLDS))).toHaveLength(2);
  });

  it('finds a curve that was shaken and stretched a little', () => {
    const shaken = course(1).map(({ name, values }) => ({
      name,
      values: values.map((v, s) => v * 3 + (s % 2)),
    }));
    expect(
      flagsOf(checkCurveReuse(row(1, { series: course(1) }), [row(2, { series: shaken })], SET)),
    ).toHaveLength(2);
  });

  it.each<readonly [string, Partial<ReportRow>, object]>([
    ['another vehicle with its own unrest', { series: course(2) }, {}],
    ['the same vehicle', { series: course(1) }, { vin: 'V1' }],
    ['two channels alike, two not', { series: [...course(1).slice(0, 2), ...course(2).slice(2)] }, {}],
    ['too few seconds', { series: course(1, 20) }, {}],
    [
      'a channel that never moves',
      { series: course(1).map(({ name }) => ({ name, values: Array<number>(100).fill(5) })) },
      {},
    ],
  ])('does not flag %s', (_says, more, report) => {
    const other = row(2, more);
    const own = row(1, { series: course(1) });
    expect(
      flagsOf(checkCurveReuse(own, [{ ...other, report: { ...other.report, ...report } }], SET)),
    ).toEqual([]);
  });

  it('quantises by name, so that small differences and the order of channels vanish', () => {
    const a = [
      { name: 'A', values: [100, 204] },
      { name: 'B', values: [7] },
    ];
    const b = [
      { name: 'B', values: [9] },
      { name: 'A', values: [103, 200] },
    ];
    expect(quantisedSeries(a, 5)).toBe(quantisedSeries(b, 5));
    expect(quantisedSeries(a, 5)).not.toBe(quantisedSeries(b, 1));
  });

  it('correlates as the definition says', () => {
    expect(pearson([1, 2, 3, 4], [2, 4, 6, 9])).toBeCloseTo(0.9943, 3);
    expect(pearson([1, 2, 3], [3, 2, 1])).toBe(-1);
    expect(pearson([1, 1, 1], [3, 2, 1])).toBeNull();
  });
});

describe('A3 SHORT_TEST', () => {
  it.each([
    ['VMAS', 194, null, ['TEST_TOO_SHORT t']],
    ['VMAS', 195, null, []],
    ['TSI', 119, null, ['TEST_TOO_SHORT t']],
    ['LUGDOWN', 300, null, []],
    ['LUGDOWN', 301, null, ['TEST_TOO_LONG t']],
    ['LUGDOWN', 100, 102, []],
    ['LUGDOWN', 100, 97, ['SERIES_ROWS t']],
  ] as const)('%s of %s s with %s rows', (method, seconds, seriesRows, flags) => {
    const endedAt = new Date(Date.parse(at('01:00:00')) + seconds * 1000).toISOString();
    const row = testRow('t', { method, seriesRows, startedAt: at('01:00:00'), endedAt });
    expect(flagsOf(checkDuration(row, SET))).toEqual(flags);
    expect(
      flagsOf(checkDuration({ ...row, report: { ...row.report, stationResult: 'ABORT' } }, SET)),
    ).toEqual([]);
  });

  it('names a method that has no least time', () => {
    expect(checkDuration(testRow('t', { method: 'IM195' }), SET).notConfigured).toEqual(['minimumSeconds']);
  });
});

describe('A4 CLOCK', () => {
  const own = testRow('a', { ...during('01:00:00', '01:03:00'), vin: 'V1' });
  const other = (report: object): ReportRow =>
    testRow('b', { vin: 'V2', ...during('01:02:00', '01:05:00'), ...report });
  const elsewhere = { stationCode: '320100002', vin: 'V1' };

  it.each<readonly [string, ReportRow, readonly string[]]>([
    ['two on one line', other({}), ['CLOCK_LINE_OVERLAP a', 'CLOCK_LINE_OVERLAP b']],
    ['one after the other', other(during('01:03:00', '01:05:00')), []],
    [
      'one inspector on two lines',
      other({ lineNo: '2' }),
      ['CLOCK_INSPECTOR_OVERLAP a', 'CLOCK_INSPECTOR_OVERLAP b'],
    ],
    ['two inspectors on two lines', other({ lineNo: '2', inspector: 'I08' }), []],
    ['a number of another station', other({ stationCode: '320100002' }), []],
    ['at two stations at once', other(elsewhere), ['CLOCK_VEHICLE_TRAVEL a', 'CLOCK_VEHICLE_TRAVEL b']],
    [
      'faster than it can drive',
      other({ ...elsewhere, ...during('01:17:59', '01:20:00') }),
      ['CLOCK_VEHICLE_TRAVEL a', 'CLOCK_VEHICLE_TRAVEL b'],
    ],
    ['after the drive', other({ ...elsewhere, ...during('01:18:00', '01:20:00') }), []],
  ])('%s', (_says, row, flags) => {
    expect(flagsOf(checkClock(own, [own, row], SET))).toEqual(flags);
    expect(flagsOf(checkClock(row, [own, row], SET))).toEqual(flags);
  });

  it.each<readonly [string, Partial<ReportRow>, readonly string[]]>([
    ['received before it ended', { receivedAt: at('01:00:59') }, ['CLOCK_FUTURE a']],
    ['clocks a little apart', { receivedAt: at('01:01:00') }, []],
    ['a photo two minutes early', { photosTakenAt: [at('00:58:00')] }, []],
    ['a photo of before', { photosTakenAt: [at('00:57:59')] }, ['CLOCK_PHOTO a']],
    ['a photo of after', { photosTakenAt: [at('01:01:00'), at('01:05:01')] }, ['CLOCK_PHOTO a']],
  ])('%s', (_says, more, flags) => {
    expect(flagsOf(checkClock({ ...own, ...more }, [], SET))).toEqual(flags);
  });

  it('needs no threshold to see that a test ends before it begins', () => {
    const row = testRow('a', during('01:03:00', '01:03:00'));
    expect(flagsOf(checkClock(row, [], NO_THRESHOLDS))).toEqual(['CLOCK_ORDER a']);
  });
});
