import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../src/apps/process/projections.js';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
import { statement } from '../../src/platform/database/statement.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import { stampAll } from '../../src/platform/facts/stamper.js';
import { verifyChains } from '../../src/platform/facts/verify.js';
import { KillableApi } from '../support/killable-api.js';
import { LoopPlay, STEPS, type Step } from '../support/loop-play.js';
import { vinOf } from '../support/registry-fixture.js';
import { fileStation, inspectionStation, repairStation } from '../support/station-requests.js';
import { registered, roadside, truck, valueOf, WITH_PURPOSE } from '../support/vehicle-requests.js';

const KINDS = [
  'inspection.field-checked',
  'inspection.reported',
  'loop.repair-started',
  'loop.repair-completed',
  'inspection.reported',
];
const FACTS = statement('test_loop_facts_of', 'SELECT count(*)::int AS count FROM fact WHERE subject = $1');
const LOCK = statement('test_loop_lock', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');
const WAITING = statement(
  'test_loop_waiting',
  `SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
);

/** What a loop has come to, whatever happened on the way: no times, no ids. */
interface EndState {
  readonly state: string;
  readonly cycle: number;
  readonly kinds: readonly string[];
  readonly closed: unknown;
  readonly roadside: boolean;
}

describe('one loop, played by four roles through the API as a process of its own', () => {
  let api: KillableApi;
  let trucks = 0;
  const subject = (n: number): string => vehicleIdOfVin(vinOf(n), sha256);
  const listedAtRoadside = async ({ plateNumber }: LoopPlay): Promise<boolean> =>
    (await roadside(api, plateNumber)).reasons.some(({ code }) => code === 'OVER_LIMIT_LISTED');
  const begin = async (): Promise<LoopPlay> => {
    trucks += 1;
    await registered(api, truck(trucks));
    return new LoopPlay(api, trucks);
  };
  const count = async (sql: typeof FACTS, values: readonly unknown[]): Promise<number> => {
    const [row] = await api.test.owner.query<{ count: number }>(sql, [...values]);
    return row?.count ?? 0;
  };
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 20_000; tries += 1) if (await isSo()) return;
    throw new Error('it never came about');
  };

  const endOf = async (play: LoopPlay): Promise<EndState> => {
    const asked = await api.ask('query ($vin: String!) { vehicle(vin: $vin) { vehicle { id } } }', {
      as: 'ECOLOGY_BUREAU',
      variables: { vin: vinOf(play.n) },
    });
    const { id } = (valueOf(asked, 'vehicle') as { vehicle: { id: string } }).vehicle;
    const query = `query ($id: ID!) { vehicleTimeline(id: $id) { state cycle entries { kind }
      closed { cycles repairStation inspectionStation readings { code before after } } } }`;
    const found = valueOf(
      await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { id }, headers: WITH_PURPOSE }),
      'vehicleTimeline',
    ) as Omit<EndState, 'kinds' | 'roadside'> & { entries: readonly { kind: string }[] };
    const { state, cycle, closed, entries } = found;
    const kinds = entries.map(({ kind }) => kind).filter((kind) => !kind.startsWith('vehicle.'));
    return { state, cycle, closed, kinds, roadside: await listedAtRoadside(play) };
  };
  const CLEARED = {
    state: 'CLEARED',
    cycle: 1,
    kinds: KINDS,
    closed: [
      {
        cycles: 1,
        repairStation: '310115-M0001',
        inspectionStation: '310115-I0001',
        readings: expect.any(Array),
      },
    ],
    roadside: false,
  };

  beforeAll(async () => {
    api = await KillableApi.open();
    await fileStation(api, inspectionStation(1));
    await fileStation(api, repairStation(1));
  }, 120_000);
  afterAll(() => api.close());

  it('should be closed in order, and be seen at the roadside as long as it is open', async () => {
    const play = await begin();
    const seen = [await listedAtRoadside(play)];
    for (const step of STEPS) {
      await play.take(step);
      seen.push(await listedAtRoadside(play));
    }
    expect(seen).toEqual([false, true, true, true, true, false]);
    expect(await endOf(play)).toEqual(CLEARED);
  });

  it.each<readonly Step[]>([
    ['find', 'fail', 'repair', 'takeIn', 'pass'],
    ['find', 'pass', 'fail', 'takeIn', 'repair'],
    ['pass', 'find', 'repair', 'takeIn', 'fail'],
    ['pass', 'fail', 'find', 'takeIn', 'repair'],
  ])('should come to the same end out of order: %s, %s, %s, %s, %s', async (...order) => {
    const play = await begin();
    for (const step of order) await play.take(step);
    expect(await endOf(play)).toEqual(CLEARED);
  });

  it('should come to the same end when every step is taken three times', async () => {
    const play = await begin();
    for (const step of STEPS) {
      const first = await play.take(step);
      expect(await play.take(step)).toEqual(first);
      await play.take(step, `${step}-again-of-truck-${play.n}`);
    }
    expect(await endOf(play)).toEqual(CLEARED);
  });

  it('should come to the same end when the process is killed between any two steps', async () => {
    const play = await begin();
    for (const step of STEPS) {
      await api.kill();
      await api.start();
      await play.take(step);
    }
    await api.kill();
    await api.start();
    expect(await endOf(play)).toEqual(CLEARED);
  }, 120_000);

  it('should write nothing of a step in which it is killed, and take it when it is repeated', async () => {
    const play = await begin();
    for (const step of STEPS) {
      const before = await count(FACTS, [subject(play.n)]);
      await api.test.owner.transaction(async (tx) => {
        await tx.query(LOCK, [`vehicle:${subject(play.n)}`]);
        const lost = play.take(step).catch(() => null);
        await until(async () => (await count(WAITING, [])) > 0);
        await api.kill();
        expect(await lost).toBeNull();
      });
      expect(await count(FACTS, [subject(play.n)])).toBe(before);
      await api.start();
      await play.take(step);
    }
    expect(await endOf(play)).toEqual(CLEARED);
  }, 120_000);

  it('should lose and double nothing when it is killed as soon as a step is written', async () => {
    const play = await begin();
    for (const step of STEPS) {
      const before = await count(FACTS, [subject(play.n)]);
      const answer = play.take(step).catch(() => null);
      await until(async () => (await count(FACTS, [subject(play.n)])) > before);
      await api.kill();
      await answer;
      await api.start();
      await play.take(step);
      expect(await count(FACTS, [subject(play.n)])).toBe(before + 1);
    }
    expect(await endOf(play)).toEqual(CLEARED);
  }, 120_000);

  it('should leave a chain that holds, and rows that follow from the facts', async () => {
    await stampAll(api.test.database, '310000');
    const [chain] = await verifyChains(api.test.database, () => undefined);
    expect(chain).toMatchObject({ broken: null, stray: null });
    for (const projection of PROJECTIONS.filter(({ subjectType }) => subjectType === 'vehicle')) {
      const onProgress = (): void => undefined;
      const report = await rebuildProjection(api.test.owner, projection, { apply: false, onProgress });
      expect(report.facts).toBeGreaterThan(KINDS.length);
      expect(report.examples).toEqual([]);
    }
  });
});
