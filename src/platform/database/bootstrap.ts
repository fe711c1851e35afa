import pg from 'pg';
import { SITES } from '../../domain/sync/fact.js';
import { emptyLogs, OPEN_LOGS } from '../facts/stamper.js';
import { checkServer, openDataSource, APP_ROLE, type ConnectionOptions } from './connection.js';
import { SERVICE_LOGIN } from './embedded-cluster.js';
import { migrate } from './migrate.js';

/** Makes the database when the server does not have it yet. */
export async function ensureDatabase(maintenanceUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Gives the embedded cluster's application login its password and its one role. */
export async function ensureServiceLogin(ownerUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [SERVICE_LOGIN]);
    if (rowCount === 0) {
      await client.query(
        `CREATE ROLE ${SERVICE_LOGIN} LOGIN PASSWORD ${client.escapeLiteral(password)} IN ROLE ${APP_ROLE}`,
      );
    }
  } finally {
    await client.end();
  }
}

/**
 * Brings the schema up to date as the owner and opens the log of every site.
 * @param setting the name under which the connection was configured, for messages.
 * @returns the names of the migrations that ran. @throws StartupError
 */
export async function prepareSchema(
  setting: string,
  options: Pick<ConnectionOptions, 'url' | 'migrations'>,
): Promise<string[]> {
  await checkServer(setting, options.url);
  const owner = await openDataSource({ ...options, entities: [], poolSize: 2, role: null });
  try {
    const ran = await migrate(owner);
    await owner.query(OPEN_LOGS, emptyLogs(SITES));
    return ran;
  } finally {
    await owner.destroy();
  }
}
