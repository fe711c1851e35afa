import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldVehicle } from '../../src/domain/vehicle/fold.js';
import { STAGE_SOURCES } from '../../src/domain/vehicle/vehicle-facts.js';
import type { VehicleState } from '../../src/domain/vehicle/vehicle-state.js';
import { VehicleProjection } from '../../src/features/registry/vehicle.projection.js';
import { vehicleFactsOf } from '../../src/features/registry/vehicle.payloads.js';
import type { WriteOutcome } from '../../src/features/registry/write-outcome.js';
import { AppError } from '../../src/platform/errors/app-error.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { newKey, plateOf, registryOn, requestBy, truck, vinOf, type Registry } from '../support/registry.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const FEW = 4;
const DAYS = ['2014-03-01', '2015-06-01', '2018-01-01', '2021-01-01', '2026-11-23'];

/** Few vehicles, plates and days, so that the steps get in each other's way. */
const number = fc.integer({ min: 1, max: FEW });
const day = fc.constantFrom(...DAYS);
const RETROFIT = { kind: 'DPF', on: '2019-05-01', certificateNo: 'DPF-2019-0001' };
const early = fc.constantFrom(...DAYS.slice(0, 2));
const step = fc.oneof(
  fc.record({
    what: fc.constant('register' as const),
    vin: number,
    plate: number,
    day: early,
    fuel: fc.constantFrom('B', 'O', 'A'),
    isRetrofitted: fc.boolean(),
  }),
  fc.record({
    what: fc.constant('correct' as const),
    vehicle: number,
    vin: number,
    plate: number,
    stage: fc.constantFrom('G3', 'G5'),
  }),
  fc.record({ what: fc.constant('replate' as const), vehicle: number, plate: number, day }),
  fc.record({
    what: fc.constant('transfer' as const),
    vehicle: number,
    division: fc.constantFrom('320102', '320583', '320106', '320506', '330106'),
    day,
  }),
  fc.record({ what: fc.constant('scrap' as const), vehicle: number, day: fc.constant('2026-11-23') }),
  fc.record({
    what: fc.constant('evidence' as const),
    vehicle: number,
    source: fc.constantFrom(...STAGE_SOURCES),
    stage: fc.constantFrom('G3' as const, 'G5' as const, 'ZERO' as const),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A new moment at every call, an hour later each time. */
function clockFrom(start: string): () => string {
  let at = Date.parse(start);
  return () => new Date((at += 3_600_000)).toISOString();
}

describe('any sequence of use cases', () => {
  let test: TestDatabase;
  let registry: Registry;
  /** Each run has vehicles and plates of its own. */
  let base = 0;
  const projection = new VehicleProjection(VEHICLE_EXTENSIONS);
  const now = clockFrom('2026-11-23T00:00:00.000Z');

  beforeAll(async () => {
    test = await createTestDatabase();
    registry = registryOn(test.database);
  });
  afterAll(() => test.close());

  /** Runs one step; what the caller may not do counts as refused. */
  async function run(given: Step, ids: string[]): Promise<WriteOutcome | null> {
    const context = requestBy('ECOLOGY_BUREAU', '320000', now());
    const change = (n: number) => ({ idempotencyKey: newKey(), vehicle: { id: ids[n % ids.length] ?? '' } });
    if (given.what === 'register') {
      const { vin, plate, day: firstRegisteredOn, fuel, isRetrofitted } = given;
      const input = truck(base + vin, {
        plate: plateOf(base + plate),
        firstRegisteredOn,
        fuel,
        manufacturedOn: null,
        retrofit: isRetrofitted ? RETROFIT : null,
      });
      return registry.registrations.registerVehicle(context, input, newKey());
    }
    if (ids.length === 0) return null;
    switch (given.what) {
      case 'correct': {
        const { vin, plate, stage } = given;
        const changes = { vin: vinOf(base + vin), plate: plateOf(base + plate), emissionStage: stage };
        return registry.corrections.correct(context, { ...change(given.vehicle), changes, reason: 'test' });
      }
      case 'replate': {
        const input = { plate: plateOf(base + given.plate), on: given.day };
        return registry.events.replate(context, { ...change(given.vehicle), input });
      }
      case 'transfer': {
        const input = { division: given.division, ownerKind: 'PERSON', on: given.day };
        return registry.events.transfer(context, { ...change(given.vehicle), input });
      }
      case 'scrap':
        return registry.events.scrap(context, {
          ...change(given.vehicle),
          input: { status: 'E', on: given.day },
        });
      case 'evidence': {
        const input = { source: given.source, stage: given.stage, reference: given.what };
        return registry.events.addStageEvidence(context, { ...change(given.vehicle), input });
      }
    }
  }

  it('should leave tables that a rebuild finds no difference in, and a history that can be asked', async () => {
    const said: { readonly at: string; readonly state: VehicleState }[] = [];
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        base += 10;
        const ids: string[] = [];
        for (const one of steps) {
          const outcome = await run(one, ids).catch((error: unknown) => {
            if (!(error instanceof AppError) || error.code !== 'OUT_OF_SCOPE') throw error;
            return null;
          });
          if (outcome?.vehicle === null) refused += 1;
          if (outcome?.vehicle) {
            said.push({ at: outcome.vehicle.recordedAt, state: outcome.vehicle });
            if (!ids.includes(outcome.vehicle.id)) ids.push(outcome.vehicle.id);
          }
        }
        const options = { apply: false, onProgress: () => undefined };
        const report = await rebuildProjection(test.owner, projection, options);
        expect(report.examples).toEqual([]);
        expect(report.subjects).toBe(new Set(said.map(({ state }) => state.id)).size);
      }),
      { seed: 20261123, numRuns: 12 },
    );
    expect(refused).toBeGreaterThan(20);
    expect(said.length).toBeGreaterThan(50);
    const subjects = [...new Set(said.map(({ state }) => state.id))];
    const facts = await test.database.transaction((tx) => registry.store.load(tx, 'vehicle', subjects));
    for (const { at, state } of said) {
      expect(foldVehicle(vehicleFactsOf(facts.get(state.id) ?? []), at)).toEqual(state);
    }
  });

  it('should be seen by a rebuild when a row was changed by hand', async () => {
    await test.owner.query({ name: 'planted', text: `UPDATE vehicle SET stage = 'G0'` });
    const options = { apply: true, onProgress: () => undefined };
    const report = await rebuildProjection(test.owner, projection, options);
    expect(report.differing['vehicle']).toBeGreaterThan(0);
    expect(report.applied).toBe(true);
    const again = await rebuildProjection(test.owner, projection, { ...options, apply: false });
    expect(again.examples).toEqual([]);
  });
});
