import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import pg, { type Pool } from 'pg';
import { OpenTransaction, runStatement } from './open-transaction.js';
import { sqlState } from './sql-state.js';
import type { Statement } from './statement.js';
import type { Tx } from './tx.js';

export type { Tx } from './tx.js';

/** Serialization failure and deadlock: the only errors after which the whole unit of work is run again. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 5;

/** Name of the constraint that refused a write, or null. */
export function violatedConstraint(error: unknown): string | null {
  if (sqlState(error)?.startsWith('23') !== true) return null;
  const constraint: unknown = Reflect.get(error as object, 'constraint');
  return typeof constraint === 'string' ? constraint : null;
}

/** The application's connection to PostgreSQL, always in the role `qingtu_app`. */
export class Database {
  readonly #pool: Pool;

  constructor(readonly dataSource: DataSource) {
    // The driver's pool is the one pool of the process: TypeORM and prepared statements share it.
    this.#pool = Reflect.get(dataSource.driver, 'master') as Pool;
  }

  /** One statement in a transaction of its own. */
  query<R extends object>(sql: Statement, values: readonly unknown[] = []): Promise<R[]> {
    return runStatement<R>(this.#pool, sql, values);
  }

  /**
   * Runs the work in one READ COMMITTED transaction and runs it again, whole, after 40001 or 40P01.
   * The work must therefore have no effect outside of the transaction.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(work);
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
        await delay(attempt * attempt * (2 + Math.random() * 8));
      }
    }
  }

  async #once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    const tx = new OpenTransaction(client);
    try {
      return await tx.carryOut(work);
    } catch (error) {
      await tx.rollBack().catch((lost: unknown) => {
        broken = lost instanceof Error ? lost : new Error(String(lost));
      });
      throw tx.causeOf(error);
    } finally {
      // A connection that cannot even roll back is thrown away, the first error is the one to report.
      client.release(broken);
    }
  }

  /** A connection of its own, not opened yet, for what must not come back to the pool: listening. */
  dedicatedClient(): pg.Client {
    return new pg.Client(this.#pool.options);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }
}
