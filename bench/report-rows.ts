import pg from 'pg';
import { arrayText, jsonTexts, splitJsonTexts } from '../src/platform/database/array-text.js';
import { answerParent } from './child.js';

/** The rows that the service wrote in a round, to be written once more as they are. */
export interface RowsOrder {
  /** Database that has them. */
  readonly from: string;
  /** Of the facts from this id on; ids are in the order of time. */
  readonly sinceFact: string;
  readonly since: string;
  readonly reportsABatch: number;
}

export interface RowsResult {
  readonly reports: number;
  readonly rows: number;
  readonly seconds: number;
}

const CONNECTIONS = 16;
const MS = 1000;

/** What the service writes anew for reports; what it changes in rows that are there is left out. */
const TABLES: readonly (readonly [table: string, those: string])[] = [
  ['fact', `kind LIKE 'inspection.%' AND id >= $1::uuid ORDER BY id`],
  ['fact_unstamped', 'fact_id >= $1::uuid ORDER BY position'],
  ['test_report', 'fact_id >= $1::uuid ORDER BY fact_id'],
  ['over_limit_listing', 'id >= $1::uuid ORDER BY id'],
  ['supervision_reason', `code = 'OVER_LIMIT_LISTED' AND facts[1] >= $1::uuid ORDER BY facts`],
  ['audit_entry', `action = 'inspection.report' AND at >= $1::timestamptz ORDER BY id`],
];
const BY_TIME = 'audit_entry';

const COLUMNS = `
  SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND NOT atthasdef AND attidentity = ''
  ORDER BY attnum`;

interface Column {
  readonly name: string;
  readonly type: string;
}
type Cell = string | null;

/** Some rows of one table, column by column, and the statement that inserts such. */
interface Portion {
  readonly name: string;
  readonly text: string;
  readonly columns: readonly { readonly isJson: boolean; readonly cells: readonly Cell[] }[];
}
type Batch = readonly Portion[];

const { DATABASE_URL } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: CONNECTIONS });

/** An array goes as the text of one, a JSON text among others of its column, all else as the element of an array. */
function insertOf(table: string, columns: readonly Column[]): string {
  const names = columns.map(({ name }) => name).join(', ');
  const given = columns.map(({ type }, index) => {
    if (type === 'jsonb') return splitJsonTexts(`$${index + 1}`);
    return `$${index + 1}::${type.endsWith('[]') ? 'text' : type}[]`;
  });
  const taken = columns.map(({ name, type }) => (/\[\]$|^jsonb$/.test(type) ? `${name}::${type}` : name));
  return `INSERT INTO ${table} (${names}) SELECT ${taken.join(', ')} FROM unnest(${given.join(', ')}) AS given (${names})`;
}

async function rowsOf(client: pg.Client, [table, those]: (typeof TABLES)[number], order: RowsOrder) {
  const { rows: columns } = await client.query<Column>(COLUMNS, [table]);
  const texts = columns.map(({ name }) => `${name}::text`).join(', ');
  const { rows } = await client.query<Cell[]>({
    text: `SELECT ${texts} FROM ${table} WHERE ${those}`,
    values: [table === BY_TIME ? order.since : order.sinceFact],
    rowMode: 'array',
  });
  return { table, columns, rows };
}

type TableRows = Awaited<ReturnType<typeof rowsOf>>;

function portionOf({ table, columns, rows }: TableRows, batch: number, batches: number): Portion {
  const from = Math.round((rows.length * batch) / batches);
  const some = rows.slice(from, Math.round((rows.length * (batch + 1)) / batches));
  return {
    name: table,
    text: insertOf(table, columns),
    columns: columns.map(({ type }, place) => {
      return { isJson: type === 'jsonb', cells: some.map((row) => row[place] ?? null) };
    }),
  };
}

async function insert(batch: Batch): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const { name, text, columns } of batch) {
      const values = columns.map(({ isJson, cells }) =>
        isJson ? jsonTexts(cells.map((cell) => cell ?? '')) : arrayText(cells),
      );
      await client.query({ name, text, values });
    }
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** The reference: 16 connections insert the same rows, many at a time, and nothing else. */
answerParent(async (order: RowsOrder): Promise<RowsResult> => {
  const client = new pg.Client({ connectionString: order.from });
  await client.connect();
  const tables: TableRows[] = [];
  for (const table of TABLES) tables.push(await rowsOf(client, table, order));
  await client.end();
  const reports = tables.find(({ table }) => table === 'test_report')?.rows.length ?? 0;
  const batches = Math.max(1, Math.round(reports / order.reportsABatch));
  const ready = Array.from({ length: batches }, (_, batch): Batch =>
    tables.filter(({ rows }) => rows.length > 0).map((table) => portionOf(table, batch, batches)),
  );
  const from = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let batch = ready[next++]; batch !== undefined; batch = ready[next++]) await insert(batch);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const seconds = (performance.now() - from) / MS;
  return { reports, rows: tables.reduce((sum, { rows }) => sum + rows.length, 0), seconds };
});
