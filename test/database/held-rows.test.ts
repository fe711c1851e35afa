import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewHeldRow } from '../../src/features/review/held-row.js';
import { OwnerVault } from '../../src/features/registry/owner-vault.js';
import { HeldRowSeal } from '../../src/features/review/held-row-seal.js';
import { HeldRowRepository } from '../../src/features/review/held-row.repository.js';
import { HeldRows } from '../../src/features/review/held-rows.service.js';
import { SiteSettings } from '../../src/platform/config/site-settings.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { statement } from '../../src/platform/database/statement.js';
import { Keyring } from '../../src/platform/secrets/keyring.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { truck } from '../support/registry.js';

const NOW = '2026-11-23T17:30:00.000Z';
const ALL = statement('test_held_rows', 'SELECT * FROM held_row ORDER BY line');

interface Row {
  readonly id: string;
  readonly code: string;
  readonly codes: string[];
  readonly division: string;
  readonly since: string;
  readonly sealed: Buffer;
}

const held = (line: number, more: Partial<NewHeldRow> = {}): NewHeldRow => ({
  runId: uuidV7(),
  line,
  input: truck(line),
  problems: [{ code: 'VIN_ALREADY_REGISTERED', field: 'vin' }],
  relatedVehicles: [],
  division: '320102',
  ...more,
});

describe('rows held for a person', () => {
  let test: TestDatabase;
  const repository = new HeldRowRepository();
  const keyring = new Keyring([{ id: 'k1', bytes: Buffer.alloc(32, 5) }]);
  const rows = new HeldRows(
    repository,
    new HeldRowSeal(keyring, new OwnerVault(keyring)),
    new SiteSettings('320000', 86_400, 200),
  );
  const hold = (...some: readonly NewHeldRow[]) =>
    test.database.transaction((tx) => rows.hold(tx, some, NOW));
  const all = () => test.owner.query<Row>(ALL);

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it('should be kept sealed, once each, within a file and between files', async () => {
    expect(await hold(held(1), held(2), held(1, { line: 3 }))).toEqual(['HELD', 'HELD', 'ALREADY_HELD']);
    expect(await hold(held(2), held(4))).toEqual(['ALREADY_HELD', 'HELD']);
    expect(await hold()).toEqual([]);
    const kept = await all();
    expect(kept).toHaveLength(3);
    expect(kept[0]).toMatchObject({ code: 'VIN_DUPLICATE', division: '320102', since: '2026-11-24' });
    expect(kept.every(({ sealed }) => !sealed.toString('latin1').includes('LZZ5'))).toBe(true);
  });

  it('should open again for their own id only', async () => {
    const [first] = await all();
    const kept = await test.database.transaction((tx) => repository.lock(tx, first!.id));
    expect(rows.contentOf(kept!)).toMatchObject({
      input: { vin: truck(1).vin },
      problems: [{ field: 'vin' }],
    });
    expect(() => rows.contentOf({ ...kept!, id: uuidV7() })).toThrow('sealed data');
  });

  it('should stay decided once they are', async () => {
    const [first] = await all();
    await test.database.transaction((tx) => repository.forget(tx, first!.id));
    expect(await hold(held(1))).toEqual(['ALREADY_DECIDED']);
    const forgotten = await test.database.transaction((tx) => repository.some(tx, [first!.id]));
    expect(rows.contentOf(forgotten.get(first!.id)!)).toBeNull();
  });

  it('should be the business of the province where the row names no division', async () => {
    const swapped = { code: 'HPZL_SWAPPED_51_52', field: 'plate.number' };
    await hold(held(7, { division: null, problems: [swapped, { code: 'QUITE_NEW' }, swapped] }));
    expect((await all()).at(-1)).toMatchObject({
      division: '320000',
      code: 'PLATE_TYPE_SWAPPED',
      codes: ['PLATE_TYPE_SWAPPED', 'ROW_DOUBTFUL'],
    });
  });

  it('should not be changed by the application but for their sealed content', async () => {
    const change = test.database.query(statement('test_change', "UPDATE held_row SET code = 'X'"));
    await expect(change).rejects.toMatchObject({ code: '42501' });
    const remove = test.database.query(statement('test_remove', 'DELETE FROM held_row'));
    await expect(remove).rejects.toMatchObject({ code: '42501' });
  });
});
