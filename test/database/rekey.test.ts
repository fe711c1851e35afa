import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rekeyingOf } from '../../src/apps/process/sealed-stores.js';
import { RawMessageRepository } from '../../src/features/inspections/raw-message.repository.js';
import { OwnerRecordsRepository } from '../../src/features/registry/owner-records.repository.js';
import { OwnerVault } from '../../src/features/registry/owner-vault.js';
import type { ImportRun } from '../../src/features/imports/import-run.js';
import { HeldRowDecisionService } from '../../src/features/review/held-row-decision.service.js';
import { statement } from '../../src/platform/database/statement.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import type { StoredFile } from '../../src/platform/files/stored-file.js';
import type { Keyring } from '../../src/platform/secrets/keyring.js';
import { FixedClock } from '../support/api.js';
import { startImports, tableOf, type ImportsFixture } from '../support/imports.js';
import { codesOf, keyringOf, newKey, requestBy, vinOf } from '../support/registry.js';

const NOW = '2026-11-23T04:00:00.000Z';
const PHONE = '13812341234';
const PIECE = 256 * 1024;
const CONTENT = Buffer.from(Array.from({ length: 17 * PIECE + 99 }, (_, n) => (n * 31) % 251));
const FILE = tableOf([
  { plate: '苏A00001', vin: vinOf(1), owner: '欧阳测试', phone: PHONE },
  // Two vehicles with a plate that is another's, and one that is nobody's.
  { plate: '苏A00001', vin: vinOf(2), owner: '司徒测试', phone: '13912341234' },
  { plate: '苏A00001', vin: vinOf(3), owner: '诸葛测试', phone: '13712341234' },
  { plate: '苏A00001', vin: vinOf(5) },
  { plate: '苏A00004', vin: vinOf(4), fuel: 'W' },
]);
const TEST = { stationCode: '310115-I01', reportNo: 'R-00001' };
const RAW = {
  feed: 'JIANGSU_2020',
  checkMethod: '4',
  part: 'TEST',
  text: '<检验员>王检</检验员>',
  about: TEST,
} as const;
const ABOUT_ACCOUNT = '00000000-0000-7000-8002-310000000002';
const HELD = statement('test_held', 'SELECT id, line FROM held_row ORDER BY line');
const DECIDED = statement(
  'test_decided',
  'UPDATE held_row SET sealed = NULL, owner_hashes = NULL WHERE line = $1',
);
const BYTES = statement(
  'test_byte_columns',
  `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
   WHERE table_schema = 'public' AND udt_name = 'bytea'`,
);
const BATCHES = statement(
  'test_rekey_audit',
  `SELECT detail FROM audit_entry WHERE action = 'personal.rekey' ORDER BY id`,
);

async function all(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

describe('everything that is sealed, under another key', () => {
  let first: ImportsFixture;
  let run: ImportRun;
  let file: StoredFile;
  const keyedBy = (keyring: Keyring) => startImports({}, { test: first.test, keyring });
  const rekeying = (keyring: Keyring) => rekeyingOf(first.test.database, keyring, new FixedClock(NOW));
  /** Tables and columns that hold anything sealed by the key, of whatever kind. */
  async function sealedBy(key: string): Promise<readonly string[]> {
    const found: string[] = [];
    const { owner } = first.test;
    for (const { table, column } of await owner.query<{ table: string; column: string }>(BYTES)) {
      const text = `SELECT 1 AS found FROM ${table} WHERE substring(${column} FROM 1 FOR $2) = $1 LIMIT 1`;
      const head = Buffer.from([1, key.length, ...Buffer.from(key)]);
      const rows = await owner.query({ name: '', text }, [head, head.length]);
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
    return found.sort();
  }
  const everywhere = [
    'held_row.digest',
    'held_row.sealed',
    'import_report_row.params',
    'personal_record.sealed',
    'raw_message.sealed',
    'stored_file_chunk.sealed',
  ];

  beforeAll(async () => {
    first = await startImports({}, { keyring: keyringOf('k1') });
    run = await first.run(FILE);
    await first.test.database.transaction((tx) =>
      new RawMessageRepository(keyringOf('k1')).keep(tx, RAW, { accountId: ABOUT_ACCOUNT, now: NOW }),
    );
    await first.test.database.query(DECIDED, [4]);
    const meta = { name: 'list', mediaType: 'x', purpose: 'RELEASE', readAction: 'import.run' } as const;
    file = await new FileStore(first.test.database, keyringOf('k1')).write(
      { ...meta, onlyAccount: null, expiresAt: null },
      (async function* () {
        yield await Promise.resolve(CONTENT);
      })(),
      { maxBytes: null, now: NOW },
    );
  });
  afterAll(() => first.close());

  it('should be known again before it is sealed anew: no row is held a second time', async () => {
    expect(run).toMatchObject({ state: 'DONE', registered: 1, held: 3, refused: 1 });
    const rotated = await keyedBy(keyringOf('k2', 'k1'));
    const again = await rotated.run(FILE);
    await rotated.close();
    expect(again).toMatchObject({ state: 'DONE', unchanged: 2, held: 2, refused: 1 });
    expect(await first.test.database.query(HELD)).toHaveLength(3);
  });

  it('should be counted by key and kind, and go on where it was broken off, while a file is being read', async () => {
    const both = keyringOf('k2', 'k1');
    const service = rekeying(both);
    const [current, former] = await service.keys();
    expect(current).toMatchObject({ keyId: 'k2', state: 'CURRENT' });
    expect(former).toMatchObject({ keyId: 'k1', state: 'FORMER' });
    expect(former?.sealed).toEqual({
      'owner-records': 1,
      'held-rows': 3,
      'import-report-rows': 1,
      'raw-messages': 1,
      'file-pieces': 18,
    });
    expect(await sealedBy('k1')).toEqual(everywhere);
    const total = former?.total ?? 0;
    const reading = new FileStore(first.test.database, both).read(file.id);
    const start = (await reading.next()).value as Buffer;
    let done = 0;
    const stopped = service.rekey((things) => {
      done = things;
      if (things > 8) throw new Error('killed');
    });
    await expect(stopped).rejects.toThrow('killed');
    expect(done).toBeLessThan(total);
    expect(await service.rekey()).toBe(total - done);
    expect(Buffer.concat([start, await all(reading)]).equals(CONTENT)).toBe(true);
    expect(await service.rekey()).toBe(0);
    const [after, gone] = await service.keys();
    expect(gone).toMatchObject({ keyId: 'k1', total: 0 });
    expect(after?.total).toBeGreaterThanOrEqual(total);
    expect(await sealedBy('k1')).toEqual([]);
    expect(await sealedBy('k2')).toEqual(everywhere);
    const batches = await first.test.owner.query<{ detail: { kind: string; resealed: number } }>(BATCHES);
    expect(batches.reduce((sum, { detail }) => sum + detail.resealed, 0)).toBe(total);
    expect(
      Math.max(
        ...batches.flatMap(({ detail: { kind, resealed } }) => (kind === 'file-pieces' ? [resealed] : [])),
      ),
    ).toBe(8);
  });

  it('should open, be found and be known again without the former key', async () => {
    const only = keyringOf('k2');
    const { database } = first.test;
    const opened = await all(new FileStore(database, only).read(file.id));
    expect(opened.equals(CONTENT)).toBe(true);
    const kept = await database.transaction((tx) => new RawMessageRepository(only).ofReport(tx, TEST));
    expect(kept.map(({ text }) => text)).toEqual([RAW.text]);
    const vault = new OwnerVault(only);
    const search = { field: 'phone', organisationName: null, divisionPrefix: '32' } as const;
    const hashes = vault.hashesOf('phone', PHONE);
    const found = await database.transaction((tx) =>
      new OwnerRecordsRepository().search(tx, { ...search, hashes }, null, null),
    );
    expect(found).toHaveLength(1);
    const site = await keyedBy(only);
    expect(await site.report(run)).toContainEqual(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'FUEL_UNKNOWN' }) }),
    );
    expect(await site.run(FILE)).toMatchObject({ unchanged: 2, held: 2, refused: 1 });
    const held = await database.query<{ id: string; line: number }>(HELD);
    expect(held).toHaveLength(3);
    const answer = await site.app.get(HeldRowDecisionService).decide(requestBy(), {
      idempotencyKey: newKey(),
      row: held[0]?.id ?? '',
      decision: 'REGISTER_AS_CORRECTED',
      basis: 'licence seen',
      on: null,
      corrections: { plate: { number: '苏A00002', type: '01' } },
    });
    expect([answer.isDecided, ...codesOf(answer)]).toEqual([true]);
    expect(answer.vehicles[0]?.owner).toMatchObject({ erased: false });
    await site.close();
  });

  it('should name what does not open, and a key that is not configured, after all else is done', async () => {
    const { owner } = first.test;
    const spoil =
      "UPDATE personal_record SET sealed = sealed || '\\x00' WHERE key_id = 'k2' AND vehicle_id = (SELECT id FROM vehicle WHERE vin = $1) RETURNING id";
    const [broken] = await owner.query<{ id: string }>(statement('test_spoil', spoil), [vinOf(1)]);
    const further = rekeying(keyringOf('k3', 'k2'));
    await expect(further.rekey()).rejects.toMatchObject({
      code: 'PERSON_DATA_BROKEN',
      params: { record: `owner-records ${broken?.id}` },
    });
    expect((await further.keys())[1]).toMatchObject({ keyId: 'k2', state: 'FORMER', total: 1 });
    const lost = rekeying(keyringOf('k4', 'k2'));
    await expect(lost.rekey()).rejects.toMatchObject({
      code: 'PERSON_DATA_KEY_UNKNOWN',
      params: { key: 'k3' },
    });
    expect(await lost.keys()).toContainEqual(expect.objectContaining({ keyId: 'k3', state: 'UNKNOWN' }));
  });

  it.each([
    ['another content of a file', "UPDATE stored_file_chunk SET sealed = '\\x00'"],
    ['the same seal of a file', 'UPDATE stored_file_chunk SET sealed = sealed'],
    ['a report without what it mentions', 'UPDATE import_report_row SET params = NULL'],
    ['another hash of a held row', 'UPDATE held_row SET content_hash = sha256(content_hash)'],
    ['a held row that waits again', "UPDATE held_row SET sealed = '\\x00' WHERE sealed IS NULL"],
  ])('should not let the application write %s', async (_, sql) => {
    const change = first.test.database.query(statement('test_tamper', sql));
    await expect(change).rejects.toMatchObject({ constraint: 'only_sealed_anew' });
  });
});
