import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import pg, { type Pool, type PoolClient } from 'pg';
import type { Statement } from './statement.js';

/** Serialization failure and deadlock: the only errors after which the whole unit of work is run again. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 5;

/** An open transaction. Everything that must happen together goes through one of these, passed explicitly. */
export interface Tx {
  /**
   * Statements run one after another in the order in which they are asked for, each with what the ones before it have
   * done; asking for several before awaiting them saves their round trips.
   */
  query<R extends object>(sql: Statement, values?: readonly unknown[]): Promise<R[]>;
}

/** SQLSTATE of a database error, or null when it is something else. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** Name of the constraint that refused a write, or null. */
export function violatedConstraint(error: unknown): string | null {
  if (sqlState(error)?.startsWith('23') !== true) return null;
  const constraint: unknown = Reflect.get(error as object, 'constraint');
  return typeof constraint === 'string' ? constraint : null;
}

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;

/** Times come as ISO text, dates as `YYYY-MM-DD`, counts as numbers: the forms that the domain speaks. */
const PARSERS: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) => {
    if (oid === TIMESTAMPTZ) return (text) => new Date(text).toISOString();
    if (oid === DATE) return (text) => text;
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format === 'binary' ? 'text' : format) as (text: string) => unknown;
  },
};

async function run<R extends object>(
  on: Pool | PoolClient,
  sql: Statement,
  values: readonly unknown[],
): Promise<R[]> {
  const result = await on.query<R>({ name: sql.name, text: sql.text, values: [...values], types: PARSERS });
  return result.rows;
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
    return run<R>(this.#pool, sql, values);
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
    let hasEnded = false;
    try {
      const begun = client.query('BEGIN');
      const query: Tx['query'] = async (sql, values = []) => {
        if (hasEnded) throw new Error('a statement was asked for after the end of its transaction');
        return run(client, sql, values);
      };
      const [result] = await Promise.all([work({ query }), begun]);
      hasEnded = true;
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // Of several statements under way the first may have failed: what the others lead to must not run by itself.
      hasEnded = true;
      await client.query('ROLLBACK').catch((lost: unknown) => {
        broken = lost instanceof Error ? lost : new Error(String(lost));
      });
      throw error;
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
