import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MIGRATIONS } from '../../migrations/index.js';
import { openDataSource } from '../../src/platform/database/connection.js';
import { statement } from '../../src/platform/database/statement.js';
import { expectGolden } from '../architecture/golden.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { dumpSchema } from '../support/schema-dump.js';

const FILE = 'test/architecture/schema-dump.txt';

describe('the schema that the migrations make', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it('should be the one in the file', async () => {
    const dump = await dumpSchema(test.owner);
    expect(dump).toContain('table fact grant INSERT to qingtu_app');
    expectGolden(FILE, dump);
  });

  it('should go down to nothing and come up the same', async () => {
    const before = await dumpSchema(test.owner);
    const source = await openDataSource({
      url: test.ownerUrl,
      entities: [],
      poolSize: 1,
      role: null,
      migrations: MIGRATIONS,
    });
    for (const _ of MIGRATIONS) await source.undoLastMigration();
    expect(await dumpSchema(test.owner)).toBe('');
    await source.runMigrations();
    await source.destroy();
    expect(await dumpSchema(test.owner)).toBe(before);
  });

  it.each([
    [
      'a looser CHECK',
      `ALTER TABLE vehicle_plate DROP CONSTRAINT vehicle_plate_type_code,
         ADD CONSTRAINT vehicle_plate_type_code CHECK (type ~ '^[0-9]+$')`,
    ],
    ['a grant too many', 'GRANT DELETE ON fact TO qingtu_app'],
    ['a grant to everybody', 'GRANT EXECUTE ON FUNCTION stamp_facts(text, integer) TO PUBLIC'],
    ['an index that is gone', 'DROP INDEX vehicle_plate_number'],
    ['a column that may be null', 'ALTER TABLE vehicle ALTER division DROP NOT NULL'],
    ['a trigger that is gone', 'DROP TRIGGER fact_superseded_by_author ON fact'],
  ])('should differ from the file by %s', async (_, sql) => {
    const other = await createTestDatabase();
    await other.owner.query(statement('planted', sql));
    const dump = await dumpSchema(other.owner);
    await other.close();
    expect(() => expectGolden(FILE, dump, {})).toThrow();
  });
});
