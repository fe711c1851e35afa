import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import pg from 'pg';
import { StartupError } from '../config/config.js';

const MIN_SERVER_VERSION = 150_000;
export const APP_ROLE = 'qingtu_app';

type MigrationClasses = Exclude<NonNullable<DataSourceOptions['migrations']>, string>;

export interface ConnectionOptions {
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly poolSize: number;
  /** Role that every session takes; null keeps the login's own (migrations only). */
  readonly role: string | null;
  readonly migrations?: MigrationClasses;
}

/** Opens a TypeORM data source; the schema is never synchronised, only migrated. */
export async function openDataSource(options: ConnectionOptions): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [...options.entities] as DataSourceOptions['entities'] & [],
    migrations: options.migrations ?? [],
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize: options.poolSize,
    applicationName: 'qingtu',
    // Statements that are asked for together travel together; each still runs after the one before.
    extra: { pipeline: true, options: options.role === null ? '' : `-c role=${options.role}` },
  });
  return source.initialize();
}

const REFUSALS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server answers there',
  ENOTFOUND: 'its host name is unknown',
  EAI_AGAIN: 'its host name cannot be looked up',
  ETIMEDOUT: 'the server does not answer in time',
  ECONNRESET: 'the server cut the connection (is it PostgreSQL?)',
  '28P01': 'the server refuses the user name or the password',
  '28000': 'the server refuses this user',
  '3D000': 'the database does not exist on that server',
  '42501': 'the user lacks the right to do this',
  '22023': `the role ${APP_ROLE} does not exist or this user is not a member of it`,
  '53300': 'the server has no free connection',
};

/** A connection failure in one line that names the setting and never the password. */
export function connectionRefusal(setting: string, url: string, error: unknown): StartupError {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  const { hostname, port, pathname, username } = new URL(url);
  const where = `${username === '' ? '' : `${username}@`}${hostname}:${port === '' ? '5432' : port}${pathname}`;
  const reason =
    (typeof code === 'string' ? REFUSALS[code] : undefined) ?? String(Reflect.get(Object(error), 'message'));
  return new StartupError([`${setting} (${where}): ${reason}`], { cause: error });
}

/** Refuses servers that are too old. @throws StartupError */
export async function checkServer(setting: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: string }>(
      `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number`,
    );
    const server = rows[0];
    if (server !== undefined && Number(server.number) < MIN_SERVER_VERSION) {
      throw new StartupError([`${setting}: PostgreSQL ${server.version} is too old, 15 or newer is needed`]);
    }
  } catch (error) {
    throw error instanceof StartupError ? error : connectionRefusal(setting, url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
