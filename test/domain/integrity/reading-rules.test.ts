import { describe, expect, it } from '@jest/globals';
import { checkReport } from '../../../src/domain/integrity/integrity-rules.js';
import { NO_THRESHOLDS } from '../../../src/domain/integrity/integrity-types.js';
import type { ReportRow } from '../../../src/domain/integrity/integrity-types.js';
import { checkModeShopping } from '../../../src/domain/integrity/mode-shopping.js';
import { checkOdometer } from '../../../src/domain/integrity/odometer.js';
import { checkPlausibility } from '../../../src/domain/integrity/plausibility.js';
import { checkRatedPower } from '../../../src/domain/integrity/rated-power.js';
import { checkObdMemory } from '../../../src/domain/integrity/report-checks.js';
import { EXAMPLE_THRESHOLDS as SET } from '../../../seeds/integrity/thresholds.js';
import { scaled } from '../../support/emission-fact-builder.js';
import { ALONE, flagsOf, obd, testRow } from '../../support/integrity-rows.js';

describe('A5 RATED_POWER', () => {
  const of = (fact: string, ratedPowerW: number | null): ReportRow => testRow(fact, { ratedPowerW });

  it.each([
    [339_000, 120_000, ['RATED_POWER a']],
    [200_000, 190_000, []],
    [200_000, 189_999, ['RATED_POWER a']],
    [200_000, 210_001, ['RATED_POWER a']],
  ])('published %s, entered %s', (published, entered, flags) => {
    expect(flagsOf(checkRatedPower(of('a', entered), [], published, SET))).toEqual(flags);
  });

  it('takes the commonest value where nothing is published', () => {
    const rows = [of('a', 120_000), of('b', 339_000), of('c', 339_000), of('d', 340_000), of('e', null)];
    expect(flagsOf(checkRatedPower(rows[1]!, rows, null, SET))).toEqual(['RATED_POWER_SPREAD a']);
    expect(flagsOf(checkRatedPower(rows[0]!, rows.slice(0, 2), null, SET))).toHaveLength(2);
  });
});

describe('A7 IMPLAUSIBLE', () => {
  const runs = (...texts: readonly string[]) => [
    {
      code: 'K_FA',
      value: scaled('0.5'),
      unit: 'm-1',
      limit: null,
      passed: true,
      readings: texts.map(scaled),
    } as const,
  ];
  const value = (code: string, text: string, unit: 'm-1' | '1e-6' | '%') => [
    { code, value: scaled(text), unit, limit: null, passed: true, readings: [] } as const,
  ];
  const air = (temperatureC10: number) => ({ temperatureC10, pressurePa: 101_325, humidityPct10: 500 });

  it.each<readonly [string, object, readonly string[]]>([
    ['k of 0.00', { items: value('K100', '0.00', 'm-1') }, ['IMPLAUSIBLE_ZERO t']],
    ['k of 0.01', { items: value('K100', '0.01', 'm-1') }, []],
    ['NOx of 0 with load', { items: value('NOX80', '0', '1e-6') }, ['IMPLAUSIBLE_ZERO t']],
    ['three equal runs', { items: runs('0.9', '0.50', '0.5', '0.5') }, ['IMPLAUSIBLE_EQUAL_RUNS t']],
    ['two equal runs', { items: runs('0.50', '0.50', '0.51') }, []],
    ['two runs only', { items: runs('0.50', '0.50') }, []],
    ['CO₂ of 1.99 %', { items: value('CO2', '1.99', '%') }, ['IMPLAUSIBLE_CO2 t']],
    ['CO₂ of 2 %', { items: value('CO2', '2.0', '%') }, []],
    ['45.0 °C', { ambient: air(450) }, []],
    ['45.1 °C', { ambient: air(451) }, ['AMBIENT_RANGE t']],
    ['−10.1 °C', { ambient: air(-101) }, ['AMBIENT_RANGE t']],
    ['an aborted test', { items: value('K100', '0', 'm-1'), stationResult: 'ABORT' }, []],
  ])('%s', (_says, report, flags) => {
    expect(flagsOf(checkPlausibility(testRow('t', { ...report }), [], SET))).toEqual(flags);
  });

  it('sees air that stays the same for a day, and not for seven tests', () => {
    const rows = Array.from({ length: 8 }, (_, n) => testRow(`t${n}`));
    expect(flagsOf(checkPlausibility(rows[0]!, rows, SET))).toHaveLength(8);
    expect(flagsOf(checkPlausibility(rows[0]!, rows.slice(0, 7), SET))).toEqual([]);
    const other = testRow('x', { ambient: air(183) });
    expect(flagsOf(checkPlausibility(rows[0]!, [...rows, other], SET))).toEqual([]);
  });
});

describe('A8, A9, A11', () => {
  const judged = (limit: string) => ({
    judgement: {
      result: 'PASS',
      limitSet: 'A',
      clause: 'GB3847_LUGDOWN',
      flags: [],
      items: [{ code: 'K100', value: scaled('0.62'), limit: scaled(limit), pass: true }],
    } as const,
  });

  it.each<readonly [string, object, Partial<ReportRow>, readonly string[]]>([
    ['the limit in force', judged('1.20'), {}, []],
    ['another limit', judged('0.7'), {}, ['LIMIT_TAMPERED t']],
    ['the VIN by OBD', { obd: obd({ vin: 'lzz5elnb6cn123456 ' }) }, {}, []],
    ['another VIN by OBD', { obd: obd({ vin: 'LZZ5ELNBXCN123007' }) }, {}, ['OBD_VIN_MISMATCH t']],
    ['no VIN by OBD', { obd: obd({ vin: ' ' }) }, {}, []],
    ['another plate in the video', {}, { videoPlate: '苏A12346' }, ['VIDEO_PLATE_MISMATCH t']],
    ['the last day of calibration', { calibrationValidTo: '2026-03-01' }, {}, []],
    ['the day after', { calibrationValidTo: '2026-02-28' }, {}, ['CALIBRATION_EXPIRED t']],
    ['no daily check', {}, { dailyChecked: false }, ['DAILY_CHECK_MISSED t']],
  ])('%s', (_says, report, more, flags) => {
    expect(flagsOf(checkReport(testRow('t', { ...report }, more), ALONE, SET))).toEqual(flags);
  });
});

describe('R5.4 and A9: odometers', () => {
  const reading = (id: string, day: number, km: number) =>
    ({ about: { type: 'REPORT', id }, at: `2026-03-0${day}T00:00:00.000Z`, km }) as const;

  it('case 62: two kilometres less are tolerated, a tenth is not', () => {
    const rows = [reading('retest', 3, 35_200), reading('repair', 2, 351_998), reading('fail', 1, 352_000)];
    expect(flagsOf(checkOdometer(rows, 'ODOMETER_REGRESS', SET))).toEqual(['ODOMETER_REGRESS retest']);
    expect(flagsOf(checkOdometer(rows.slice(1), 'ODOMETER_REGRESS', SET))).toEqual([]);
  });

  it('tolerates five kilometres and not six, nor five again and again', () => {
    const down = (...km: readonly number[]) => km.map((one, index) => reading(`r${index}`, index + 1, one));
    expect(flagsOf(checkOdometer(down(100, 95), 'ODOMETER_DOWN', SET))).toEqual([]);
    expect(flagsOf(checkOdometer(down(100, 94), 'ODOMETER_DOWN', SET))).toEqual(['ODOMETER_DOWN r1']);
    expect(flagsOf(checkOdometer(down(100, 96, 92), 'ODOMETER_DOWN', SET))).toEqual(['ODOMETER_DOWN r2']);
    expect(checkOdometer(down(100, 9), 'ODOMETER_DOWN', NO_THRESHOLDS)).toEqual({
      flags: [],
      notConfigured: ['odometerToleranceKm'],
    });
  });
});

describe('A10 MODE_SHOPPING', () => {
  const lugDown = testRow('lug', {
    startedAt: '2026-02-01T01:00:00.000Z',
    endedAt: '2026-02-01T01:03:00.000Z',
  });
  const free = { method: 'FREE_ACCEL' } as const;
  const abort = (n: number, hour: string): ReportRow =>
    testRow(`x${n}`, {
      stationResult: 'ABORT',
      startedAt: `2026-03-01T00:${hour}:00.000Z`,
      endedAt: `2026-03-01T00:${hour}:30.000Z`,
    });

  it.each<readonly [string, object, readonly ReportRow[], readonly string[]]>([
    ['an easier method', free, [lugDown], ['METHOD_SHOPPING t']],
    ['with a reason', { ...free, methodReason: '全时四驱' }, [lugDown], []],
    ['never lug-downed', free, [], []],
    ['three aborts', {}, [abort(1, '10'), abort(2, '20'), abort(3, '30')], ['ABORTS_BEFORE_PASS t']],
    ['two aborts', {}, [abort(1, '10'), abort(2, '20')], []],
    [
      'three aborts and a failure',
      { stationResult: 'FAIL' },
      [abort(1, '10'), abort(2, '20'), abort(3, '30')],
      [],
    ],
  ])('%s', (_says, report, before, flags) => {
    expect(flagsOf(checkModeShopping(testRow('t', { ...report }), before, SET))).toEqual(flags);
  });
});

describe('A13 and R5.7: cleared memories', () => {
  const repair = { fact: 'r', completedAt: '2026-02-27T09:00:00.000Z' };

  it.each([
    [8, 49, [], ['OBD_CLEARED t']],
    [8, 50, [], []],
    [7, 1, [], []],
    [8, 400, [repair], ['OBD_CLEARED_AFTER_REPAIR t']],
    [8, 3, [repair], ['OBD_CLEARED t', 'OBD_CLEARED_AFTER_REPAIR t']],
    [8, 400, [{ ...repair, completedAt: '2026-03-02T00:00:00.000Z' }], []],
  ])('%s incomplete, %s km', (readinessIncomplete, kmSinceClear, repairs, flags) => {
    const row = testRow('t', { obd: obd({ readinessIncomplete, kmSinceClear }) });
    expect(flagsOf(checkObdMemory(row, repairs, SET))).toEqual(flags);
  });
});
