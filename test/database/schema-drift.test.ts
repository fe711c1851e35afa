import { describe, expect, it } from '@jest/globals';
import { ENTITIES } from '../../src/apps/process/entities.js';
import { openDataSource } from '../../src/platform/database/connection.js';
import { statement } from '../../src/platform/database/statement.js';
import { createTestDatabase } from '../support/database.js';

describe('the entities', () => {
  /** The statements that would bring a database, changed by hand, in line with the entities. */
  async function driftAfter(sql: string | null): Promise<string[]> {
    const test = await createTestDatabase();
    if (sql !== null) await test.owner.query(statement('planted', sql));
    const source = await openDataSource({ url: test.ownerUrl, entities: ENTITIES, poolSize: 2, role: null });
    const log = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    await test.close();
    return log.upQueries.map(({ query }) => query);
  }

  it('should say of every table what the migrations say', async () => {
    expect(ENTITIES.length).toBeGreaterThanOrEqual(9);
    expect(await driftAfter(null)).toEqual([]);
  });

  it.each([
    ['a column', 'ALTER TABLE vehicle ADD planted text', /DROP COLUMN "planted"/],
    ['a nullable column', 'ALTER TABLE review_item ALTER since DROP NOT NULL', /"since" SET NOT NULL/],
    [
      'no foreign key',
      'ALTER TABLE roadside_card DROP CONSTRAINT roadside_card_vehicle_id_fkey',
      /FOREIGN KEY/,
    ],
    ['no index', 'DROP INDEX supervision_reason_code', /CREATE INDEX "supervision_reason_code"/],
    ['no CHECK', 'ALTER TABLE vehicle DROP CONSTRAINT vehicle_has_identity', /vehicle_has_identity/],
  ])('should differ from a database with %s', async (_, sql, expected) => {
    expect((await driftAfter(sql)).join('\n')).toMatch(expected);
  });
});
