import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  arrayText,
  bytesArrayText,
  jsonTexts,
  splitJsonTexts,
  wordArrayText,
} from '../../src/platform/database/array-text.js';
import { statement } from '../../src/platform/database/statement.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const TEXTS = statement('test_texts', 'SELECT $1::text[] AS back');
const BYTES = statement('test_bytes', 'SELECT $1::bytea[] AS back');
const WORDS = statement('test_words', 'SELECT $1::date[]::text[] AS back');
const JSONS = statement('test_jsons', `SELECT ${splitJsonTexts('$1')} AS back`);
const seeded = { seed: 20261123, numRuns: 200 };

/** No table can hold a NUL or half a character. */
const storable = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('NULL', '', ' ', '"', '\\', '{}', 'a,b', '苏A12345'),
  )
  .filter((text) => !text.includes('\u0000'));

describe('arrays as text', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it('should give PostgreSQL the very texts', async () => {
    const given = fc.array(fc.option(storable));
    await fc.assert(
      fc.asyncProperty(given, async (texts) => {
        const [row] = await test.database.query<{ back: unknown }>(TEXTS, [arrayText(texts)]);
        expect(row?.back).toEqual(texts);
      }),
      seeded,
    );
  });

  it('should give PostgreSQL the very bytes and words', async () => {
    const bytes = [Buffer.from([0, 255, 92, 34]), Buffer.alloc(0)];
    const [row] = await test.database.query<{ back: unknown }>(BYTES, [bytesArrayText(bytes)]);
    expect(row?.back).toEqual(bytes);
    const [words] = await test.database.query<{ back: unknown }>(WORDS, [
      wordArrayText(['2026-11-23', null]),
    ]);
    expect(words?.back).toEqual(['2026-11-23', null]);
  });

  it('should keep JSON texts apart whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.json(), { minLength: 1 }), async (values) => {
        const texts = values.map((value) => JSON.stringify(JSON.parse(value)));
        const [row] = await test.database.query<{ back: unknown }>(JSONS, [jsonTexts(texts)]);
        expect(row?.back).toEqual(texts);
      }),
      seeded,
    );
  });
});
