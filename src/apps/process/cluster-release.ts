import pg from 'pg';
import type { Stores } from './stores.js';

/**
 * Stops the embedded server unless another process of ours still uses it: of a service and a command that share a data
 * folder, the last one out turns off the light.
 */
export async function releaseCluster(stores: Stores): Promise<void> {
  if (stores.cluster === null) return;
  const client = new pg.Client({ connectionString: stores.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ others: number }>(
    `SELECT count(*)::int AS others FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  await client.end();
  if (rows[0]?.others === 0) await stores.cluster.stop();
}
