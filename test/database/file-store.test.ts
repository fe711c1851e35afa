import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { statement } from '../../src/platform/database/statement.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import type { FileMeta } from '../../src/platform/files/stored-file.js';
import { Keyring } from '../../src/platform/secrets/keyring.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const NOW = '2026-11-23T04:00:00.000Z';
const PIECE = 256 * 1024;
const META: FileMeta = {
  name: 'register.csv',
  mediaType: 'text/csv',
  purpose: 'IMPORT',
  readAction: 'import.run',
  onlyAccount: null,
  expiresAt: null,
};
const COUNT = statement(
  'test_file_rows',
  'SELECT (SELECT count(*) FROM stored_file) AS files, (SELECT count(*) FROM stored_file_chunk) AS pieces',
);
const CHUNKS = statement('test_file_chunks', 'SELECT sealed FROM stored_file_chunk WHERE file_id = $1');
const BEGUN = statement(
  'test_file_begun',
  `INSERT INTO stored_file (id, name, media_type, purpose, read_action, created_at)
   VALUES (gen_random_uuid(), 'x', 'x', 'IMPORT', 'import.run', '2026-11-21T00:00:00Z')`,
);

async function* source(
  bytes: Uint8Array,
  parts: readonly number[] = [7, 100_000],
): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = parts[n % parts.length] ?? 1;
    yield await Promise.resolve(bytes.subarray(at, at + size));
    at += size;
  }
}

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

describe('the file store', () => {
  let test: TestDatabase;
  let store: FileStore;
  const content = Buffer.from(Array.from({ length: 2 * PIECE + 1234 }, (_, n) => (n * 31) % 251));
  const limits = { maxBytes: null, now: NOW };

  beforeAll(async () => {
    test = await createTestDatabase();
    store = new FileStore(test.database, new Keyring([{ id: 'k', bytes: Buffer.alloc(32, 1) }]));
  });

  afterAll(() => test.close());

  it('should give back any part of what was written', async () => {
    const file = await store.write(META, source(content), limits);
    expect(await store.find(file.id)).toEqual({ ...file, createdAt: NOW });
    expect(file.size).toBe(content.length);
    expect((await all(store.read(file.id))).equals(content)).toBe(true);
    const place = fc.integer({ min: 0, max: content.length });
    await fc.assert(
      fc.asyncProperty(place, place, async (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const part = await all(store.read(file.id, start, end));
        expect(part.equals(content.subarray(start, end))).toBe(true);
      }),
      {
        seed: 20261123,
        numRuns: 25,
        examples: [
          [0, PIECE],
          [PIECE, 2 * PIECE],
          [PIECE - 1, PIECE + 1],
        ],
      },
    );
  });

  it('should take a file of no bytes and one of a whole piece', async () => {
    for (const bytes of [Buffer.alloc(0), content.subarray(0, PIECE)]) {
      const file = await store.write(META, source(bytes), limits);
      expect((await all(store.read(file.id))).equals(bytes)).toBe(true);
    }
  });

  it('should keep nothing readable at rest', async () => {
    const file = await store.write(META, source(Buffer.from('张三,13812345678')), limits);
    const [row] = await test.owner.query<{ sealed: Buffer }>(CHUNKS, [file.id]);
    expect(row?.sealed.includes('13812345678')).toBe(false);
  });

  it('should leave nothing of a file that is too large or whose source breaks off', async () => {
    const before = await test.owner.query(COUNT);
    await expect(store.write(META, source(content), { maxBytes: PIECE, now: NOW })).rejects.toThrow(
      'FILE_TOO_LARGE',
    );
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* source(content);
      throw new Error('the line broke');
    };
    await expect(store.write(META, broken(), limits)).rejects.toThrow('the line broke');
    expect(await test.owner.query(COUNT)).toEqual(before);
  });

  it('should say so when a file ends before what was asked for', async () => {
    const file = await store.write(META, source(content), limits);
    await store.remove(file.id);
    expect(await store.find(file.id)).toBeNull();
    await expect(all(store.read(file.id, 0, 10))).rejects.toThrow('lacks its piece 0');
  });

  it('should sweep what has expired and what was never finished', async () => {
    const expired = await store.write(
      { ...META, expiresAt: '2026-11-23T03:00:00.000Z' },
      source(content),
      limits,
    );
    const kept = await store.write(
      { ...META, expiresAt: '2026-11-23T05:00:00.000Z' },
      source(content),
      limits,
    );
    await test.owner.query(BEGUN);
    expect(await store.sweep(NOW, '2026-11-22T00:00:00.000Z')).toBe(2);
    expect(await store.find(expired.id)).toBeNull();
    expect(await store.find(kept.id)).not.toBeNull();
  });
});
