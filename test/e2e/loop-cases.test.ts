import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openServices } from '../../src/apps/process/services.js';
import { MaintenanceModule } from '../../src/features/maintenance/index.js';
import { loopProcessors } from '../../src/features/maintenance/maintenance.worker.module.js';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { gate, openListings, putEvidence, step } from '../support/loop-requests.js';
import { I1, LoopStory, M1, type StoryStep } from '../support/loop-story.js';
import { vinOf } from '../support/registry-fixture.js';
import { setLoopRules } from '../support/sensing-requests.js';
import {
  fileStation,
  inspectionStation,
  issueCode,
  repairStation,
  setLimits,
} from '../support/station-requests.js';
import { plate, registered as registration, replated } from '../support/vehicle-fact-builder.js';
import { reasonCodes, registered, roadside, truck, valueOf } from '../support/vehicle-requests.js';

const I2 = '310115-I0002';
const I3 = '310115-I0003';
const M2 = '310115-M0002';
const BASIS = '沪环规〔2026〕1号';

interface Case {
  readonly name: string;
  readonly steps: readonly (StoryStep & { readonly refused?: readonly string[] })[];
  readonly told: {
    readonly state: string;
    readonly cycle?: number;
    readonly rejected: readonly string[];
  };
}

/** Worked cases of the loop: each a truck of its own, told step by step. */
const CASES: readonly Case[] = [
  {
    name: '52: a passed retest without a repair clears nothing',
    steps: [
      { test: 'FAIL', at: '10 02' },
      { test: 'PASS', at: '11 02' },
    ],
    told: { state: 'LISTED', rejected: ['NO_REPAIR_RECORD'] },
  },
  {
    name: '54: a pass at another station than the one that failed it clears nothing',
    steps: [
      { test: 'FAIL', at: '10 02' },
      { repair: ['10 06', '10 08'] },
      { test: 'PASS', at: '11 02', station: I2 },
    ],
    told: { state: 'REPAIRED', rejected: ['STATION_MISMATCH'] },
  },
  {
    name: '54: a pass there clears when the first station is suspended and leave was given',
    steps: [
      { test: 'FAIL', at: '10 02', station: I3 },
      { repair: ['10 06', '10 08'] },
      { status: 'SUSPENDED', station: I3, from: '10 12' },
      { leave: I2, at: '23 06' },
      { test: 'PASS', at: '23 08', station: I2 },
    ],
    told: { state: 'CLEARED', rejected: [] },
  },
  {
    name: '55: a repair completed before its station was removed counts, however late it is handed in',
    steps: [
      { test: 'FAIL', at: '10 02' },
      { status: 'REMOVED', station: M2, from: '13 00' },
      { repair: ['11 06', '12 08'], station: M2 },
    ],
    told: { state: 'REPAIRED', rejected: [] },
  },
  {
    name: '55: a repair completed after its station was removed does not',
    steps: [
      { test: 'FAIL', at: '10 02' },
      { repair: ['13 06', '14 08'], station: M2, refused: ['MSTATION_INACTIVE'] },
    ],
    told: { state: 'LISTED', rejected: [] },
  },
  {
    name: '57: after three rounds of failure and repair a scrapped truck is closed and stays in the history',
    steps: [
      { test: 'FAIL', at: '10 02' },
      { repair: ['10 06', '10 08'] },
      { test: 'FAIL', at: '11 02' },
      { repair: ['11 06', '11 08'] },
      { test: 'FAIL', at: '12 02' },
      { repair: ['12 06', '12 08'] },
      { scrap: '13 02' },
      { test: 'PASS', at: '14 02' },
    ],
    told: { state: 'CLOSED_SCRAPPED', cycle: 3, rejected: ['VEHICLE_SCRAPPED'] },
  },
];

describe('worked cases of the loop, through the API', () => {
  let api: TestApi;
  const refold = async (): Promise<void> => {
    const services = await openServices(api.parts, [MaintenanceModule]);
    const { database, facts, clock } = api.parts;
    const job = loopProcessors(services, { database, facts, clock }).find(
      ({ name }) => name === 'loops.refold',
    );
    await job?.handle({}, { isLastAttempt: true, progress: () => Promise.resolve() });
    await services.close();
  };

  beforeAll(async () => {
    api = await startTestApi({ TOKEN_TTL: '86400' });
    for (const n of [1, 2, 3]) await fileStation(api, inspectionStation(n));
    for (const n of [1, 2]) await fileStation(api, repairStation(n));
    await setLimits(api, { division: '310000', limitSet: 'A', from: '2026-01-01', basis: BASIS });
    await setLoopRules(api, { division: '310000', from: '2026-01-01', basis: BASIS, sameStation: true });
    for (let n = 1; n <= CASES.length + 4; n += 1) await registered(api, truck(n));
  });
  afterAll(() => api.close());

  it.each(CASES.map((one, index) => ({ ...one, n: index + 1 })))('$name', async ({ n, steps, told }) => {
    const story = new LoopStory(api, n);
    for (const { refused = [], ...one } of steps)
      expect([one, await story.take(one)]).toEqual([one, refused]);
    expect(await story.told()).toMatchObject(told);
  });

  it('59: a truck of another province is listed here, and its notice belongs to its own bureau', async () => {
    const n = 41;
    const subject = vehicleIdOfVin(vinOf(n), sha256);
    const payload = {
      vin: vinOf(n),
      plate: plate('皖K00041'),
      emissionStage: 'G4' as const,
      division: '341200',
    };
    await putEvidence(api, [registration(n, payload, { subject, site: '340000' })]);
    const story = new LoopStory(api, n, '皖K00041');
    const first = await story.test({ test: 'FAIL', at: '10 02' });
    const again = await story.test({ test: 'FAIL', at: '10 02' });
    expect(first).toMatchObject({ outcome: 'ACCEPTED' });
    expect(again).toMatchObject({ outcome: 'REPEATED', report: first.report });
    const mine = (await openListings(api)).filter(({ plateNumber }) => plateNumber === '皖K00041');
    expect(mine).toMatchObject([{ state: 'LISTED', noticeDivision: '341200' }]);
    const notice = { noticeNo: '沪环告59', channel: 'LETTER' };
    const refused = await step(api, 'serveNotice', mine[0]?.id ?? '', notice);
    expect(refused.problems?.map(({ code }) => code)).toEqual(['NOT_YOUR_RECORD']);
  });

  it('59: a truck from outside the delta is the national platform’s to notify', async () => {
    await new LoopStory(api, 43, '鲁B00043').take({ test: 'FAIL', at: '10 02' });
    const [national] = (await openListings(api)).filter(({ noticeQueue }) => noticeQueue === 'NATIONAL');
    expect(national).toMatchObject({ state: 'LISTED', noticeDivision: '370000', plateNumber: null });
    const notice = { noticeNo: '沪环告60', channel: 'LETTER' };
    const refused = await step(api, 'serveNotice', national?.id ?? '', notice);
    expect(refused.problems?.map(({ code }) => code)).toEqual(['NOT_YOUR_RECORD']);
  });

  it('60: a listing follows the truck to another plate and province, and names nobody', async () => {
    const n = 42;
    const subject = vehicleIdOfVin(vinOf(n), sha256);
    const payload = { vin: vinOf(n), plate: plate('苏A00042'), emissionStage: 'G4' as const };
    await putEvidence(api, [registration(n, payload, { subject })]);
    await new LoopStory(api, n, '苏A00042').test({ test: 'FAIL', at: '10 02' });
    const moved = { plate: plate('浙B00042'), on: '2026-11-12', division: '330200' };
    await putEvidence(api, [
      replated(142, moved, {
        subject,
        site: '330000',
        occurredAt: '2026-11-12T02:00:00.000Z',
        recordedAt: '2026-11-12T03:00:00.000Z',
      }),
    ]);
    const listing = await new LoopStory(api, n, '浙B00042').listing();
    expect(listing).toMatchObject({ state: 'LISTED', noticeDivision: '330200' });
    const seen = await roadside(api, '浙B00042');
    expect(reasonCodes(seen)).toContain('OVER_LIMIT_LISTED');
    expect(JSON.stringify(seen)).not.toContain('91320102MA20M0N15H');
  });

  it('67: the same report again is the same answer, another one under its number a conflict', async () => {
    const story = new LoopStory(api, CASES.length + 1);
    const first = await story.test({ test: 'PASS', at: '10 02' });
    expect(await story.test({ test: 'PASS', at: '10 02' })).toMatchObject({
      outcome: 'REPEATED',
      report: first.report,
    });
    const other = await story.test({ test: 'FAIL', at: '10 02' });
    expect(other.problems?.map(({ code }) => code)).toEqual(['DUPLICATE_REPORT_CONFLICT']);
  });

  it('should mark a test through an outage, and reconcile it when the repair before it is known', async () => {
    const waiting = async (state: string | null): Promise<readonly unknown[]> => {
      const query = `query ($state: ContingencyState) { contingencyTests(state: $state) {
        edges { node { plateNumber stationCode testedAt state } } } }`;
      const answer = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { state } });
      const { edges } = valueOf(answer, 'contingencyTests') as { edges: { node: object }[] };
      return edges.map(({ node }) => node);
    };
    const span = { from: '2026-11-11T00:00:00.000Z', until: '2026-11-12T00:00:00.000Z' };
    const { contingencyCode } = await issueCode(api, { code: I1, basis: '专线中断', ...span });
    const story = new LoopStory(api, CASES.length + 2);
    await story.take({ test: 'FAIL', at: '10 02' });
    await story.take({ test: 'PASS', at: '11 02', code: contingencyCode ?? '' });
    const node = { plateNumber: story.plateNumber, stationCode: I1, testedAt: '2026-11-11T02:00:00.000Z' };
    expect(await waiting('UNRECONCILED')).toEqual([{ ...node, state: 'UNRECONCILED' }]);
    expect((await story.told()).state).toBe('LISTED');
    await story.take({ repair: ['10 06', '10 08'] });
    expect(await waiting('UNRECONCILED')).toEqual([]);
    expect(await waiting(null)).toEqual([{ ...node, state: 'RECONCILED' }]);
    expect((await story.told()).state).toBe('CLEARED');
  });

  it('should follow loops anew when the past of a station changes', async () => {
    const story = new LoopStory(api, CASES.length + 3);
    await story.take({ test: 'FAIL', at: '10 02' });
    await story.take({ repair: ['11 06', '12 08'] });
    expect((await story.listing()).state).toBe('REPAIRED');
    const sent = api.jobs.sent.length;
    await story.take({ status: 'REMOVED', station: M1, from: '12 00' });
    expect(api.jobs.sent.slice(sent).map(({ name }) => name)).toEqual(['loops.refold']);
    await refold();
    expect((await story.listing()).state).toBe('LISTED');
    expect(await gate(api, { stationId: I1, vin: vinOf(story.n) })).toMatchObject({
      code: 'NO_REPAIR_RECORD',
    });
  });

  it('should list a vehicle when the station that failed it turns out to have been at work', async () => {
    const story = new LoopStory(api, CASES.length + 4);
    await story.take({ status: 'SUSPENDED', station: I2, from: '09 00' });
    await story.take({ test: 'FAIL', at: '10 02', station: I2 });
    expect(await story.told()).toMatchObject({ state: 'NONE', rejected: ['ISTATION_INACTIVE'] });
    await story.take({ status: 'ACTIVE', station: I2, from: '09 00' });
    await refold();
    expect(await story.listing()).toMatchObject({ state: 'LISTED', cycle: 1 });
  });
});
