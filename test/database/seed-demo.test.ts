import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { demoVehicles } from '../../seeds/demo/generator.js';
import { seedDemo } from '../../seeds/demo/seed-demo.js';
import type { SeedDemoCounts } from '../../seeds/demo/seed-demo.js';
import type { Fact } from '../../src/domain/sync/fact.js';
import { FactIngestService } from '../../src/features/registry/fact-ingest.service.js';
import { registerVehiclePayloads } from '../../src/features/registry/vehicle.payloads.js';
import { VehicleProjection } from '../../src/features/registry/vehicle.projection.js';
import { statement } from '../../src/platform/database/statement.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import { PayloadRegistry } from '../../src/platform/facts/payloads.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const VEHICLES = 1_500;
const NOW = '2026-11-23T08:00:00.000Z';

describe('seeding the demonstration', () => {
  let test: TestDatabase;
  let ingest: (facts: Fact[]) => Promise<unknown>;
  const seed = (changes: Partial<Parameters<typeof seedDemo>[0]> = {}): Promise<SeedDemoCounts> =>
    seedDemo({
      database: test.database,
      ingest,
      vehicles: VEHICLES,
      now: NOW,
      onProgress: () => undefined,
      ...changes,
    });
  const asked = <R extends object>(sql: string): Promise<R[]> => test.owner.query<R>(statement('t', sql));
  const counted = async (): Promise<object | undefined> =>
    (
      await asked(`SELECT (SELECT count(*) FROM fact) AS facts, (SELECT count(DISTINCT id) FROM fact) AS ids,
        (SELECT count(*) FROM vehicle) AS vehicles`)
    )[0];
  const neverAsked = (): Promise<never> => Promise.reject(new Error('asked to ingest'));

  beforeEach(async () => {
    test = await createTestDatabase();
    const payloads = new PayloadRegistry();
    registerVehiclePayloads(payloads);
    const service = new FactIngestService(
      test.database,
      new FactStore(payloads),
      new VehicleProjection(VEHICLE_EXTENSIONS),
    );
    ingest = (facts) => service.ingest(facts);
  });
  afterEach(() => test.close());

  it('should load every vehicle that can be registered and tell how far it is', async () => {
    const steps: number[] = [];
    const counts = await seed({ onProgress: (done) => steps.push(done) });
    const labels = [...demoVehicles(VEHICLES)].map(({ label }) => label);
    expect(counts).toEqual({
      loaded: VEHICLES,
      flagged: labels.filter((label) => label === 'FLAGGED').length,
      refused: labels.filter((label) => label === 'REFUSED').length,
    });
    expect(await counted()).toMatchObject({ vehicles: VEHICLES });
    expect(steps.at(-1)).toBe(VEHICLES);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
  });

  it('should do nothing the second time but hear of the provinces again, and go on when more are asked for', async () => {
    const counts = await seed();
    const later = '2026-11-24T08:00:00.000Z';
    expect(await seed({ ingest: neverAsked, now: later })).toEqual(counts);
    expect(await seed({ ingest: neverAsked, vehicles: 100, now: NOW })).toEqual(counts);
    const heard = await asked<{ site: string; heard_at: string }>('SELECT * FROM site_source ORDER BY site');
    expect(heard.map(({ site }) => site)).toEqual(['310000', '320000', '330000', '340000']);
    expect(new Set(heard.map(({ heard_at }) => heard_at))).toEqual(new Set([later]));
    expect(await seed({ vehicles: VEHICLES + 100 })).toMatchObject({ loaded: VEHICLES + 100 });
    expect(await counted()).toMatchObject({ vehicles: VEHICLES + 100 });
  });

  it('should go on where it was interrupted and end with the same facts', async () => {
    let batches = 0;
    const dies = (facts: Fact[]): Promise<unknown> =>
      ++batches > 1 ? Promise.reject(new Error('killed')) : ingest(facts);
    await expect(seed({ ingest: dies })).rejects.toThrow('killed');
    expect(await asked('SELECT done_at FROM seed_state')).toEqual([{ done_at: null }]);
    const given: string[] = [];
    const watched = (facts: Fact[]): Promise<unknown> => {
      given.push(...facts.map(({ id }) => id));
      return ingest(facts);
    };
    const before = new Set((await asked<{ id: string }>('SELECT id FROM fact')).map(({ id }) => id));
    expect(before.size).toBeGreaterThan(0);
    await seed({ ingest: watched });
    expect(given.filter((id) => before.has(id))).toEqual([]);
    const [found] = await asked<{ facts: number; ids: number }>(
      'SELECT count(*) AS facts, count(DISTINCT id) AS ids FROM fact',
    );
    expect(found).toEqual({ facts: before.size + given.length, ids: before.size + given.length });
    expect(await counted()).toMatchObject({ vehicles: VEHICLES });
  });

  it('should refuse to mix two makes of the data', async () => {
    await asked(
      `INSERT INTO seed_state VALUES ('demo', '{"make": "of another version", "loaded": 0}', NULL)`,
    );
    await expect(seed()).rejects.toThrow(/another version/);
    expect(await counted()).toMatchObject({ facts: 0 });
  });
});
