import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { APP_ROLE, openDataSource } from '../../src/platform/database/connection.js';
import { Database } from '../../src/platform/database/database.js';
import { testServer, withDatabase } from './cluster.js';

/** A migrated database of one test file's own. */
export interface TestDatabase {
  readonly name: string;
  /** As the application sees it, in the role `qingtu_app`. */
  readonly database: Database;
  /** As the owner, for what the application may not do (tampering, reading the catalogue). */
  readonly owner: Database;
  readonly ownerUrl: string;
  readonly serviceUrl: string;
  close(): Promise<void>;
}

async function asAdministrator(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: testServer().ownerUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Clones the migrated template; the entities are those that the code under test asks the manager for. */
export async function createTestDatabase(
  entities: readonly EntityTarget<ObjectLiteral>[] = [],
): Promise<TestDatabase> {
  const name = `qingtu_test_${randomBytes(6).toString('hex')}`;
  await asAdministrator((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${testServer().template}`),
  );
  const ownerUrl = withDatabase(testServer().ownerUrl, name);
  const serviceUrl = withDatabase(testServer().serviceUrl, name);
  const open = async (url: string, role: string | null): Promise<Database> =>
    new Database(await openDataSource({ url, entities, poolSize: 10, role }));
  const database = await open(serviceUrl, APP_ROLE);
  const owner = await open(ownerUrl, null);
  return {
    name,
    database,
    owner,
    ownerUrl,
    serviceUrl,
    async close() {
      await database.close();
      await owner.close();
      await asAdministrator((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}
