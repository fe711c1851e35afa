import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
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

describe('the write side of the registry', () => {
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

  describe('registering', () => {
    it('should write one fact, the projected rows and one audit line', async () => {
      const before = await counts();
      const context = requestBy();
      const input = truck(1, {
        emissionStage: '国三',
        firstRegisteredOn: '2010-03-01',
        manufacturedOn: null,
      });
      const { vehicle, problems } = await registry.registrations.registerVehicle(context, input, newKey());
      expect(problems).toEqual([]);
      expect(vehicle).toMatchObject({ id: vehicleIdOfVin(vinOf(1), sha256), stage: 'G3', g3List: true });
      expect(await counts()).toEqual({
        facts: before.facts + 1,
        audits: before.audits + 1,
        keys: before.keys + 1,
      });
      const id = vehicle?.id;
      expect(await rows('SELECT site, vin, stage, g3_list FROM vehicle WHERE id = $1', [id])).toEqual([
        { site: '320000', vin: vinOf(1), stage: 'G3', g3_list: true },
      ]);
      expect(
        await rows(
          'SELECT ordinal, number, type, valid_from, valid_to FROM vehicle_plate WHERE vehicle_id = $1',
          [id],
        ),
      ).toEqual([{ ordinal: 0, number: '苏A00001', type: '01', valid_from: '2010-03-01', valid_to: null }]);
      expect(await rows('SELECT code, clause FROM supervision_reason WHERE vehicle_id = $1', [id])).toEqual([
        { code: 'G3_DIESEL_TRUCK', clause: 'DELTA_PLAN_9_SHARED_LISTS' },
      ]);
      const [card] = await rows<{ card: string }>('SELECT card FROM roadside_card WHERE vehicle_id = $1', [
        id,
      ]);
      expect(JSON.parse(card?.card ?? '')).toMatchObject({ id, vin: vinOf(1), recordedAt: context.now });
      const [audit] = await rows(
        'SELECT account_id, action, purpose, request_id, subjects, detail FROM audit_entry ORDER BY id DESC LIMIT 1',
      );
      expect(audit).toEqual({
        account_id: context.actor?.accountId,
        action: 'vehicle.register',
        purpose: 'REGISTRATION',
        request_id: context.requestId,
        subjects: [id],
        detail: { registered: 1, refused: 0, duplicates: 0 },
      });
    });

    it('should put an unreadable fuel into the review queue, not out', async () => {
      const id = await register(2, {
        fuel: 'O',
        emissionStage: 'G3',
        firstRegisteredOn: '2010-03-01',
        manufacturedOn: null,
      });
      expect(
        await rows('SELECT code FROM review_item WHERE vehicle_id = $1 ORDER BY code', [id]),
      ).toContainEqual({
        code: 'FUEL_UNKNOWN',
      });
    });

    it('should judge every row of a call by itself and let the good ones in', async () => {
      const taken = await register(10);
      const inputs = [
        truck(11),
        truck(12, { vin: 'LZZ5ELNB1CN000012' }),
        truck(13, { vin: vinOf(11) }),
        truck(14, { plate: plateOf(11) }),
        truck(15, { vin: vinOf(10) }),
        truck(16, { plate: plateOf(10) }),
        truck(17, { division: '330102' }),
        truck(18, { firstRegisteredOn: '2014-02-30', fuel: '?' }),
        truck(19, { occurredAt: '2026-11-23T12:00:00.001+08:00' }),
        truck(20, { plate: { number: '苏A00020', type: '01', color: 'BLUE' } }),
        truck(21, { vin: null, frameNo: 'ABC1234' }),
        truck(22, { plate: plateOf(10, '02'), vehicleType: 'K33' }),
      ];
      const answer = await registry.registrations.registerVehicles(requestBy(), inputs, newKey());
      expect(answer.map(({ row }) => row)).toEqual(inputs.map((_, row) => row));
      expect(answer.map((row) => [row.status, ...codesOf(row)].join(' '))).toEqual([
        'REGISTERED',
        'REFUSED VIN_CHECK vin',
        'REFUSED VIN_ALREADY_REGISTERED vin',
        'REFUSED PLATE_IN_USE plate',
        'DUPLICATE VIN_ALREADY_REGISTERED vin',
        'DUPLICATE PLATE_IN_USE plate',
        'REFUSED OUT_OF_SCOPE division',
        'REFUSED DATE_IMPOSSIBLE firstRegisteredOn FUEL_UNKNOWN fuel',
        'REFUSED TIME_FUTURE occurredAt',
        'REFUSED PLATE_COLOR_MISMATCH plate.color',
        'REGISTERED',
        'REFUSED PLATE_COLOR_MISMATCH plate.color',
      ]);
      expect(answer[2]?.problems[0]?.params).toEqual({ row: 0 });
      expect(answer[4]?.vehicleId).toBe(taken);
      expect(answer[10]?.warnings).toContain('NO_VIN');
      expect(answer[10]?.vehicleId).toMatch(/^.{14}7/);
    });

    it('should refuse a call above the limit and tell the limit', async () => {
      const inputs = Array.from({ length: 1001 }, () => truck(1));
      await expect(
        registry.registrations.registerVehicles(requestBy(), inputs, newKey()),
      ).rejects.toMatchObject({ code: 'BATCH_TOO_LARGE', params: { value: 1001, maximum: 1000 } });
      expect(await registry.registrations.registerVehicles(requestBy(), [], newKey())).toEqual([]);
    });

    it('should name the row and field of a character that nothing can hold', async () => {
      const inputs = [truck(30), truck(31, { engineModel: 'W\u0000' })];
      await expect(
        registry.registrations.registerVehicles(requestBy(), inputs, newKey()),
      ).rejects.toMatchObject({ code: 'BAD_INPUT', field: '[1].engineModel', row: 1 });
    });

    it('should take a colour code that is not certain, but not a page of text', async () => {
      const plate = { ...plateOf(32), color: '93', colorSystem: 'JT697' };
      const { warnings } = await registry.registrations.registerVehicle(
        requestBy(),
        truck(32, { plate }),
        newKey(),
      );
      expect(warnings).toContain('PLATE_COLOR_UNSURE');
      const long = { ...plateOf(33), color: 'x'.repeat(65), colorSystem: 'ETC' };
      const outcome = await registry.registrations.registerVehicle(
        requestBy(),
        truck(33, { plate: long }),
        newKey(),
      );
      expect(codesOf(outcome)).toEqual(['TEXT_FORMAT plate.color']);
    });

    it('should take a thousand at once', async () => {
      const inputs = Array.from({ length: 1000 }, (_, n) => truck(50_000 + n));
      const answer = await registry.registrations.registerVehicles(requestBy(), inputs, newKey());
      expect(new Set(answer.map(({ status }) => status))).toEqual(new Set(['REGISTERED']));
    });

    it.each([
      ['a repair station', 'REPAIR_STATION'],
      ['the administrator', 'ADMINISTRATOR'],
    ] as const)('should be forbidden to %s', async (_, role) => {
      await expect(
        registry.registrations.registerVehicles(requestBy(role), [truck(1)], newKey()),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });
  });

  describe('a repeated call', () => {
    it('should get the same answer and write nothing more', async () => {
      const context = requestBy();
      const key = newKey();
      const first = await registry.registrations.registerVehicle(context, truck(100), key);
      const after = await counts();
      await registry.events.scrap(requestBy(), {
        idempotencyKey: newKey(),
        vehicle: { vin: vinOf(100) },
        input: { status: 'E', on: '2026-11-01' },
      });
      expect(await registry.registrations.registerVehicle(context, truck(100), key)).toEqual(first);
      expect(await counts()).toEqual({
        facts: after.facts + 1,
        audits: after.audits + 1,
        keys: after.keys + 1,
      });
    });

    it('should conflict when it asks for something else', async () => {
      const context = requestBy();
      const key = newKey();
      await registry.registrations.registerVehicle(context, truck(101), key);
      await expect(registry.registrations.registerVehicle(context, truck(102), key)).rejects.toMatchObject({
        code: 'IDEMPOTENCY_CONFLICT',
      });
      await expect(
        registry.events.scrap(context, {
          idempotencyKey: key,
          vehicle: { vin: vinOf(101) },
          input: { status: 'E', on: '2026-11-01' },
        }),
      ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    });

    it('should write once when two come at the same time', async () => {
      const context = requestBy();
      const key = newKey();
      const before = await counts();
      const answers = await Promise.all(
        [1, 2, 3].map(() => registry.registrations.registerVehicle(context, truck(103), key)),
      );
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
      expect((await counts()).facts).toBe(before.facts + 1);
    });
  });
});
