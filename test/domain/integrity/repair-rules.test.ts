import { describe, expect, it } from '@jest/globals';
import { NO_THRESHOLDS } from '../../../src/domain/integrity/integrity-types.js';
import type { RepairRow, ReportRow } from '../../../src/domain/integrity/integrity-types.js';
import { checkPassRates, checkQuickRetests } from '../../../src/domain/integrity/pass-rate.js';
import { checkEmptyRepair, checkRepair } from '../../../src/domain/integrity/repair-checks.js';
import { EXAMPLE_THRESHOLDS as SET } from '../../../seeds/integrity/thresholds.js';
import { REPORT } from '../../support/emission-fact-builder.js';
import { flagsOf, repairRow, testRow } from '../../support/integrity-rows.js';

const part = (code: string, serial: string | null, quantity = 1) => ({
  name: code,
  code,
  quantity,
  serial,
  emissionPart: null,
  brand: null,
});
const OTHER_VIN = { vin: 'LZZ5ELNBXCN123007' };

describe('A12 REPAIR_FAKE', () => {
  const own = repairRow('a', { parts: [part('DPF', 'SN7')] });

  it('takes an ordinary repair as it is', () => {
    expect(checkRepair(own, [own], { code: 'I', uscc: '91310115MA1FAKE00Y', phone: '1' }, SET)).toEqual({
      flags: [],
      notConfigured: [],
    });
  });

  it.each<readonly [string, RepairRow, readonly string[]]>([
    [
      'one serial on two trucks',
      repairRow('b', { parts: [part('dpf', 'sn7 ')] }, OTHER_VIN),
      ['SAME_PART_SERIAL a', 'SAME_PART_SERIAL b'],
    ],
    ['one serial, another part', repairRow('b', { parts: [part('DOC', 'SN7')] }, OTHER_VIN), []],
    ['no serial', repairRow('b', { parts: [part('DPF', '无')] }, OTHER_VIN), []],
    ['the same truck again', repairRow('b', { parts: [part('DPF', 'SN7')] }), []],
  ])('%s', (_says, other, flags) => {
    expect(flagsOf(checkRepair(own, [own, other], null, SET))).toEqual(flags);
  });

  it('sees one list of parts on more trucks than may show it', () => {
    const list = Array.from({ length: 7 }, (_, n) =>
      repairRow(`r${n}`, { parts: [part('B', null), part('A', null, n === 6 ? 2 : 1)] }, { vin: `V${n}` }),
    );
    const same = list.map((row, n) =>
      n === 6 ? repairRow('r6', { parts: [part('A', null), part('B', null)] }, { vin: 'V6' }) : row,
    );
    const listed = (rows: readonly RepairRow[]) =>
      flagsOf(checkRepair(rows[0]!, rows, null, SET)).filter((one) => one.startsWith('SAME_PARTS_LIST'));
    expect(listed(list)).toEqual([]);
    expect(listed(same)).toHaveLength(7);
  });

  it.each([
    ['2026-03-02T01:19:59.000Z', ['REPAIR_TOO_SHORT a']],
    ['2026-03-02T01:20:00.000Z', []],
  ])('done at %s', (completedAt, flags) => {
    expect(flagsOf(checkRepair(repairRow('a', { completedAt }), [], null, SET))).toEqual(flags);
  });

  it.each<readonly [string, string | null, string | null, readonly string[]]>([
    ['one legal person', '91320102ma20m0n15h', null, ['STATIONS_RELATED a']],
    ['one telephone, written otherwise', null, '(025)87002001', ['STATIONS_RELATED a']],
    ['neither', '91310115MA1FAKE00Y', '025-87002002', []],
    ['nothing known', null, null, []],
    ['telephones of no digits', null, '无', []],
  ])('%s', (_says, uscc, phone, flags) => {
    expect(flagsOf(checkRepair(repairRow('a'), [], { code: 'I', uscc, phone }, SET))).toEqual(flags);
  });

  it('sees a VIN that is none', () => {
    expect(flagsOf(checkRepair(repairRow('a', {}, { vin: 'LZZ5ELNB5CN123456' }), [], null, SET))).toEqual([
      'REPAIR_VIN_RANDOM a',
    ]);
  });

  it('names the thresholds that nobody set', () => {
    expect(checkRepair(own, [], null, NO_THRESHOLDS).notConfigured).toEqual([
      'repairMinutes',
      'repairWindowDays',
      'samePartsVehicles',
    ]);
  });
});

describe('R5.6 EMPTY_REPAIR', () => {
  const labour = (hours10: number) => [{ project: '保养', hours10 }];

  it.each<readonly [string, RepairRow, readonly string[]]>([
    ['nothing', repairRow('a', { parts: [], labour: [] }), ['EMPTY_REPAIR a']],
    [
      'nothing, in rows',
      repairRow('a', { parts: [part('A', null, 0)], labour: labour(0) }),
      ['EMPTY_REPAIR a'],
    ],
    ['labour alone', repairRow('a', { parts: [], labour: labour(5) }), []],
    ['a part alone', repairRow('a', { parts: [part('A', null)], labour: [] }), []],
  ])('%s', (_says, row, flags) => {
    const outcome = checkEmptyRepair(row);
    expect(flagsOf(outcome)).toEqual(flags);
    expect(outcome.flags.map(({ hold }) => hold)).toEqual(flags.map(() => false));
  });
});

describe('A6 PASS_RATE', () => {
  const station = (stationCode: string, tests: number, passed: number) => ({ stationCode, tests, passed });
  const CITY = [station('x', 500, 425), station('y', 500, 425)];

  it.each([
    [100, 96, ['PASS_RATE s']],
    [100, 95, []],
    [99, 99, []],
    [200, 140, []],
  ])('of %s first tests %s passed, of the others 85 %%', (tests, passed, flags) => {
    expect(flagsOf(checkPassRates([station('s', tests, passed), ...CITY], SET))).toEqual(flags);
  });

  it('is not told where there is nothing to compare with', () => {
    expect(flagsOf(checkPassRates([station('s', 300, 299)], SET))).toEqual([]);
    expect(flagsOf(checkPassRates([station('s', 300, 300), station('x', 300, 300)], SET))).toEqual([]);
    expect(checkPassRates(CITY, NO_THRESHOLDS).notConfigured).toEqual(['passRateTests', 'passRateZ100']);
  });

  it('never holds a station, nor gives a penalty', () => {
    expect(checkPassRates([station('s', 200, 200), ...CITY], SET).flags).toMatchObject([
      { rule: 'A6', severity: 'MEDIUM', hold: false, about: { type: 'STATION', id: 's' } },
    ]);
  });

  const judged = (fact: string, vin: string, hour: string, result: 'PASS' | 'FAIL'): ReportRow =>
    testRow(fact, {
      vin,
      startedAt: `2026-03-01T${hour}:00.000Z`,
      endedAt: `2026-03-01T${hour}:50.000Z`,
      judgement: { ...REPORT.judgement, result },
    });
  const quick = Array.from({ length: 5 }, (_, n) => [
    judged(`f${n}`, `V${n}`, '01:00', 'FAIL'),
    judged(`p${n}`, `V${n}`, '01:30', 'PASS'),
  ]).flat();

  it('sees retests that pass within minutes and without a repair', () => {
    const outcome = checkQuickRetests(quick, [], SET);
    expect(flagsOf(outcome)).toEqual(['RETEST_WITHOUT_REPAIR 320100001']);
    expect(outcome.flags[0]?.evidence.map(({ fact }) => fact)).toEqual([null, 'p0', 'p1', 'p2', 'p3', 'p4']);
  });

  it('leaves out retests after a repair, and waits until there are enough', () => {
    const repair = { fact: 'r', vin: 'V0', completedAt: '2026-03-01T01:20:00.000Z' };
    expect(flagsOf(checkQuickRetests(quick, [repair], SET))).toEqual([]);
    expect(flagsOf(checkQuickRetests(quick.slice(2), [], SET))).toEqual([]);
    const failing = quick.map((row) => (row.fact === 'p0' ? judged('p0', 'V0', '01:30', 'FAIL') : row));
    expect(flagsOf(checkQuickRetests(failing, [], SET))).toEqual([]);
  });
});
