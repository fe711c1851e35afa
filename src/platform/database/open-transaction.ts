import pg, { type Pool, type PoolClient } from 'pg';
import { sqlState } from './sql-state.js';
import type { Statement } from './statement.js';
import type { Tx } from './tx.js';

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

/** One statement, prepared by its name. */
export async function runStatement<R extends object>(
  on: Pool | PoolClient,
  sql: Statement,
  values: readonly unknown[],
): Promise<R[]> {
  const result = await on.query<R>({ name: sql.name, text: sql.text, values: [...values], types: PARSERS });
  return result.rows;
}

/** What every statement meets after one that failed. */
const ABORTED = '25P02';

/** The socket of a connection, as far as it is needed to hold back what is written to it. */
interface Corkable {
  cork(): void;
  uncork(): void;
}

const streamOf = (client: PoolClient): Corkable =>
  (Reflect.get(client, 'connection') as { readonly stream: Corkable }).stream;

/** A transaction on a connection that is nobody else's until it ends. */
export class OpenTransaction implements Tx {
  readonly #stream: Corkable;
  readonly #sent: Promise<unknown>[] = [];
  #failure: unknown;
  #hasEnded = false;
  #isHeldBack = false;

  constructor(private readonly client: PoolClient) {
    this.#stream = streamOf(client);
  }

  /** Runs the work between BEGIN and COMMIT. @throws what the work or one of its statements fails with */
  async carryOut<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.#holdBack();
    const begun = this.client.query('BEGIN');
    const [result] = await Promise.all([work(this), begun]);
    this.#hasEnded = true;
    this.#holdBack();
    const [{ command }] = await Promise.all([this.client.query('COMMIT'), ...this.#sent]);
    // A statement failed and the work went on as if it had not: the server has rolled back.
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
    return result;
  }

  async query<R extends object>(sql: Statement, values: readonly unknown[] = []): Promise<R[]> {
    if (this.#hasEnded) throw new Error('a statement was asked for after the end of its transaction');
    this.#holdBack();
    return runStatement<R>(this.client, sql, values);
  }

  send(sql: Statement, values: readonly unknown[] = []): void {
    const sent = this.query(sql, values);
    sent.catch((error: unknown) => {
      this.#failure ??= error;
    });
    this.#sent.push(sent);
  }

  /** Of several statements under way the first may have failed: what the others lead to must not run by itself. */
  async rollBack(): Promise<void> {
    this.#hasEnded = true;
    await this.client.query('ROLLBACK');
  }

  /** What an error comes from: a statement that nobody waited for may have failed before. */
  causeOf(error: unknown): unknown {
    return sqlState(error) === ABORTED && this.#failure !== undefined ? this.#failure : error;
  }

  /** What is asked for in one turn leaves as one write: each by itself would wake the server up once more. */
  #holdBack(): void {
    if (this.#isHeldBack) return;
    this.#isHeldBack = true;
    this.#stream.cork();
    process.nextTick(() => {
      this.#isHeldBack = false;
      this.#stream.uncork();
    });
  }
}
