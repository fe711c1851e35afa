import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeReportCase } from '../../../src/apps/cli/judge-topics/report.js';
import { free, lugdown } from '../../support/report-cases.js';
import type { Input } from '../../support/report-cases.js';

const RUNS = [1.19, 1.2, 1.22];

describe('judge report: the worked cases', () => {
  it.each<readonly [number: number, says: string, input: Input, answer: object]>([
    [
      34,
      'k at the limit passes',
      free({ k: 1.2 }),
      { result: 'PASS', items: [{ code: 'k', value: 1.2, limit: 1.2, pass: true }], flags: [] },
    ],
    [34, 'a text keeps its zeros', free({ k: '1.20' }), { result: 'PASS', flags: [] }],
    [
      34,
      'k above it fails',
      free({ k: 1.21 }),
      { result: 'FAIL', items: [{ code: 'k', value: 1.21, pass: false }] },
    ],
    [34, 'NOx 1500 passes under a', lugdown({}), { result: 'PASS', flags: [] }],
    [34, 'NOx 1501 fails under a', lugdown({ nox80: 1501 }), { result: 'FAIL' }],
    [
      34,
      'NOx 900 passes under b',
      lugdown({ k100: 0.7, k80: 0.7, nox80: 900 }, { limitSet: 'b' }),
      { result: 'PASS' },
    ],
    [
      34,
      'NOx 901 fails under b',
      lugdown({ k100: 0.7, k80: 0.7, nox80: 901 }, { limitSet: 'B' }),
      { result: 'FAIL' },
    ],
    [
      35,
      'the full mean decides',
      free({}, { readings: RUNS }),
      {
        result: 'FAIL',
        items: [{ code: 'k', value: 1.2033, limit: 1.2, pass: false }],
        flags: ['ROUNDING_BOUNDARY'],
      },
    ],
    [
      35,
      'the stated mean does not',
      free({ k: 1.2 }, { readings: RUNS }),
      { result: 'FAIL', flags: ['ROUNDING_BOUNDARY'] },
    ],
    [
      35,
      'rounded where that is configured',
      free({}, { readings: RUNS, comparison: 'rounded_value' }),
      { result: 'PASS', flags: ['ROUNDING_BOUNDARY'] },
    ],
    [
      35,
      'of four runs the last three',
      free({}, { readings: [3, 1.2, 1.2, 1.2] }),
      { result: 'PASS', flags: [] },
    ],
    [
      37,
      '39.9 % of the rated power fails',
      lugdown({ maxWheelPowerKw: 39.9 }),
      {
        result: 'FAIL',
        items: [{}, {}, {}, { code: 'maxWheelPowerKw', value: 39.9, limit: 40, pass: false }],
      },
    ],
    [
      37,
      '40 % passes, exactly',
      lugdown({ maxWheelPowerKw: '48.20', ratedPowerKw: '120.5' }),
      { result: 'PASS' },
    ],
    [
      37,
      'a hair less fails',
      lugdown({ maxWheelPowerKw: '48.199', ratedPowerKw: '120.5' }),
      { result: 'FAIL' },
    ],
    [
      39,
      'a comparison test is void',
      lugdown({ k100: 2 }, { checkType: 4 }),
      { result: 'VOID', items: [{ pass: false }, {}, {}, {}], flags: ['COMPARISON_TEST'] },
    ],
    [
      39,
      'by name as well',
      lugdown({}, { checkType: 'comparison' }),
      { result: 'VOID', flags: ['COMPARISON_TEST'] },
    ],
    [39, 'a periodic one is not', lugdown({ k100: 2 }, { checkType: '1' }), { result: 'FAIL', flags: [] }],
    [
      40,
      '4 is lug-down in Jiangsu',
      { ...lugdown({ k100: 2 }), method: '4', source: 'jiangsu_2019' },
      { result: 'FAIL' },
    ],
    [
      40,
      '4 is free acceleration in Jinhua',
      { ...free({ k: 2 }), method: 4, source: 'JINHUA' },
      { result: 'FAIL', items: [{ code: 'k' }] },
    ],
    [
      42,
      'class Ⅰ at 37 kW',
      free({ k: 1.62 }, { machine: { class: 'I', powerKw: 37 } }),
      { result: 'FAIL', items: [{ limit: 1.61 }] },
    ],
    [
      42,
      'class Ⅰ below 37 kW',
      free({ k: 2 }, { machine: { class: 'I', powerKw: 36.9 } }),
      { result: 'PASS', items: [{ limit: 2 }] },
    ],
    [
      42,
      'class Ⅰ at 19 kW',
      free({ k: 2.01 }, { machine: { class: 'I', powerKw: 19 } }),
      { result: 'FAIL', items: [{ limit: 2 }] },
    ],
    [
      42,
      'class Ⅰ below 19 kW',
      free({ k: 3 }, { machine: { class: 'I', powerKw: '18.9' } }),
      { result: 'PASS', items: [{ limit: 3 }] },
    ],
    [
      42,
      'a zone of class Ⅲ',
      free({ k: 0.51 }, { machine: { class: 'I', zoneClass: 'III', powerKw: 37 } }),
      { result: 'FAIL', items: [{ limit: 0.5 }] },
    ],
  ])('%i: %s', (_number, _says, input, answer) => {
    expect(judgeReportCase(input)).toMatchObject(answer);
  });
});

describe('judge report: properties', () => {
  const seeded = { seed: 20261123 };
  const k = fc.integer({ min: 0, max: 400 });
  const resultOf = (input: Input): unknown =>
    (judgeReportCase(input) as Readonly<Record<string, unknown>>).result;
  const text = (hundredths: number): string => (hundredths / 100).toFixed(2);

  it('never turns a failure into a pass by raising a reading', () => {
    fc.assert(
      fc.property(fc.tuple(k, k, k), fc.integer({ min: 0, max: 2 }), k, (runs, index, more) => {
        const raised = runs.map((run, at) => text(at === index ? run + more : run));
        const before = resultOf(free({}, { readings: runs.map(text) }));
        return before === 'PASS' || resultOf(free({}, { readings: raised })) === 'FAIL';
      }),
      seeded,
    );
  });

  it('says the same of a number however many zeros it is written with', () => {
    fc.assert(
      fc.property(k, fc.integer({ min: 1, max: 5 }), (value, zeros) => {
        const written = [value / 100, text(value), text(value) + '0'.repeat(zeros)];
        return new Set(written.map((one) => resultOf(free({ k: one })))).size === 1;
      }),
      seeded,
    );
  });

  it('passes exactly what is not above the limit', () => {
    fc.assert(
      fc.property(k, (value) => resultOf(free({ k: text(value) })) === (value <= 120 ? 'PASS' : 'FAIL')),
      seeded,
    );
  });
});
