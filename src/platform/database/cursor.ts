import type { Tx } from './database.js';
import { statement, type Statement } from './statement.js';

const SNAPSHOT = statement('read_snapshot', 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
const FETCH = 'FETCH FORWARD';

/** Lets everything that the transaction reads be as of one moment; first thing in it. It can write nothing. */
export async function readOneMoment(tx: Tx): Promise<void> {
  await tx.query(SNAPSHOT);
}

/**
 * The rows of a query through a cursor of the server, some at a time, however many there are.
 * @param name of the cursor, one at a time in a transaction
 */
export async function* readByCursor<R extends object>(
  tx: Tx,
  name: 'list',
  query: { readonly sql: Statement; readonly values: readonly unknown[] },
  size: number,
): AsyncGenerator<R[]> {
  const declared = ['DECLARE', name, 'NO SCROLL CURSOR FOR', query.sql.text].join(' ');
  await tx.query({ name: '', text: declared }, query.values);
  const next: Statement = { name: '', text: [FETCH, String(size), 'FROM', name].join(' ') };
  for (;;) {
    const rows = await tx.query<R>(next);
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
  }
}
