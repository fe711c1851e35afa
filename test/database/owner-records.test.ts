import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OwnerReadService } from '../../src/features/registry/owner-read.service.js';
import { OwnerRecordsRepository } from '../../src/features/registry/owner-records.repository.js';
import { OwnerVault } from '../../src/features/registry/owner-vault.js';
import { VehicleProjection } from '../../src/features/registry/vehicle.projection.js';
import type { WriteOutcome } from '../../src/features/registry/write-outcome.js';
import { emptyLogs, OPEN_LOGS, stampAll } from '../../src/platform/facts/stamper.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { verifyChains } from '../../src/platform/facts/verify.js';
import { statement } from '../../src/platform/database/statement.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { CLEAR_TEXTS, PERSON } from '../support/owners.js';
import { codesOf, keyringOf, newKey, registryOn, requestBy, truck, vinOf } from '../support/registry.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const ADDRESS = '南京市玄武区测试花园路77弄8号901室';
const OWNER = { ...PERSON, address: ADDRESS };
const person = (n: number, changes: object = {}) =>
  truck(n, { ownerKind: 'PERSON', ownerUscc: null, ownerParticulars: OWNER, ...changes });
const WHY = { purpose: 'CASE_INVESTIGATION', reference: 'C-1' };
const records = new OwnerRecordsRepository();

describe('sealed particulars', () => {
  let test: TestDatabase;
  const rows = <R extends object>(sql: string, values: readonly unknown[] = []): Promise<R[]> =>
    test.owner.query<R>(statement('t', sql), values);

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  const idOf = ({ vehicle }: WriteOutcome): string => vehicle?.id ?? '';
  const register = async (
    n: number,
    keyring = keyringOf('k1'),
    changes: object = {},
  ): Promise<WriteOutcome> => {
    const registry = registryOn(test.database, '320000', new VehicleProjection(VEHICLE_EXTENSIONS), keyring);
    return registry.registrations.registerVehicle(requestBy(), person(n, changes), newKey());
  };
  /** The owner of a freshly registered vehicle, read by police who say why. */
  const read = async ({ vehicle }: WriteOutcome, keyring = keyringOf('k1')) => {
    if (vehicle === null) throw new Error('nothing was registered');
    const service = new OwnerReadService(test.database, records, new OwnerVault(keyring));
    const fields = ['name', 'phone', 'address', 'idNumber'] as const;
    const [answer] = await service.owners({ ...requestBy('TRAFFIC_POLICE'), ...WHY }, [{ vehicle, fields }]);
    return answer;
  };

  it('should come in with many registrations in one statement, and out whole', async () => {
    const registry = registryOn(test.database);
    const inputs = Array.from({ length: 300 }, (_, n) => person(1000 + n));
    const outcome = await registry.registrations.registerVehicles(requestBy(), inputs, newKey());
    expect(new Set(outcome.map(({ status }) => status))).toEqual(new Set(['REGISTERED']));
    const [count] = await rows(
      'SELECT count(*)::int AS n, count(DISTINCT o.vehicle_id)::int AS owners FROM personal_record p JOIN vehicle_owner o ON o.record = p.id',
    );
    expect(count).toEqual({ n: 300, owners: 300 });
    expect(await read(await register(1))).toMatchObject({
      name: OWNER.name,
      phone: OWNER.phone,
      address: ADDRESS,
    });
  });

  it('should be in no other table in clear, request and answer of a repeated call included', async () => {
    const registry = registryOn(test.database);
    const context = requestBy();
    const key = newKey();
    const first = await registry.registrations.registerVehicle(context, person(2), key);
    expect(await registry.registrations.registerVehicle(context, person(2), key)).toEqual(first);
    const other = { ...OWNER, phone: '13912345679' };
    await expect(
      registry.registrations.registerVehicle(context, person(2, { ownerParticulars: other }), key),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    const wanted = { idempotencyKey: newKey(), vehicle: { vin: vinOf(2) }, ownerParticulars: OWNER };
    await registry.owners.record(requestBy(), wanted);
    const bought = { division: '320102', ownerKind: 'PERSON', on: '2026-11-23', ownerParticulars: OWNER };
    await registry.events.transfer(requestBy(), {
      idempotencyKey: newKey(),
      vehicle: { vin: vinOf(2) },
      input: bought,
    });
    await read(first);
    const tables = await rows<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'public.fact',
        'public.audit_entry',
        'public.idempotency_key',
        'public.personal_record',
      ]),
    );
    const hexes = CLEAR_TEXTS.map((text) => Buffer.from(text, 'utf8').toString('hex'));
    for (const { name } of tables) {
      const found = await test.owner.query<{ row: string }>(
        {
          name: '',
          text: `SELECT t::text AS row FROM ${name} AS t WHERE EXISTS (SELECT FROM unnest($1::text[]) AS clear WHERE position(clear IN t::text) > 0)`,
        },
        [[...CLEAR_TEXTS, ...hexes]],
      );
      expect({ name, found }).toEqual({ name, found: [] });
    }
  });

  it('should be out of reach of the application but for sealing and erasing', async () => {
    await expect(test.database.query(statement('t', 'DELETE FROM personal_record'))).rejects.toThrow(
      'permission denied',
    );
    await expect(
      test.database.query(statement('t', 'UPDATE personal_record SET vehicle_id = id')),
    ).rejects.toThrow('permission denied');
  });

  it('should show what was exchanged under its seal as broken', async () => {
    const [mine, other] = [await register(3), await register(4)];
    const recordOf = (outcome: WriteOutcome): string => outcome.vehicle?.owner?.record ?? '';
    await rows(
      'UPDATE personal_record SET sealed = (SELECT sealed FROM personal_record WHERE id = $2) WHERE id = $1',
      [recordOf(mine), recordOf(other)],
    );
    await expect(read(mine)).rejects.toMatchObject({
      code: 'PERSON_DATA_BROKEN',
      params: { record: recordOf(mine) },
    });
    const vault = new OwnerVault(keyringOf('k1'));
    const [personal] = [{ name: '李调包', phone: null, address: null, idNumber: null }];
    const forged = vault.seal({ ownerKind: 'PERSON', organisationName: null, personal }, '2026-11-23', {
      id: recordOf(mine),
    });
    await rows('UPDATE personal_record SET sealed = $2 WHERE id = $1', [
      recordOf(mine),
      forged.record?.sealed,
    ]);
    await expect(read(mine)).rejects.toMatchObject({ code: 'PERSON_DATA_BROKEN' });
  });

  describe('erased', () => {
    it('should leave chains that hold and tables that a rebuild finds no difference in', async () => {
      await test.owner.query(statement('t', OPEN_LOGS), emptyLogs(['320000']));
      const registry = registryOn(test.database);
      const first = await register(20);
      const vehicle = { vin: vinOf(20) };
      await registry.owners.record(requestBy(), {
        idempotencyKey: newKey(),
        vehicle,
        ownerParticulars: { name: '改名者' },
      });
      const context = { ...requestBy(), purpose: 'DATA_SUBJECT_REQUEST', reference: 'R-1' };
      const order = { idempotencyKey: newKey(), vehicle, owners: 'ALL', basis: '苏个信〔2026〕1号' } as const;
      const erased = await registry.owners.erase(context, order);
      expect(codesOf(erased)).toEqual([]);
      expect(erased.vehicle?.owner).toMatchObject({ erased: true });
      expect(await registry.owners.erase(context, order)).toEqual(erased);
      const left = await rows(
        'SELECT sealed, key_id, name_hash, phone_hash, id_number_hash, erased_at FROM personal_record WHERE vehicle_id = $1',
        [idOf(first)],
      );
      const nothing = { sealed: null, key_id: null, name_hash: null, phone_hash: null, id_number_hash: null };
      expect(left).toEqual(Array(2).fill({ ...nothing, erased_at: context.now }));
      await expect(
        rows(
          `UPDATE personal_record SET erased_at = NULL, key_id = 'k1', sealed = '\\x00' WHERE vehicle_id = $1`,
          [idOf(first)],
        ),
      ).rejects.toThrow('stays erased');
      await stampAll(test.database, '320000');
      const reports = await verifyChains(test.database, () => undefined);
      expect(reports.filter(({ broken, stray }) => broken !== null || stray !== null)).toEqual([]);
      expect(reports.reduce((sum, { verified }) => sum + verified, 0)).toBeGreaterThan(4);
      const options = { apply: false, onProgress: () => undefined };
      expect(
        (await rebuildProjection(test.owner, new VehicleProjection(VEHICLE_EXTENSIONS), options)).examples,
      ).toEqual([]);
    });

    it('should be an owner of the own site, whose former record can go alone', async () => {
      await register(21);
      const registry = registryOn(test.database);
      const vehicle = { vin: vinOf(21) };
      await registry.owners.record(requestBy(), {
        idempotencyKey: newKey(),
        vehicle,
        ownerParticulars: { name: '留下者' },
      });
      const context = { ...requestBy(), purpose: 'DATA_SUBJECT_REQUEST', reference: 'R-2' };
      const order = { vehicle, owners: 'FORMER', basis: 'B-2' } as const;
      const elsewhere = registryOn(test.database, '330000');
      expect(codesOf(await elsewhere.owners.erase(context, { ...order, idempotencyKey: newKey() }))).toEqual([
        'NOT_YOUR_RECORD vehicle',
      ]);
      const erased = await registry.owners.erase(context, { ...order, idempotencyKey: newKey() });
      expect(erased.vehicle?.owner).toMatchObject({ erased: false });
      expect(await read(erased)).toMatchObject({ name: '留下者', erased: false });
    });
  });
});
