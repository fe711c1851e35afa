import { describe, expect, it } from '@jest/globals';
import { REMOTE_SENSING_HELP } from '../../../src/apps/cli/judge-topics/help/remote-sensing.js';
import { judgeRemoteSensing } from '../../../src/apps/cli/judge-topics/remote-sensing.js';
import { REMOTE_CASES } from '../../cases/remote-sensing-cases.js';
import { REMOTE_OPTION_CASES } from '../../cases/remote-sensing-option-cases.js';

const ORDINARY = { site: 'S1', device: 'D1', valid: true };
const RECORD = { at: '2026-03-01T10:00:00+08:00', ...ORDINARY, pollutant: 'OPACITY', value: 35 };

describe('judge remote-sensing', () => {
  it.each([...REMOTE_CASES, ...REMOTE_OPTION_CASES])(
    '$says',
    ({ records, fuel = 'B', now, config, passes, state, decisive, more = {} }) => {
      const answer = judgeRemoteSensing({
        fuel,
        records: records.map((record) => ({ ...ORDINARY, ...record })),
        ...(now !== undefined && { now }),
        ...(config !== undefined && { config }),
        ...(passes !== undefined && { passes }),
      });
      const { message: _, ...rest } = answer as { readonly message?: string };
      expect(rest).toEqual({ state, decisive, ...more });
    },
  );

  it.each<readonly [string, object, string, string]>([
    ['no fuel', { records: [] }, 'FIELD_MISSING', 'fuel'],
    ['no records', { fuel: 'B' }, 'FIELD_MISSING', 'records'],
    ['records that are no list', { fuel: 'B', records: {} }, 'FIELD_TYPE', 'records'],
    ['a record that is no object', { fuel: 'B', records: [3] }, 'FIELD_TYPE', 'records[0]'],
    ['a config that is no object', { fuel: 'B', records: [], config: 3 }, 'FIELD_TYPE', 'config'],
    [
      'a negative gap',
      { fuel: 'B', records: [], config: { minGapMinutes: -1 } },
      'FIELD_VALUE',
      'config.minGapMinutes',
    ],
    [
      'a gap in words',
      { fuel: 'B', records: [], config: { minGapMinutes: '10' } },
      'FIELD_TYPE',
      'config.minGapMinutes',
    ],
    [
      'resetOnPass in words',
      { fuel: 'B', records: [], config: { resetOnPass: 'yes' } },
      'FIELD_TYPE',
      'config.resetOnPass',
    ],
    ['a pass that is no time', { fuel: 'B', records: [], passes: ['soon'] }, 'TIME_FORMAT', 'passes[0]'],
    ['a now that is no time', { fuel: 'B', records: [], now: 'soon' }, 'TIME_FORMAT', 'now'],
  ])('refuses %s', (_says, input, code, field) => {
    expect(judgeRemoteSensing({ ...input })).toMatchObject({ ok: false, code, field });
  });

  it.each<readonly [object, string, string]>([
    [{ at: null }, 'FIELD_MISSING', 'at'],
    [{ at: '2026-02-30T10:00:00+08:00' }, 'DATE_IMPOSSIBLE', 'at'],
    [{ site: null }, 'FIELD_MISSING', 'site'],
    [{ pollutant: 'CO' }, 'FIELD_VALUE', 'pollutant'],
    [{ value: null }, 'FIELD_MISSING', 'value'],
    [{ value: true }, 'FIELD_TYPE', 'value'],
    [{ value: 'much' }, 'DECIMAL_FORMAT', 'value'],
    [{ value: -1 }, 'SENTINEL_VALUE', 'value'],
    [{ value: 100.1 }, 'REMOTE_VALUE_RANGE', 'value'],
    [{ pollutant: 'RINGELMANN', value: 6 }, 'REMOTE_VALUE_RANGE', 'value'],
    [{ valid: 'yes' }, 'FIELD_TYPE', 'valid'],
    [{ valid: null }, 'FIELD_MISSING', 'valid'],
  ])('refuses a record with %j', (changes, code, field) => {
    const answer = judgeRemoteSensing({ fuel: 'B', records: [RECORD, { ...RECORD, ...changes }] });
    expect(answer).toMatchObject({ ok: false, code, field: `records[1].${field}` });
    expect(answer).toHaveProperty('message', expect.stringMatching(/\p{Script=Han}.* \/ /u));
  });

  it('does not look at the value of an invalid record', () => {
    const records = [RECORD, { ...RECORD, value: null, valid: false }];
    expect(judgeRemoteSensing({ fuel: 'B', records })).toEqual({ state: 'SUSPECT', decisive: [0] });
  });

  it('answers the examples of its help', () => {
    const examples = REMOTE_SENSING_HELP.split('\n').filter((line) => line.startsWith('{'));
    const states = examples.map((line) => judgeRemoteSensing(JSON.parse(line) as Record<string, unknown>));
    expect(states).toEqual([
      { state: 'LISTED', decisive: [0, 1] },
      { state: 'NONE', decisive: [] },
    ]);
  });
});
