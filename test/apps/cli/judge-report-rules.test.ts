import { describe, expect, it } from '@jest/globals';
import { judgeReportCase } from '../../../src/apps/cli/judge-topics/report.js';
import { free, idle, lugdown } from '../../support/report-cases.js';
import type { Input } from '../../support/report-cases.js';

describe('judge report: the rules beside the cases', () => {
  it.each<readonly [says: string, input: Input, answer: object]>([
    ['aborted', lugdown({ k100: 9 }, { resultCode: 'ABORT' }), { result: 'VOID', flags: ['TEST_ABORTED'] }],
    [
      'aborted without readings',
      { method: 'LUGDOWN', resultCode: 2, items: {} },
      { result: 'VOID', items: [], flags: ['TEST_ABORTED'] },
    ],
    ['invalid', lugdown({}, { resultCode: 'invalid' }), { result: 'VOID', flags: ['TEST_INVALID'] }],
    [
      'another verdict',
      lugdown({ k80: 1.3 }, { resultCode: 'PASS' }),
      { result: 'FAIL', flags: ['VERDICT_DISAGREES'] },
    ],
    [
      'another verdict, the other way',
      lugdown({}, { resultCode: 0 }),
      { result: 'PASS', flags: ['VERDICT_DISAGREES'] },
    ],
    [
      'another limit',
      lugdown({}, { limits: { k100: 1.5, nox80: 1500.0, maxWheelPowerKw: 40 } }),
      { result: 'PASS', flags: ['LIMIT_TAMPER'] },
    ],
    ['the same limit with zeros', lugdown({}, { limits: { k100: '1.20' } }), { result: 'PASS', flags: [] }],
    [
      'NOx 1200 under b before July 2020',
      lugdown({ k100: 0.7, k80: 0.7, nox80: 1200 }, { limitSet: 'b', date: '2020-06-30' }),
      { result: 'PASS' },
    ],
    [
      'NOx 1200 under b from July 2020',
      lugdown(
        { k100: 0.7, k80: 0.7, nox80: 1200 },
        { limitSet: 'b', startedAt: '2020-07-01T00:00:00+08:00' },
      ),
      { result: 'FAIL' },
    ],
    [
      'smoke that was seen',
      lugdown({ visibleSmoke: true }),
      { result: 'FAIL', items: [{}, {}, {}, {}, { code: 'visibleSmoke', value: 1, limit: 0, pass: false }] },
    ],
    ['Ringelmann 1', { method: 'RINGELMANN', items: { ringelmann: 1 } }, { result: 'PASS' }],
    ['Ringelmann 2', lugdown({ ringelmann: 2 }), { result: 'FAIL' }],
    [
      'N in per cent',
      free({ kPercent: 40 }),
      { result: 'PASS', items: [{ code: 'kPercent', limit: 40 }], flags: [] },
    ],
    ['N of limit b', free({ kPercent: 26 }, { limitSet: 'b' }), { result: 'PASS', flags: [] }],
    ['N that passes as k only', free({ kPercent: 40.2 }), { result: 'FAIL', flags: ['UNIT_BOUNDARY'] }],
    [
      'k and N that fit',
      free({ k: 1.1, kPercent: 37.7 }),
      { result: 'PASS', items: [{ code: 'k' }], flags: [] },
    ],
    [
      'k and N at the boundary',
      free({ k: 1.2, kPercent: 40.3 }),
      { result: 'PASS', flags: ['UNIT_BOUNDARY'] },
    ],
    [
      'a failure stands though readings are missing',
      { method: 'LUGDOWN', items: { nox80: 1501 } },
      {
        result: 'FAIL',
        flags: ['EVIDENCE_MISSING'],
        missing: ['items.k100', 'items.k80', 'items.maxWheelPowerKw', 'ratedPowerKw'],
      },
    ],
    [
      'an item of another method',
      free({ k: 1, nox80: 9999 }),
      { result: 'PASS', items: [{ code: 'k' }], flags: ['ITEM_NOT_JUDGED'] },
    ],
    [
      'a heavy truck without a reason',
      free({ k: 1 }, { vehicleType: 'H11' }),
      { result: 'PASS', flags: ['METHOD_REASON_MISSING'] },
    ],
    [
      'a heavy truck with one',
      free({ k: 1 }, { vehicleType: 'Q11', methodReason: '全时四驱' }),
      { result: 'PASS', flags: [] },
    ],
    [
      'a start that is no start',
      lugdown({}, { startedAt: '2026-01-02T09:00:00', endedAt: '2026-01-02T09:00:00' }),
      { flags: ['TIME_ORDER'] },
    ],
    [
      'a test of tomorrow',
      lugdown({}, { endedAt: '2026-01-03', now: '2026-01-02' }),
      { flags: ['TIME_FUTURE'] },
    ],
    [
      'a mean that is none',
      free({ k: 1.0 }, { readings: [1.1, 1.1, 1.1] }),
      { result: 'PASS', flags: ['MEAN_DISAGREES'] },
    ],
    ['double idle at its limits', idle({}), { result: 'PASS', flags: [] }],
    [
      'lambda too lean',
      idle({ lambda: 1.06 }),
      { result: 'FAIL', items: [{}, {}, {}, {}, { code: 'lambda', limit: 1.05 }] },
    ],
    [
      'lambda too rich',
      idle({ lambda: 0.94 }),
      { result: 'FAIL', items: [{}, {}, {}, {}, { code: 'lambda', limit: 0.95 }] },
    ],
    [
      'ASM without the second speed',
      { method: 'ASM', items: { co5025: 0.5, hc5025: 90, no5025: 700 } },
      { result: 'PASS' },
    ],
    [
      'ASM by the short names',
      { method: 'ASM', items: { co: 0.5, hc: 91, no: 700 } },
      { result: 'FAIL', items: [{ code: 'co' }, { code: 'hc', pass: false }, { code: 'no' }] },
    ],
    ['transient', { method: 'IM195', limitSet: 'b', items: { co: 2.8, hcNox: 1.21 } }, { result: 'FAIL' }],
    ['simple transient', { method: 'VMAS', items: { co: 8, hc: 1.6, nox: 1.3 } }, { result: 'PASS' }],
    [
      'the indicator on with a code',
      { method: 'OBD', obd: { communicates: true, milOn: true, dtc: ['P20EE'] } },
      { result: 'FAIL', items: [{ code: 'obdCommunication' }, { code: 'obdMilCodes', value: 1, limit: 0 }] },
    ],
    ['no communication', { method: 'OBD', obd: { communicates: false } }, { result: 'FAIL' }],
    [
      'an indicator that lies',
      { method: 'OBD', obd: { communicates: true, milOn: false, indicatorAgrees: false } },
      { result: 'FAIL' },
    ],
    [
      'three monitors not ready',
      { method: 'OBD', obd: { communicates: true, milOn: false, readinessIncomplete: 3 } },
      { result: 'PASS', flags: ['OBD_NOT_READY'] },
    ],
    [
      'two monitors not ready',
      { method: 'OBD', obd: { communicates: true, milOn: false, readinessIncomplete: 2 } },
      { result: 'PASS', flags: [] },
    ],
    [
      'no diagnosis before its time',
      { method: 'OBD', obdApplies: false, obd: { communicates: false } },
      { result: 'VOID', flags: ['OBD_NOT_APPLICABLE'] },
    ],
    [
      'a diagnosis beside another test',
      lugdown({}, { obd: { communicates: true, milOn: true, dtc: ['P0401'] } }),
      { result: 'FAIL' },
    ],
  ])('%s', (_says, input, answer) => {
    expect(judgeReportCase(input)).toMatchObject(answer);
  });
});
