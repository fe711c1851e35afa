import { describe, expect, it } from '@jest/globals';
import { runJudge, TOPICS } from '../../../src/apps/cli/judge.js';

async function* linesOf(...lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}

async function judge(topic: string, ...cases: readonly (object | string)[]): Promise<readonly unknown[]> {
  const lines = cases.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const answers: unknown[] = [];
  await runJudge(topic, linesOf(...lines), (line) => answers.push(JSON.parse(line)));
  return answers;
}

describe('judge', () => {
  it.each<readonly [topic: string, input: object, answer: object]>([
    [
      'plate',
      { plateNumber: '苏ＡＤ１２３４５' },
      { ok: true, normalized: '苏AD12345', kind: 'NEV_SMALL', city: '320100', warnings: [] },
    ],
    [
      'plate',
      { plateNumber: '皖Q12345' },
      { ok: true, normalized: '皖Q12345', warnings: ['AMBIGUOUS_CITY'] },
    ],
    ['plate', { plateNumber: '沪A12345D', plateType: '52' }, { ok: false, code: 'HPZL_SWAPPED_51_52' }],
    ['plate', { plateNumber: '苏A12345', plateType: null }, { ok: true }],
    ['vin', { vin: 'LZZ5ELNB6CN123456' }, { ok: true, normalized: 'LZZ5ELNB6CN123456', warnings: [] }],
    ['vin', { vin: 'LZZ5ELNB5CN123456' }, { ok: false, code: 'VIN_CHECK' }],
    ['uscc', { uscc: '91310115ma1fake00y' }, { ok: true, normalized: '91310115MA1FAKE00Y', warnings: [] }],
    ['division', { code: '310115' }, { ok: true, normalized: '310115', city: '310000' }],
    [
      'division',
      { code: '341400' },
      { ok: false, code: 'DIVISION_UNKNOWN', successor: '340100 340200 340500' },
    ],
    [
      'division',
      { code: '341400', on: '2009-01-01' },
      { ok: true, warnings: ['AMBIGUOUS_CITY', 'DIVISION_RETIRED'] },
    ],
    ['imo', { imo: 'IMO 9074729' }, { ok: true, normalized: '9074729', warnings: [] }],
    [
      'stage',
      { fuel: 'B', vehicleType: 'H11', emissionStage: '3', firstRegisteredOn: '2010-01-01' },
      { stage: 'G3', emissionClass: 'HEAVY_DUTY', isDiesel: 'YES', g3List: true, flags: [] },
    ],
    [
      'stage',
      { fuel: null, vehicleType: 'H11', emissionStage: 'G3', firstRegisteredOn: '2010-01-01', massKg: 20000 },
      { isDiesel: 'UNKNOWN', g3List: null, flags: ['FUEL_UNKNOWN'] },
    ],
  ])('%s %j', async (topic, input, answer) => {
    expect(await judge(topic, input)).toMatchObject([answer]);
  });

  const stage = { fuel: 'B', vehicleType: 'H11', emissionStage: 'G3', firstRegisteredOn: '2010-01-01' };
  it.each<readonly [topic: string, input: object, code: string, field: string]>([
    ['plate', {}, 'FIELD_MISSING', 'plateNumber'],
    ['plate', { plateNumber: 12345 }, 'FIELD_TYPE', 'plateNumber'],
    ['plate', { plateNumber: '苏A12345', plateType: 2 }, 'FIELD_TYPE', 'plateType'],
    ['vin', { vin: null }, 'FIELD_MISSING', 'vin'],
    ['uscc', { uscc: [] }, 'FIELD_TYPE', 'uscc'],
    ['imo', { imo: 9074729 }, 'FIELD_TYPE', 'imo'],
    ['division', { code: 310115 }, 'FIELD_TYPE', 'code'],
    ['division', { code: '310115', on: '2026-02-30' }, 'DATE_IMPOSSIBLE', 'on'],
    ['stage', { ...stage, fuel: undefined }, 'FIELD_MISSING', 'fuel'],
    ['stage', { ...stage, emissionStage: '国七' }, 'STAGE_FORMAT', 'emissionStage'],
    ['stage', { ...stage, firstRegisteredOn: '2010-13-01' }, 'DATE_IMPOSSIBLE', 'firstRegisteredOn'],
    ['stage', { ...stage, massKg: '3600' }, 'FIELD_TYPE', 'massKg'],
    ['stage', { ...stage, massKg: 0 }, 'SENTINEL_VALUE', 'massKg'],
    ['stage', { ...stage, evidence: {} }, 'FIELD_TYPE', 'evidence'],
    ['stage', { ...stage, evidence: [1] }, 'FIELD_TYPE', 'evidence[0]'],
    [
      'stage',
      { ...stage, evidence: [{ source: 'RUMOUR', stage: 'G4' }] },
      'FIELD_VALUE',
      'evidence[0].source',
    ],
    ['stage', { ...stage, evidence: [{ source: 'DISCLOSURE' }] }, 'FIELD_MISSING', 'evidence[0].stage'],
  ])('%s %j is refused: %s in %s', async (topic, input, code, field) => {
    const [answer] = await judge(topic, input);
    expect(answer).toMatchObject({ ok: false, code, field, message: expect.stringContaining(field) });
    expect(answer).toMatchObject({ message: expect.stringMatching(/\p{Script=Han}.* \/ .*[a-z]/u) });
  });

  it('answers unreadable lines in their place and goes on', async () => {
    const answers = await judge('imo', { imo: '9074729' }, '{"imo":', '', '[]', '3', { imo: '9074728' });
    expect(answers).toMatchObject([
      { ok: true },
      { ok: false, code: 'UNREADABLE_LINE', line: 2 },
      { ok: false, code: 'UNREADABLE_LINE', line: 3 },
      { ok: false, code: 'UNREADABLE_LINE', line: 4 },
      { ok: false, code: 'UNREADABLE_LINE', line: 5 },
      { ok: false, code: 'IMO_CHECK' },
    ]);
  });

  it('answers each line before it reads the next', async () => {
    const events: string[] = [];
    async function* source(): AsyncGenerator<string> {
      for (const imo of ['9074729', '9074728']) {
        events.push(`read ${imo}`);
        yield await Promise.resolve(JSON.stringify({ imo }));
      }
    }
    await runJudge('imo', source(), () => events.push('answered'));
    expect(events).toEqual(['read 9074729', 'answered', 'read 9074728', 'answered']);
  });

  it.each(['emission', 'toString', ''])('knows no topic "%s"', async (topic) => {
    const written: string[] = [];
    const code = await runJudge(topic, linesOf('{}'), (line) => written.push(line));
    expect(code).toBe(2);
    expect(written).toHaveLength(1);
    expect(written[0]).toContain('UNKNOWN_TOPIC');
    expect(written[0]).toContain(Object.keys(TOPICS).join(' '));
  });
});
