import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const INSERT = statement(
  'test_insert',
  'INSERT INTO site_source (site, heard_at) VALUES ($1, now()) RETURNING site',
);
const SITES = statement('test_sites', 'SELECT site FROM site_source ORDER BY site');
const FAIL = statement('test_fail', 'SELECT 1 / $1::int AS never');

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const sites = async (): Promise<string[]> =>
  (await test.database.query<{ site: string }>(SITES)).map((row) => row.site);

describe('statements of one transaction that are asked for together', () => {
  it('run in the order in which they are asked for', async () => {
    const seen = await test.database.transaction(async (tx) => {
      const [, first, , second] = await Promise.all([
        tx.query(INSERT, ['order 1']),
        tx.query<{ site: string }>(SITES),
        tx.query(INSERT, ['order 2']),
        tx.query<{ site: string }>(SITES),
      ]);
      return [first, second].map((rows) => rows.map((row) => row.site));
    });
    expect(seen).toStrictEqual([['order 1'], ['order 1', 'order 2']]);
  });

  it('leave nothing behind when one of them fails, whose error is the one to report', async () => {
    const before = await sites();
    const failing = test.database.transaction((tx) =>
      Promise.all([tx.query(INSERT, ['lost 1']), tx.query(FAIL, [0]), tx.query(INSERT, ['lost 2'])]),
    );
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await sites()).toStrictEqual(before);
  });

  it('may not be followed by others once the transaction has ended', async () => {
    const before = await sites();
    let late: Promise<unknown> = Promise.resolve();
    const failing = test.database.transaction((tx) => {
      late = tx.query(INSERT, ['lost 3']).then(() => tx.query(INSERT, ['late']));
      late.catch(() => undefined);
      return Promise.reject(new Error('changed our mind'));
    });
    await expect(failing).rejects.toThrow('changed our mind');
    await expect(late).rejects.toThrow('after the end');
    expect(await sites()).toStrictEqual(before);
  });
});
