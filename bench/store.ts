import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { MIGRATIONS } from '../migrations/index.js';
import { seedReference } from '../seeds/reference/reference.js';
import { ENTITIES } from '../src/apps/process/entities.js';
import { seedDemoAccounts } from '../src/features/access/index.js';
import { ensureDatabase, ensureServiceLogin, prepareSchema } from '../src/platform/database/bootstrap.js';
import { APP_ROLE, openDataSource } from '../src/platform/database/connection.js';
import { Database } from '../src/platform/database/database.js';
import { EmbeddedCluster } from '../src/platform/database/embedded-cluster.js';
import { generatedSecrets } from '../src/platform/database/generated-secrets.js';

/** The site whose service is measured. */
export const SITE = '310000';
const MAINTENANCE = 'postgres';

const BYTES_A_MIB = 2 ** 20;
const MOST_BUFFERS_MIB = 6144;

/** As a server for so many vehicles would be set: a quarter of the memory, checkpoints minutes apart, fully durable. */
export const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: `${Math.min(MOST_BUFFERS_MIB, Math.floor(totalmem() / BYTES_A_MIB / 4))}MB`,
  max_wal_size: '16GB',
  checkpoint_timeout: '15min',
};

/** A database server of this run's own, in a temporary folder. */
export class BenchStore {
  private constructor(
    private readonly cluster: EmbeddedCluster,
    readonly folder: string,
  ) {}

  static async open(): Promise<BenchStore> {
    const folder = mkdtempSync(join(tmpdir(), 'qingtu-bench-'));
    // As root the server runs as another account, which must be able to enter.
    chmodSync(folder, 0o755);
    return new BenchStore(await EmbeddedCluster.open(folder, SERVER_SETTINGS), folder);
  }

  ownerUrl(database: string): string {
    return this.cluster.ownerUrl(database);
  }

  serviceUrl(database: string): string {
    return this.cluster.serviceUrl(database);
  }

  /** A migrated database with reference data and the demonstration accounts, and no vehicle. */
  async create(name: string): Promise<void> {
    const url = this.ownerUrl(name);
    await ensureDatabase(this.ownerUrl(MAINTENANCE), name);
    await prepareSchema('bench', { url, migrations: MIGRATIONS });
    await ensureServiceLogin(url, generatedSecrets(this.folder).servicePassword.reveal());
    const owner = await this.connect(name, null);
    await seedReference(owner);
    await owner.close();
    const application = await this.connect(name, APP_ROLE);
    await seedDemoAccounts(application, SITE);
    await application.close();
  }

  /** Copies a database that nobody is connected to. */
  async clone(from: string, to: string): Promise<void> {
    await this.asOwner(MAINTENANCE, (client) => client.query(`CREATE DATABASE ${to} TEMPLATE ${from}`));
  }

  /** As the service would connect; a null role keeps the owner's rights. */
  async connect(database: string, role: typeof APP_ROLE | null, poolSize = 10): Promise<Database> {
    const url = role === null ? this.ownerUrl(database) : this.serviceUrl(database);
    return new Database(await openDataSource({ url, entities: ENTITIES, poolSize, role }));
  }

  async asOwner<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.ownerUrl(database) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    await this.cluster.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** How many rows a table has. */
export async function countRows(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ total: string }>(`SELECT count(*) AS total FROM ${table}`);
  return Number(rows[0]?.total ?? 0);
}
