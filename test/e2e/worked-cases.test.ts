import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runJudge } from '../../src/apps/cli/judge.js';
import { IDENTIFIER_CASES } from '../cases/identifier-cases.js';
import { STAGE_CASES } from '../cases/stage-cases.js';
import type { JudgeLine, RegistrationLine, WorkedCase } from '../cases/worked-case.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  reasonCodes,
  register,
  registered,
  roadside,
  say,
  truck,
  type WriteAnswer,
} from '../support/vehicle-requests.js';

const CASES: readonly WorkedCase[] = [...IDENTIFIER_CASES, ...STAGE_CASES];
const titled = CASES.map((one) => [one.number, one.says, one] as const);

async function judge({ topic, input }: JudgeLine): Promise<object> {
  const answers: object[] = [];
  async function* line(): AsyncGenerator<string> {
    yield await Promise.resolve(JSON.stringify(input));
  }
  await runJudge(topic, line(), (text) => answers.push(JSON.parse(text) as object));
  return answers[0] ?? {};
}

describe('the worked cases', () => {
  let api: TestApi;
  let used = 0;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it.each(titled)('%d by judge: %s', async (_number, _says, { judge: lines }) => {
    for (const line of lines) expect(await judge(line)).toMatchObject(line.answer);
  });

  /** Each vehicle is another one, unless the case says whose number it has. */
  function vehicleOf(changes: object): Record<string, unknown> {
    used += 1;
    const vehicle = truck(used, changes);
    return vehicle['frameNo'] === undefined ? vehicle : { ...vehicle, frameNo: `LG3TRUCK${String(used)}` };
  }

  function expectOutcome({ vehicle, problems, warnings }: WriteAnswer, line: RegistrationLine): void {
    expect(problems.map(({ code, field }) => `${code} ${field ?? ''}`)).toEqual(line.problems ?? []);
    expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining([...(line.warnings ?? [])]));
    if (line.vehicle === undefined) expect(vehicle).toBeNull();
    else expect(vehicle).toMatchObject(line.vehicle);
  }

  it.each(titled)('%d through the API: %s', async (_number, _says, { register: lines }) => {
    for (const line of lines) {
      const vehicle = vehicleOf(line.changes);
      expectOutcome(await register(api, vehicle), line);
      if (line.roadside === undefined) continue;
      const { number, type } = vehicle['plate'] as { number: string; type: string };
      const answer = await roadside(api, number, { plateType: type });
      expect(reasonCodes(answer)).toEqual(line.roadside);
    }
  });

  it('14: one number as 01 and as 02 means two vehicles, and what lists one does not touch the other', async () => {
    const old = { emissionStage: '3', firstRegisteredOn: '2010-03-01', manufacturedOn: null };
    const yellow = { plate: { number: '皖K12345', type: '01', color: 'YELLOW' }, ...old };
    const blue = {
      plate: { number: '皖K12345', type: '02', color: 'BLUE' },
      vehicleType: 'K33',
      fuel: 'A',
      massKg: 1800,
      emissionStage: '5',
    };
    const lorry = await registered(api, truck(9001, yellow));
    const car = await registered(api, truck(9002, blue));
    expect([lorry.reasons.length, car.reasons.length]).toEqual([1, 0]);
    expect(reasonCodes(await roadside(api, '皖K12345', { plateType: '01' }))).toEqual(['G3_DIESEL_TRUCK']);
    expect(await roadside(api, '皖K12345', { plateType: '02' })).toMatchObject({
      verdict: 'PASS',
      reasons: [],
    });
    const open = await roadside(api, '皖K12345');
    expect(open).toMatchObject({ ambiguous: true, verdict: 'UNKNOWN', vehicle: null });
    expect(open.vehicles.map(({ id }) => id).sort()).toEqual([lorry.id, car.id].sort());
  });

  it('60: a re-plated vehicle keeps what stands against it', async () => {
    const old = { emissionStage: '3', firstRegisteredOn: '2010-03-01', manufacturedOn: null };
    const before = await registered(
      api,
      truck(9003, { plate: { number: '苏A60600', type: '01', color: 'YELLOW' }, ...old }),
    );
    const plate = { number: '浙B60600', type: '01', color: 'YELLOW' };
    const { vehicle } = await say(api, 'replate', { vin: before.vin }, { plate, on: '2026-11-01' });
    expect(vehicle).toMatchObject({
      id: before.id,
      vin: before.vin,
      plate: { number: '浙B60600' },
      reasons: before.reasons,
    });
    const answer = await roadside(api, '浙B60600');
    expect(answer.vehicle?.id).toBe(before.id);
    expect(reasonCodes(answer)).toEqual(['G3_DIESEL_TRUCK']);
    expect(JSON.stringify(answer)).not.toContain('91310115MA1FAKE00Y');
  });
});
