import { describe, expect, it } from '@jest/globals';
import { runJudge } from '../../../src/apps/cli/judge.js';
import { REPORT_HELP } from '../../../src/apps/cli/judge-topics/help/report.js';
import { judgeReportCase } from '../../../src/apps/cli/judge-topics/report.js';
import { free, idle, lugdown } from '../../support/report-cases.js';
import type { Input } from '../../support/report-cases.js';

describe('judge report: refusals', () => {
  it.each<readonly [says: string, input: Input, code: string, field: string]>([
    ['no method', { items: {} }, 'FIELD_MISSING', 'method'],
    ['a bare digit as method', { method: '4', items: {} }, 'FIELD_VALUE', 'method'],
    [
      '0 is no method of the client',
      { method: '0', source: 'STATION_CLIENT' },
      'SOURCE_CODE_UNKNOWN',
      'method',
    ],
    ['a limit set c', free({ k: 1 }, { limitSet: 'c' }), 'FIELD_VALUE', 'limitSet'],
    ['check type 7', free({ k: 1 }, { checkType: 7 }), 'SOURCE_CODE_UNKNOWN', 'checkType'],
    [
      'check type 6 of the older edition',
      free({ k: 1 }, { method: 5, checkType: 6, source: 'JIANGSU_2019' }),
      'SOURCE_CODE_UNKNOWN',
      'checkType',
    ],
    ['no readings', { method: 'FREE_ACCEL' }, 'FIELD_MISSING', 'items.k'],
    [
      'wheel power alone',
      { method: 'LUGDOWN', items: { maxWheelPowerKw: 40 } },
      'FIELD_MISSING',
      'items.k100',
    ],
    ['items of another method alone', free({ lowCo: 0.1 }), 'FIELD_MISSING', 'items.k'],
    ['rated power 0', lugdown({ ratedPowerKw: 0 }), 'SENTINEL_VALUE', 'items.ratedPowerKw'],
    ['wheel power 0.0', lugdown({ maxWheelPowerKw: '0.0' }), 'SENTINEL_VALUE', 'items.maxWheelPowerKw'],
    ['-1', free({ k: -1 }), 'SENTINEL_VALUE', 'items.k'],
    ['无', free({ k: '无' }), 'SENTINEL_VALUE', 'items.k'],
    ['000000', free({ k: '000000' }), 'SENTINEL_VALUE', 'items.k'],
    ['below zero', free({ k: '-0.5' }), 'DECIMAL_FORMAT', 'items.k'],
    ['no number', free({ k: '1,2' }), 'DECIMAL_FORMAT', 'items.k'],
    ['no number at all', free({ k: [1] }), 'FIELD_TYPE', 'items.k'],
    ['items that are a list', { method: 'FREE_ACCEL', items: [1] }, 'FIELD_TYPE', 'items'],
    ['two runs', free({}, { readings: [1, 1] }), 'READINGS_TOO_FEW', 'readings'],
    ['a run that is none', free({}, { readings: [1, 1, 'NULL'] }), 'SENTINEL_VALUE', 'readings[2]'],
    ['k and N that contradict', free({ k: 1.0, kPercent: 40 }), 'UNIT_MISMATCH', 'items.kPercent'],
    ['per cent given as k', free({ k: 40 }), 'UNIT_MISMATCH', 'items.k'],
    ['more than 100 %', free({ kPercent: 101 }), 'UNIT_MISMATCH', 'items.kPercent'],
    [
      'an item by both its names',
      { method: 'ASM', items: { co: 1, co5025: 1, hc: 1, no: 1 } },
      'ITEM_TWICE',
      'items.co5025',
    ],
    ['a date before the standard', free({ k: 1 }, { date: '2019-04-30' }), 'LIMITS_UNKNOWN', 'method'],
    ['filter smoke', { method: 'FILTER_SMOKE', items: {} }, 'LIMITS_UNKNOWN', 'method'],
    [
      'class Ⅰ above 560 kW',
      free({ k: 1 }, { machine: { class: 'I', powerKw: 561 } }),
      'LIMITS_UNKNOWN',
      'method',
    ],
    ['double idle of a diesel', idle({}, { fuel: 'B' }), 'METHOD_FUEL_MISMATCH', 'method'],
    ['a low-speed truck', free({ k: 2 }, { vehicleType: 'H51' }), 'STANDARD_NOT_APPLICABLE', 'method'],
    ['a date that is none', free({ k: 1 }, { date: '2026-02-30' }), 'DATE_IMPOSSIBLE', 'date'],
    [
      'a class of machines without its power',
      free({ k: 1 }, { limitSet: 'II' }),
      'FIELD_MISSING',
      'ratedPowerKw',
    ],
    ['a class Ⅳ', free({ k: 1 }, { machine: { class: 'IV', powerKw: 1 } }), 'FIELD_VALUE', 'machine.class'],
    ['runs of something else', free({}, { readings: { nox: [1, 1, 1] } }), 'FIELD_TYPE', 'readings'],
    [
      'a diagnosis without words',
      { method: 'OBD', obd: { communicates: 'yes' } },
      'FIELD_TYPE',
      'obd.communicates',
    ],
    ['no diagnosis', { method: 'OBD' }, 'FIELD_MISSING', 'obd'],
  ])('%s is refused', (_says, input, code, field) => {
    const answer = judgeReportCase(input);
    expect(answer).toMatchObject({ ok: false, code, field });
    expect(answer).not.toHaveProperty('result');
    expect(JSON.stringify(answer)).toMatch(/\p{Script=Han}.* \/ /u);
  });

  it('documents examples that are answered', async () => {
    const examples = REPORT_HELP.split('\n').filter((line) => line.startsWith('{'));
    const answers: unknown[] = [];
    async function* lines(): AsyncGenerator<string> {
      for (const line of examples) yield await Promise.resolve(line);
    }
    await runJudge('report', lines(), (line) => answers.push(JSON.parse(line)));
    expect(answers.length).toBeGreaterThan(5);
    for (const answer of answers) expect(answer).toHaveProperty('result');
  });
});
