import { describe, expect, it } from '@jest/globals';
import { judgeReportCase } from '../../../src/apps/cli/judge-topics/report.js';
import { free, lugdown } from '../../support/report-cases.js';
import type { Input } from '../../support/report-cases.js';

const PART = ['EVIDENCE_MISSING'];
const part = (items: object, more: object = {}): Input => ({
  method: 'LUGDOWN',
  limitSet: 'a',
  items,
  ...more,
});

describe('judge report: a case gives only the readings that it is about', () => {
  it.each<readonly [says: string, input: Input, answer: object]>([
    ['34: NOx 1500 under a', part({ nox80: 1500 }), { result: 'PASS', flags: PART }],
    [
      '34: k and NOx under a, no power',
      part({ k100: 1.2, k80: 1.2, nox80: 1500 }),
      { result: 'PASS', flags: PART, missing: ['items.maxWheelPowerKw', 'ratedPowerKw'] },
    ],
    ['34: NOx 1501 under a', part({ nox80: 1501 }), { result: 'FAIL', flags: PART }],
    ['34: NOx 901 under a', part({ nox80: 901 }), { result: 'PASS', flags: PART }],
    ['34: NOx 901 under b', part({ nox80: 901 }, { limitSet: 'b' }), { result: 'FAIL', flags: PART }],
    ['34: NOx 900 under b', part({ nox80: 900 }, { limitSet: 'b' }), { result: 'PASS', flags: PART }],
    ['k alone', part({ k100: 1.2, k80: 1.21 }), { result: 'FAIL', flags: PART }],
    [
      '37: power alone',
      part({ maxWheelPowerKw: 39.9, ratedPowerKw: 100 }),
      { result: 'FAIL', items: [{ code: 'maxWheelPowerKw', value: 39.9, limit: 40, pass: false }] },
    ],
    ['37: power alone at 40 %', part({ maxWheelPowerKw: 40, ratedPowerKw: 100 }), { result: 'PASS' }],
    [
      'wheel power without the rated one',
      lugdown({ ratedPowerKw: null }),
      { result: 'PASS', flags: PART, missing: ['ratedPowerKw'] },
    ],
    ['Ringelmann beside a method', free({ ringelmann: 1 }), { result: 'PASS', flags: PART }],
    [
      'smoke that was not seen, alone',
      part({}, { visibleSmoke: false }),
      { result: 'PASS', items: [{ code: 'visibleSmoke', pass: true }], flags: PART },
    ],
    ['one idle', { method: 'TSI', items: { lowCo: 0.6 } }, { result: 'PASS', flags: PART }],
    [
      'the station failed it for something else',
      part({ nox80: 1500 }, { resultCode: 'FAIL' }),
      { result: 'PASS', flags: [...PART, 'VERDICT_DISAGREES'] },
    ],
    [
      'nothing is missing in a test that is void',
      part({ nox80: 1501 }, { checkType: 4 }),
      { result: 'VOID' },
    ],
  ])('%s', (_says, input, answer) => {
    expect(judgeReportCase(input)).toMatchObject(answer);
  });
});

describe('judge report: a test that was broken off', () => {
  it.each<readonly [says: string, input: Input, items: readonly object[]]>([
    ['two runs', free({}, { resultCode: 'ABORT', readings: [1.3, 1.1] }), [{ code: 'k', value: 1.2 }]],
    [
      'runs that say nothing',
      free({}, { resultCode: 2, readings: [-1, '', 1.1] }),
      [{ code: 'k', value: 1.1 }],
    ],
    ['no run at all', free({ k: -1 }, { resultCode: 3, readings: [] }), []],
    [
      'powers of zero',
      lugdown({ k80: '-', maxWheelPowerKw: 0, ratedPowerKw: '0.0' }, { resultCode: '中止' }),
      [{ code: 'k100' }, { code: 'nox80' }],
    ],
  ])('%s', (_says, input, items) => {
    const answer = judgeReportCase(input);
    expect(answer).toMatchObject({ result: 'VOID', items });
    expect((answer as { readonly items: readonly object[] }).items).toHaveLength(items.length);
  });
});

describe('judge report: items that follow from others', () => {
  const asm = (co: number | string, co2: number | string, more: object = {}): Input => ({
    method: 'ASM',
    items: { co, co2, hc: 10, no: 10, ...more },
  });
  it.each<readonly [says: string, input: Input, answer: object]>([
    [
      'HC and NOx of a transient test are added',
      { method: 'IM195', items: { co: 3.5, hc: 0.75, nox: '0.76' } },
      { result: 'FAIL', items: [{}, { code: 'hcNox', value: 1.51, limit: 1.5 }], flags: [] },
    ],
    [
      'a sum that is given stands',
      { method: 'IM195', items: { co: 3.5, hc: 9, nox: 9, hcNox: 1.5 } },
      { result: 'PASS' },
    ],
    ['HC alone is no sum', { method: 'IM195', items: { co: 3.5, hc: 0.1 } }, { missing: ['items.hcNox'] }],
    ['CO and CO2 of 5.9 %', asm(0.1, '5.8'), { result: 'VOID', flags: ['SAMPLE_DILUTED'] }],
    ['CO and CO2 of 6 %', asm(0.1, 5.9), { result: 'PASS', flags: [] }],
    ['a diluted failure is void too', asm(0.6, 5.3), { result: 'VOID', items: [{ pass: false }, {}, {}] }],
    [
      'diluted at the second speed',
      asm(0.1, 14, { co2540: 0.1, hc2540: 1, no2540: 1, co2_2540: 2 }),
      { result: 'VOID', flags: ['SAMPLE_DILUTED'] },
    ],
    [
      'a mean in per cent is stated to a tenth',
      free({ kPercent: 40 }, { readings: [39.9, 40.1, 40.1] }),
      { result: 'FAIL', items: [{ value: 40.033 }], flags: ['ROUNDING_BOUNDARY', 'UNIT_BOUNDARY'] },
    ],
    [
      'and not to a whole',
      free({ kPercent: 39 }, { readings: [39, 39, 39.2] }),
      { result: 'PASS', flags: ['MEAN_DISAGREES'] },
    ],
    ['smoke of a lug-down without its point', part({ k: 1.21 }), { result: 'FAIL', items: [{ code: 'k' }] }],
  ])('%s', (_says, input, answer) => {
    expect(judgeReportCase(input)).toMatchObject(answer);
  });
});

describe('judge report: other names', () => {
  it.each<readonly [says: string, input: Input, answer: object]>([
    ['our codes', free({ K_FA: 1.21 }), { result: 'FAIL', items: [{ code: 'K_FA' }], flags: [] }],
    [
      'idle by name',
      { method: 'tsi', items: { idleCo: 0.6, idleHc: 80, highIdleCo: 0.31, highIdleHc: 50 } },
      { result: 'FAIL', items: [{}, {}, { code: 'highIdleCo', pass: false }, {}], flags: [] },
    ],
    [
      'the speed first',
      { method: 'ASM', items: { asm5025Co: 0.5, asm5025Hc: 90, asm5025No: 701 } },
      { result: 'FAIL', items: [{}, {}, { code: 'asm5025No', pass: false }], flags: [] },
    ],
    ['a sum', { method: 'IM195', items: { co: 3.5, 'HC+NOx': 1.5 } }, { result: 'PASS', flags: [] }],
    ['a method with a dash', free({ k: 1.2 }, { method: 'free-accel' }), { result: 'PASS', flags: [] }],
    ['runs under their name', free({}, { readings: { k: [1.19, 1.2, 1.22] } }), { result: 'FAIL' }],
    [
      'runs of a case in per cent',
      free({ kPercent: 40 }, { readings: [39, 40, 41] }),
      { result: 'PASS', items: [{ code: 'kPercent', value: 40, limit: 40 }], flags: [] },
    ],
    [
      'the rated power beside the items',
      lugdown({ ratedPowerKw: undefined, maxWheelPowerKw: 39.9 }, { ratedPowerKw: 100 }),
      { result: 'FAIL', flags: [] },
    ],
    [
      'a diagnosis as the items, in short names',
      { method: 'OBD', items: { comm: true, mil: true, dtc: ['P0401'] } },
      { result: 'FAIL', items: [{}, { code: 'obdMilCodes', pass: false }], flags: [] },
    ],
    ['a port that is broken', { method: 'OBD', obd: { portOk: false } }, { result: 'FAIL' }],
    [
      'a class as the limit set',
      free({ k: 1.62, ratedPowerKw: 37 }, { limitSet: 'Ⅰ' }),
      { result: 'FAIL', items: [{ limit: 1.61 }], flags: [] },
    ],
    [
      'a class below 37 kW',
      free({ k: 2, ratedPowerKw: 36.9 }, { limitSet: 'I' }),
      { result: 'PASS', items: [{ limit: 2 }], flags: [] },
    ],
    [
      'a class by its digit',
      free({ k: 0.8 }, { nrmm: { class: 2, ratedPowerKw: 37 } }),
      { result: 'PASS', items: [{ limit: 0.8 }] },
    ],
    [
      'a zone alone',
      free({ k: 0.81 }, { zoneClass: 'Ⅲ类', powerKw: 36 }),
      { result: 'FAIL', items: [{ limit: 0.8 }] },
    ],
    ['a fuel in words', free({ k: 1 }, { fuel: 'diesel' }), { result: 'PASS', flags: [] }],
    [
      'members that are nothing here are named',
      free({ k: 1, kk: 2 }, { limitset: 'b' }),
      { result: 'PASS', flags: ['ITEM_NOT_JUDGED'], notJudged: ['limitset', 'items.kk'] },
    ],
  ])('%s', (_says, input, answer) => {
    expect(judgeReportCase(input)).toMatchObject(answer);
  });
});
