import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openServices } from '../../src/apps/process/services.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import { MaintenanceModule } from '../../src/features/maintenance/index.js';
import { loopProcessors } from '../../src/features/maintenance/maintenance.worker.module.js';
import { VehicleProjection } from '../../src/features/registry/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { parseGlobalId } from '../../src/platform/graphql/relay.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { openListings, putEvidence, reportFact, step } from '../support/loop-requests.js';
import { vinOf } from '../support/registry-fixture.js';
import {
  passage,
  reasonsAtRoadside,
  sendRemote,
  setLoopRules,
  type EvidenceAnswer,
} from '../support/sensing-requests.js';
import { fileStation, inspectionStation } from '../support/station-requests.js';
import { registered, truck, valueOf } from '../support/vehicle-requests.js';

const outcomes = ({ rows }: EvidenceAnswer): readonly string[] => rows.map(({ status }) => status);
const notCounted = ({ rows }: EvidenceAnswer): readonly (string | null)[] =>
  rows.map((row) => row.notCounted?.code ?? null);

const REMINDERS = statement(
  'test_reminders_of',
  'SELECT kind, state FROM loop_reminder WHERE vehicle_id = $1 ORDER BY kind',
);
const OPACITY = [{ pollutant: 'OPACITY', value: '35.0' }];
const CLEAN = [{ pollutant: 'OPACITY', value: '12.5' }];
const NO = [{ pollutant: 'NO', value: '1800' }];

describe('remote sensing by the rule of HJ 845-2017', () => {
  let api: TestApi;
  const ids = new Map<number, string>();

  const reasonCodes = async (n: number): Promise<readonly string[]> =>
    (await reasonsAtRoadside(api, n)).map(({ code }) => code).filter((code) => code !== 'G3_DIESEL_TRUCK');
  const stateOf = async (n: number): Promise<string> => {
    const answer = await api.ask(
      `query ($id: ID!) { vehicleTimeline(id: $id) { state entries { kind stateAfter } } }`,
      { as: 'ECOLOGY_BUREAU', variables: { id: ids.get(n) } },
    );
    return (valueOf(answer, 'vehicleTimeline') as { state: string }).state;
  };
  const isListed = async (n: number): Promise<boolean> =>
    (await openListings(api)).some(({ vehicleId }) => vehicleId === ids.get(n));

  const runJob = async (name: string): Promise<void> => {
    const services = await openServices(api.parts, [MaintenanceModule]);
    const { database, facts, clock } = api.parts;
    const job = loopProcessors(services, { database, facts, clock }).find((one) => one.name === name);
    await job?.handle({}, { isLastAttempt: true, progress: () => Promise.resolve() });
    await services.close();
  };

  beforeAll(async () => {
    api = await startTestApi();
    for (let n = 1; n <= 12; n += 1) ids.set(n, (await registered(api, truck(n))).id);
  });
  afterAll(() => api.close());

  it.each([
    ['44: opacity, then NO', 1, [OPACITY, NO], ['2026-08-01T02:00', '2026-09-01T02:00'], false],
    [
      '45: a clean passage between',
      2,
      [OPACITY, CLEAN, OPACITY],
      ['2026-06-01T02:00', '2026-07-01T02:00', '2026-08-01T02:00'],
      false,
    ],
    [
      '47: twice in three minutes at one site',
      3,
      [OPACITY, OPACITY],
      ['2026-09-01T02:00', '2026-09-01T02:03'],
      false,
    ],
    ['49: once only', 4, [OPACITY], ['2026-05-23T04:05'], false],
    ['twice within six months', 5, [OPACITY, OPACITY], ['2026-09-01T02:00', '2026-10-01T02:00'], true],
    [
      'twice, more than six months apart',
      6,
      [OPACITY, OPACITY],
      ['2026-01-01T02:00', '2026-08-01T02:00'],
      false,
    ],
  ])('case %s', async (_case, n, readings, moments, listed) => {
    const rules = {
      division: '310000',
      from: '2026-01-01',
      basis: '沪环规〔2026〕1号',
      remoteMinGapMinutes: 10,
    };
    await setLoopRules(api, rules);
    const rows = moments.map((at, index) => passage(n, `${at}:00.000Z`, { readings: readings[index] }));
    expect(outcomes(await sendRemote(api, rows))).toEqual(rows.map(() => 'ACCEPTED'));
    expect(await isListed(n)).toBe(listed);
    expect(await reasonCodes(n)).toEqual([listed ? 'OVER_LIMIT_LISTED' : 'RS_SINGLE_EXCEED']);
    expect(await stateOf(n)).toBe(listed ? 'LISTED' : 'SUSPECT');
  });

  it('should let a suspicion run out six calendar months later, to the moment, without anybody doing anything', async () => {
    const now = api.clock.at;
    api.clock.at = '2026-11-23T04:05:00.000Z';
    expect(await reasonCodes(4)).toEqual(['RS_SINGLE_EXCEED']);
    api.clock.at = '2026-11-23T04:05:00.001Z';
    expect(await reasonCodes(4)).toEqual([]);
    expect(await stateOf(4)).toBe('NONE');
    const answer = await api.ask(
      `query ($id: ID!) { vehicle(id: $id) { vehicle { reasons { code } } } vehicles(filter: { reason: RS_SINGLE_EXCEED }) { edges { node { id } } totalCount } }`,
      { as: 'ECOLOGY_BUREAU', variables: { id: ids.get(4) } },
    );
    const { vehicle } = valueOf(answer, 'vehicle') as { vehicle: { reasons: { code: string }[] } };
    expect(vehicle.reasons.map(({ code }) => code)).not.toContain('RS_SINGLE_EXCEED');
    const { edges, totalCount } = valueOf(answer, 'vehicles') as {
      edges: { node: { id: string } }[];
      totalCount: number;
    };
    expect(edges.map(({ node }) => node.id)).not.toContain(ids.get(4));
    expect(totalCount).toBe(edges.length);
    const then = await api.ask(
      `query ($id: ID!) { vehicle(id: $id, asOf: "2026-11-23T04:00:00Z") { vehicle { reasons { code } } } }`,
      { as: 'ECOLOGY_BUREAU', variables: { id: ids.get(4) } },
    );
    const former = valueOf(then, 'vehicle') as { vehicle: { reasons: { code: string }[] } };
    expect(former.vehicle.reasons.map(({ code }) => code)).toContain('RS_SINGLE_EXCEED');
    api.clock.at = now;
  });

  it('case 50: should set a passage aside whose image shows another vehicle, and list nobody for it', async () => {
    const first = await sendRemote(api, [
      passage(7, '2026-09-01T02:00:00.000Z', { imageVehicleType: 'K33' }),
      passage(7, '2026-10-01T02:00:00.000Z', { imageVehicleType: 'K3' }),
    ]);
    expect(notCounted(first)).toEqual(['PLATE_CLONE_SUSPECTED', 'PLATE_CLONE_SUSPECTED']);
    expect([await reasonCodes(7), await isListed(7), await stateOf(7)]).toEqual([[], false, 'NONE']);
    const answer = await api.ask(
      '{ remoteSensingRecords(notCounted: PLATE_CLONE_SUSPECTED) { edges { node { vehicleId imageVehicleType } } } }',
      { as: 'ECOLOGY_BUREAU' },
    );
    const { edges } = valueOf(answer, 'remoteSensingRecords') as { edges: { node: object }[] };
    expect(edges.map(({ node }) => node)).toEqual([
      { vehicleId: ids.get(7), imageVehicleType: 'K3' },
      { vehicleId: ids.get(7), imageVehicleType: 'K33' },
    ]);
  });

  it('case 50: should withdraw a listing when it comes out later that the plate is a clone', async () => {
    await sendRemote(api, [passage(8, '2026-09-01T02:00:00.000Z'), passage(8, '2026-10-01T02:00:00.000Z')]);
    const listing = (await openListings(api)).find(({ vehicleId }) => vehicleId === ids.get(8));
    const input = { reason: 'CLONED_PLATE', basis: '浦公交〔2026〕77号' };
    const withdrawn = await step(api, 'withdrawListing', listing?.id ?? '', input);
    expect(withdrawn.listing?.state).toBe('WITHDRAWN');
    expect([await isListed(8), await stateOf(8)]).toEqual([false, 'WITHDRAWN']);
  });

  it('should not clear a listing by a clean passage, and end a run by a passed test where the city says so', async () => {
    await sendRemote(api, [passage(5, '2026-11-01T02:00:00.000Z', { readings: CLEAN })]);
    expect(await isListed(5)).toBe(true);
    await fileStation(api, inspectionStation(1));
    const rules = { division: '310000', from: '2026-01-01', basis: '沪环规〔2026〕2号', resetOnPass: true };
    await setLoopRules(api, rules);
    await sendRemote(api, [passage(9, '2026-08-01T02:00:00.000Z')]);
    await putEvidence(api, [
      reportFact(vinOf(9), '2026-09-01T02:00:00.000Z', { station: '310115-I0001', result: 'PASS' }),
    ]);
    await sendRemote(api, [passage(9, '2026-10-01T02:00:00.000Z')]);
    expect([await isListed(9), await reasonCodes(9)]).toEqual([false, ['RS_SINGLE_EXCEED']]);
  });

  it('should remind of a first exceedance once, and of none that has run out or become a listing', async () => {
    const remindersOf = async (n: number): Promise<readonly string[]> => {
      const vehicle = parseGlobalId(ids.get(n) ?? '', 'Vehicle');
      const rows = await api.test.database.query<{ kind: string; state: string }>(REMINDERS, [vehicle]);
      return rows.map(({ kind, state }) => `${kind} ${state}`);
    };
    await runJob('loops.notices');
    await runJob('loops.notices');
    expect(await remindersOf(1)).toEqual(['FIRST_EXCEEDANCE DELIVERED']);
    expect([await remindersOf(5), await remindersOf(7)]).toEqual([[], []]);
  });

  it('should be followed anew when the rules change, and come out the same when all is made anew from the facts', async () => {
    await runJob('loops.refold');
    const report = await rebuildProjection(api.test.owner, new VehicleProjection(VEHICLE_EXTENSIONS), {
      apply: false,
      onProgress: () => undefined,
    });
    expect(Object.keys(report.differing)).toContain('remote_sensing_record');
    expect(Object.values(report.differing).filter((count) => count > 0)).toEqual([]);
  });
});
