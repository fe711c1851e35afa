import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openServices } from '../../src/apps/process/services.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import { MaintenanceModule } from '../../src/features/maintenance/index.js';
import { loopProcessors } from '../../src/features/maintenance/maintenance.worker.module.js';
import { VehicleProjection } from '../../src/features/registry/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  fieldCheckFact,
  openListings,
  putEvidence,
  repair,
  repairRecord,
  step,
} from '../support/loop-requests.js';
import { vinOf } from '../support/registry-fixture.js';
import { fileStation, repairStation } from '../support/station-requests.js';
import { errorCodes, newKey, registered, roadside, truck, valueOf } from '../support/vehicle-requests.js';

const NOW = '2026-11-23T04:00:00.000Z';
const REMINDERS = statement(
  'test_loop_reminders',
  'SELECT kind, state, attempts, due_on FROM loop_reminder ORDER BY created_at, kind',
);
const CLEAR = statement('test_loop_facts', `SELECT kind FROM fact WHERE kind = 'loop.fell-overdue'`);

describe('the calendar of the loop', () => {
  let api: TestApi;
  const run = async (name: string, now: string): Promise<void> => {
    const services = await openServices(api.parts, [MaintenanceModule]);
    const { database, facts, clock } = api.parts;
    api.clock.at = now;
    const job = loopProcessors(services, { database, facts, clock }).find((one) => one.name === name);
    await job?.handle({}, { isLastAttempt: true, progress: () => Promise.resolve() });
    api.clock.at = NOW;
    await services.close();
  };
  const setRules = async (input: object, key = newKey()) => {
    const query = `mutation ($key: String!, $input: LoopRulesInput!) { setLoopRules(idempotencyKey: $key, input: $input) {
      ... on LoopRulesWritten { rules { division from repairDays notifyDays sameStation } } ... on LoopRefused { problems { code field } } } }`;
    return api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { key, input } });
  };
  const rulesOn = async (division: string, at: string | null) => {
    const query = `query ($division: String!, $at: CivilDate) { loopRules(division: $division, at: $at) { division repairDays } }`;
    return valueOf(await api.ask(query, { as: 'REPAIR_STATION', variables: { division, at } }), 'loopRules');
  };
  const listing = async () => (await openListings(api))[0];

  beforeAll(async () => {
    api = await startTestApi();
    await fileStation(api, repairStation(1));
    await registered(api, truck(1));
    await putEvidence(api, [fieldCheckFact(vinOf(1), '2026-11-23T01:00:00.000Z')]);
  });
  afterAll(() => api.close());

  it('should know no deadline where none is configured, and guess none', async () => {
    expect(await rulesOn('310115', null)).toBeNull();
    expect(await listing()).toMatchObject({ dueOn: null, dueNote: 'DEADLINE_NOT_CONFIGURED' });
    await run('loops.overdue', '2027-11-23T16:10:00.000Z');
    expect((await listing())?.state).toBe('LISTED');
  });

  it('should take rules of a city from a day on, the narrower before the wider', async () => {
    const given = {
      division: '310000',
      from: '2026-01-01',
      basis: '沪环规〔2026〕1号',
      repairDays: 10,
      notifyDays: 3,
    };
    const key = newKey();
    const first = valueOf(await setRules(given, key), 'setLoopRules');
    expect(first).toMatchObject({ rules: { repairDays: 10, sameStation: null } });
    expect(valueOf(await setRules(given, key), 'setLoopRules')).toEqual(first);
    await setRules({ ...given, division: '310115', from: '2026-12-01', repairDays: 5 });
    expect(await rulesOn('310115', '2026-11-30')).toEqual({ division: '310000', repairDays: 10 });
    expect(await rulesOn('310115', '2026-12-01')).toEqual({ division: '310115', repairDays: 5 });
    expect(await rulesOn('310115', '2025-12-31')).toBeNull();
    expect(api.jobs.sent.map(({ name }) => name)).toContain('loops.refold');
    const bad = { ...given, division: '310999', from: '2026-02-30', basis: '无', repairDays: 0 };
    const refused = valueOf(await setRules({ ...bad, from: '2026-02-01' }), 'setLoopRules') as {
      problems: { code: string; field: string }[];
    };
    expect(refused.problems.map(({ code, field }) => [code, field])).toEqual([
      ['DIVISION_UNKNOWN', 'division'],
      ['FIELD_MISSING', 'basis'],
      ['QUANTITY_FORMAT', 'rules.repairDays'],
    ]);
    expect(errorCodes(await setRules({ ...given, division: '320100' }))).toEqual(['OUT_OF_SCOPE']);
  });

  it('should follow open loops anew after the rules changed', async () => {
    await run('loops.refold', NOW);
    expect(await listing()).toMatchObject({ dueOn: null, dueNote: 'NOT_NOTIFIED' });
    const id = (await listing())?.id ?? '';
    await step(api, 'serveNotice', id, {
      noticeNo: 'N-1',
      channel: 'LETTER',
      at: '2026-11-23T02:00:00.000Z',
    });
    expect(await listing()).toMatchObject({ state: 'NOTIFIED', dueOn: '2026-12-03', dueNote: null });
  });

  it('should remind once when the day is near', async () => {
    await run('loops.notices', '2026-11-28T22:15:00.000Z');
    expect(await api.test.owner.query(REMINDERS)).toEqual([]);
    for (let twice = 0; twice < 2; twice += 1) await run('loops.notices', '2026-11-30T22:15:00.000Z');
    expect(await api.test.owner.query(REMINDERS)).toEqual([
      { kind: 'REPAIR_DUE', state: 'DELIVERED', attempts: 1, due_on: '2026-12-03' },
    ]);
  });

  it('should show the bureau what became of its reminders', async () => {
    const query = `query ($listing: ID, $state: ReminderState, $division: String) {
      loopReminders(listing: $listing, state: $state, division: $division) {
        edges { node { listing plateNumber kind state attempts dueOn division settledAt } } } }`;
    const ask = (variables: object, as: 'ECOLOGY_BUREAU' | 'TRAFFIC_POLICE' = 'ECOLOGY_BUREAU') =>
      api.ask(query, { as, variables: { ...variables } });
    const { id } = (await listing()) ?? { id: '' };
    const node = { listing: id, plateNumber: '沪A00001', kind: 'REPAIR_DUE', state: 'DELIVERED' };
    expect(valueOf(await ask({ listing: id }), 'loopReminders')).toMatchObject({
      edges: [{ node: { ...node, attempts: 1, dueOn: '2026-12-03', settledAt: '2026-11-30T22:15:00.000Z' } }],
    });
    expect(valueOf(await ask({ state: 'PENDING' }), 'loopReminders')).toMatchObject({ edges: [] });
    expect(valueOf(await ask({ division: '340000' }), 'loopReminders')).toMatchObject({ edges: [] });
    expect(errorCodes(await ask({}, 'TRAFFIC_POLICE'))).toEqual(['FORBIDDEN']);
  });

  it('should find a vehicle late after its last day, once, and show it at the roadside', async () => {
    const codes = async () => (await roadside(api, '沪A00001')).reasons.map(({ code }) => code);
    await run('loops.overdue', '2026-12-03T15:59:00.000Z');
    expect((await listing())?.state).toBe('NOTIFIED');
    for (let twice = 0; twice < 2; twice += 1) await run('loops.overdue', '2026-12-03T16:10:00.000Z');
    expect(await listing()).toMatchObject({ state: 'OVERDUE', overdueSince: '2026-12-04' });
    expect(await api.test.owner.query(CLEAR)).toHaveLength(1);
    const report = await rebuildProjection(api.test.owner, new VehicleProjection(VEHICLE_EXTENSIONS), {
      apply: false,
      onProgress: () => undefined,
    });
    expect(Object.values(report.differing).filter((count) => count > 0)).toEqual([]);
    expect(await codes()).toEqual(expect.arrayContaining(['OVER_LIMIT_LISTED']));
  });

  it('should still let a late vehicle be repaired', async () => {
    const vehicle = { vin: vinOf(1), plateNumber: '沪A00001' };
    const input = repairRecord('2026-11-23T02:00:00.000Z', '2026-11-23T03:00:00.000Z');
    const done = await repair(api, 'completeRepair', { stationCode: '310115-M0001', vehicle, input });
    expect(done.problems ?? []).toEqual([]);
    await run('loops.notices', '2026-12-05T22:15:00.000Z');
    expect(await api.test.owner.query(REMINDERS)).toHaveLength(1);
  });
});
