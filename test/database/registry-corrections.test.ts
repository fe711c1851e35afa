import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { VehicleState } from '../../src/domain/vehicle/vehicle-state.js';
import type { VehicleCorrection } from '../../src/domain/vehicle/vehicle-correction.js';
import type { WriteOutcome } from '../../src/features/registry/write-outcome.js';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import { statement } from '../../src/platform/database/statement.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import {
  codesOf,
  newKey,
  plateOf,
  registryOn,
  requestBy,
  truck,
  vinOf,
  type Registry,
} from '../support/registry.js';

describe('corrections of a registration', () => {
  let test: TestDatabase;
  let registry: Registry;
  let next = 1;

  beforeAll(async () => {
    test = await createTestDatabase();
    registry = registryOn(test.database);
  });
  afterAll(() => test.close());

  const rows = <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
    test.owner.query<R>(statement('t', sql), values);

  /** A registered truck of its own for one test. */
  async function registered(changes = {}): Promise<{ n: number; state: VehicleState }> {
    next += 10;
    const { vehicle, problems } = await registry.registrations.registerVehicle(
      requestBy(),
      truck(next, changes),
      newKey(),
    );
    if (vehicle === null) throw new Error(JSON.stringify(problems));
    return { n: next, state: vehicle };
  }

  const to = (id: string) => ({ idempotencyKey: newKey(), vehicle: { id } });

  describe('correcting', () => {
    const correct = (
      state: VehicleState,
      changes: VehicleCorrection,
      more: { expectedFact?: string; context?: RequestContext; reason?: string } = {},
    ): Promise<WriteOutcome> => {
      const { context = requestBy(), reason = 'misread', ...rest } = more;
      return registry.corrections.correct(context, { ...to(state.id), changes, reason, ...rest });
    };

    it('should supersede the registration and keep when it happened', async () => {
      const { state } = await registered();
      const context = requestBy('ECOLOGY_BUREAU', '320000', '2026-11-24T00:00:00.000Z');
      const { vehicle } = await correct(state, { massKg: 24_000, engineNo: 'E-1' }, { context });
      expect(vehicle).toMatchObject({ massKg: 24_000, engineNo: 'E-1', vin: state.vin, setAside: [] });
      const facts = await rows(
        'SELECT id, supersedes, occurred_at, recorded_at FROM fact WHERE subject = $1 ORDER BY recorded_at',
        [state.id],
      );
      expect(facts).toEqual([
        {
          id: state.registrationFact,
          supersedes: null,
          occurred_at: '2026-11-23T04:00:00.000Z',
          recorded_at: '2026-11-23T04:00:00.000Z',
        },
        {
          id: vehicle?.registrationFact,
          supersedes: state.registrationFact,
          occurred_at: '2026-11-23T04:00:00.000Z',
          recorded_at: '2026-11-24T00:00:00.000Z',
        },
      ]);
      const [audit] = await rows<{ detail: object }>(
        `SELECT detail FROM audit_entry WHERE action = 'vehicle.correct' ORDER BY id DESC LIMIT 1`,
      );
      expect(audit?.detail).toEqual({
        reason: 'misread',
        fields: ['massKg', 'engineNo'],
        factId: vehicle?.registrationFact,
      });
    });

    it.each<[string, VehicleCorrection, string[]]>([
      ['what is so already', { massKg: 25_000 }, ['NO_CHANGE']],
      ['nothing', {}, ['NO_CHANGE']],
      ['a broken VIN', { vin: 'LZZ5ELNB1CN999999' }, ['VIN_CHECK vin']],
      ['a cleared division', { division: null }, ['FIELD_MISSING division']],
      [
        'a plate of another colour',
        { plate: { ...plateOf(9), color: 'BLUE' } },
        ['PLATE_COLOR_MISMATCH plate.color'],
      ],
      ['a code for a person', { ownerKind: 'PERSON' }, ['OWNER_USCC_FORBIDDEN ownerUscc']],
    ])('should refuse %s', async (_, changes, codes) => {
      const { state } = await registered();
      expect(codesOf(await correct(state, changes))).toEqual(codes);
      expect(await rows('SELECT id FROM fact WHERE subject = $1', [state.id])).toHaveLength(1);
    });

    it('should clear what is given as null', async () => {
      const { state } = await registered();
      const { vehicle } = await correct(state, { ownerKind: 'PERSON', ownerUscc: null, engineModel: null });
      expect(vehicle).toMatchObject({ ownerKind: 'PERSON', ownerUscc: null, engineModel: null });
    });

    it('should be STALE for who has seen an older registration', async () => {
      const { state } = await registered();
      const seen = { expectedFact: state.registrationFact };
      expect(codesOf(await correct(state, { massKg: 24_000 }, seen))).toEqual([]);
      expect(codesOf(await correct(state, { massKg: 23_000 }, seen))).toEqual(['STALE expectedFact']);
    });

    it('should not take the VIN or plate of another vehicle, and free what was given up', async () => {
      const one = await registered();
      const other = await registered();
      expect(codesOf(await correct(other.state, { vin: vinOf(one.n) }))).toEqual([
        'VIN_ALREADY_REGISTERED vin',
      ]);
      expect(codesOf(await correct(other.state, { plate: plateOf(one.n) }))).toEqual(['PLATE_IN_USE plate']);
      await correct(one.state, { vin: vinOf(one.n + 1), plate: plateOf(one.n + 1) });
      const { vehicle } = await correct(other.state, { vin: vinOf(one.n), plate: plateOf(one.n) });
      expect(vehicle).toMatchObject({ id: other.state.id, vin: vinOf(one.n) });
    });

    it('should give a freed VIN to a new vehicle under an id of its own', async () => {
      const { n, state } = await registered();
      await correct(state, { vin: vinOf(n + 1), plate: plateOf(n + 1) });
      const again = await registry.registrations.registerVehicle(requestBy(), truck(n), newKey());
      expect(again.problems).toEqual([]);
      expect(again.vehicle?.id).not.toBe(state.id);
      const third = await registry.registrations.registerVehicle(
        requestBy(),
        truck(n, { plate: plateOf(n + 2) }),
        newKey(),
      );
      expect([codesOf(third), third.existingVehicleId]).toEqual([
        ['VIN_ALREADY_REGISTERED vin'],
        again.vehicle?.id,
      ]);
    });

    it('should not push a first registration past what happened later', async () => {
      const { n, state } = await registered();
      await registry.events.replate(requestBy(), {
        ...to(state.id),
        input: { plate: plateOf(n + 1), on: '2016-01-01' },
      });
      const outcome = await correct(state, { firstRegisteredOn: '2017-01-01' });
      expect(codesOf(outcome)).toEqual(['TIME_ORDER firstRegisteredOn']);
    });

    it('should need a printable reason', async () => {
      const { state } = await registered();
      const outcome = await correct(state, { massKg: 24_000 }, { reason: 'x'.repeat(65) });
      expect(codesOf(outcome)).toEqual(['TEXT_FORMAT reason']);
    });
  });
});
