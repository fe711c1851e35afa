import type { DataSource } from 'typeorm';

/** Any constant: two processes that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_420_961_001n;

/** Runs the pending migrations as the owner. @returns the names of those that ran. */
export async function migrate(owner: DataSource): Promise<string[]> {
  const guard = owner.createQueryRunner();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK.toString()]);
    const done = await owner.runMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK.toString()]).catch(() => undefined);
    await guard.release();
  }
}
