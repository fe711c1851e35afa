import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fact } from '../../src/domain/sync/fact.js';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import { VehicleProjection } from '../../src/features/registry/vehicle.projection.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { statement } from '../../src/platform/database/statement.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
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

describe('writers of the registry who meet', () => {
  let test: TestDatabase;
  let registry: Registry;

  beforeAll(async () => {
    test = await createTestDatabase();
    registry = registryOn(test.database);
  });
  afterAll(() => test.close());

  const rows = <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
    test.owner.query<R>(statement('t', sql), values);

  async function counts(): Promise<{ facts: number; audits: number; keys: number }> {
    const [row] = await rows<{ facts: number; audits: number; keys: number }>(
      `SELECT (SELECT count(*) FROM fact)::int AS facts, (SELECT count(*) FROM audit_entry)::int AS audits,
        (SELECT count(*) FROM idempotency_key)::int AS keys`,
    );
    return row ?? { facts: -1, audits: -1, keys: -1 };
  }

  async function register(n: number, changes = {}): Promise<string> {
    const outcome = await registry.registrations.registerVehicle(requestBy(), truck(n, changes), newKey());
    expect(outcome.problems).toEqual([]);
    return outcome.vehicle?.id ?? '';
  }

  describe('two at the same time', () => {
    it.each([
      ['VIN', (n: number) => truck(210 + n, { vin: vinOf(200) }), 'VIN_ALREADY_REGISTERED vin'],
      ['plate', (n: number) => truck(220 + n, { plate: plateOf(200) }), 'PLATE_IN_USE plate'],
    ])('should let exactly one have a %s', async (_, input, code) => {
      const outcomes = await Promise.all(
        [0, 1, 2, 3, 4, 5].map((n) =>
          registry.registrations.registerVehicle(requestBy(), input(n), newKey()),
        ),
      );
      expect(outcomes.filter(({ vehicle }) => vehicle !== null)).toHaveLength(1);
      const winner = outcomes.find(({ vehicle }) => vehicle !== null)?.vehicle?.id;
      for (const outcome of outcomes.filter(({ vehicle }) => vehicle === null)) {
        expect(codesOf(outcome)).toEqual([code]);
        expect(outcome.existingVehicleId).toBe(winner);
      }
    });

    it('should give a plate that both re-plates want to one of them', async () => {
      const ids = [await register(230), await register(231)];
      const outcomes = await Promise.all(
        ids.map((id) =>
          registry.events.replate(requestBy(), {
            idempotencyKey: newKey(),
            vehicle: { id },
            input: { plate: plateOf(239), on: '2026-11-01' },
          }),
        ),
      );
      expect(outcomes.map(codesOf).sort((a, b) => a.length - b.length)).toEqual([[], ['PLATE_IN_USE plate']]);
    });

    it('should not lose one of two changes of one vehicle', async () => {
      const id = await register(240);
      await Promise.all([
        ...['A-1', 'A-2', 'A-3'].map((reference) =>
          registry.events.addStageEvidence(requestBy(), {
            idempotencyKey: newKey(),
            vehicle: { id },
            input: { source: 'TYPE_APPROVAL', stage: 'G4', reference },
          }),
        ),
        registry.events.scrap(requestBy(), {
          idempotencyKey: newKey(),
          vehicle: { id },
          input: { status: 'M', on: '2026-11-01' },
        }),
      ]);
      const [row] = await rows('SELECT status, scrapped_on FROM vehicle WHERE id = $1', [id]);
      expect(row).toEqual({ status: 'M', scrapped_on: '2026-11-01' });
      expect(await rows('SELECT id FROM fact WHERE subject = $1', [id])).toHaveLength(5);
    });
  });

  describe('a unit of work that fails', () => {
    it('should leave no fact, no audit line and no key behind', async () => {
      class FailingProjection extends VehicleProjection {
        override async project(...given: Parameters<VehicleProjection['project']>): Promise<void> {
          await super.project(...given);
          throw new Error('planted');
        }
      }
      const failing = registryOn(test.database, '320000', new FailingProjection(VEHICLE_EXTENSIONS));
      const before = await counts();
      const key = newKey();
      const context = requestBy();
      await expect(failing.registrations.registerVehicle(context, truck(300), key)).rejects.toThrow(
        'planted',
      );
      expect(await counts()).toEqual(before);
      expect(await rows('SELECT id FROM vehicle WHERE vin = $1', [vinOf(300)])).toEqual([]);
      const again = await registry.registrations.registerVehicle(context, truck(300), key);
      expect(again.problems).toEqual([]);
    });

    it('should name what the database refused when a writer got past the locks', async () => {
      const id = await register(301);
      const other = await register(302);
      await rows(`UPDATE vehicle_plate SET valid_to = '2026-01-01' WHERE vehicle_id = $1`, [id]);
      await rows(`UPDATE vehicle_plate SET number = '苏A00301' WHERE vehicle_id = $1`, [other]);
      const outcome = await registry.events.addStageEvidence(requestBy(), {
        idempotencyKey: newKey(),
        vehicle: { id },
        input: { source: 'DISCLOSURE', stage: 'G4', reference: 'D-1' },
      });
      expect(codesOf(outcome)).toEqual(['PLATE_IN_USE plate']);
      expect(await rows('SELECT id FROM fact WHERE subject = $1', [id])).toHaveLength(1);
    });
  });

  describe('facts of other sites', () => {
    const registered = (n: number, site: Fact['site'], changes = {}): Fact => {
      const { plate, occurredAt: _, frameNo: __, ...fields } = truck(n, changes);
      return {
        id: uuidV7(),
        site,
        kind: 'vehicle.registered',
        version: 1,
        subjectType: 'vehicle',
        subject: vehicleIdOfVin(vinOf(n), sha256),
        occurredAt: '2026-01-01T00:00:00.000Z',
        recordedAt: '2026-01-01T00:00:00.000Z',
        payload: {
          frameNo: null,
          lengthMm: null,
          engineNo: null,
          ratedPowerW: null,
          retrofit: null,
          warnings: [],
          ...fields,
          plate: { ...plate, colorSystem: 'INTERNAL', colorRaw: 'YELLOW' },
        },
        supersedes: null,
      };
    };

    it('should be taken in once, however often they come', async () => {
      const facts = [registered(400, '330000'), registered(401, '340000')];
      expect(await registry.ingest.ingest([...facts, ...facts])).toBe(2);
      expect(await registry.ingest.ingest(facts)).toBe(0);
      expect(
        await rows('SELECT site FROM vehicle WHERE vin = ANY ($1) ORDER BY site', [[vinOf(400), vinOf(401)]]),
      ).toEqual([{ site: '330000' }, { site: '340000' }]);
      const [first] = facts;
      await expect(
        registry.ingest.ingest(
          first === undefined ? [] : [{ ...first, occurredAt: '2026-01-02T00:00:00.000Z' }],
        ),
      ).rejects.toThrow('another content');
    });

    it('should meet ours about the same VIN on one vehicle, with a warning', async () => {
      await registry.ingest.ingest([registered(410, '330000', { plate: plateOf(411) })]);
      const outcome = await registry.registrations.registerVehicle(requestBy(), truck(410), newKey());
      expect(outcome.vehicle?.id).toBe(vehicleIdOfVin(vinOf(410), sha256));
      expect(outcome.warnings).toContain('VIN_REGISTERED_ELSEWHERE');
      expect(outcome.vehicle?.flags).toContain('MULTIPLE_REGISTRATIONS');
    });

    it('should not keep ours from a plate, but warn', async () => {
      await registry.ingest.ingest([registered(420, '330000')]);
      const outcome = await registry.registrations.registerVehicle(
        requestBy(),
        truck(421, { plate: plateOf(420) }),
        newKey(),
      );
      expect(outcome.warnings).toContain('PLATE_IN_USE_ELSEWHERE');
    });

    it('should be corrected by nobody but their author', async () => {
      await registry.ingest.ingest([registered(430, '330000')]);
      const outcome = await registry.corrections.correct(requestBy(), {
        idempotencyKey: newKey(),
        vehicle: { vin: vinOf(430) },
        changes: { massKg: 24_000 },
        reason: 'wrong mass',
      });
      expect(codesOf(outcome)).toEqual(['NOT_YOUR_RECORD vehicle']);
    });
  });
});
