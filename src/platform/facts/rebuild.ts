import pg from 'pg';
import type { Fact } from '../../domain/sync/fact.js';
import { statement } from '../database/statement.js';
import type { Database, Tx } from '../database/database.js';
import { FACT_COLUMNS, factOf, type FactRow } from './fact-rows.js';
import type { Projection } from './projection.js';

const SCHEMA = 'rebuild';
const LIVE = 'public';
const CHUNK = 1000;
const MAX_EXAMPLES = 10;

const ISOLATE = statement('rebuild_isolate', 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
const COUNT = statement(
  'rebuild_count',
  'SELECT count(DISTINCT subject)::int AS subjects FROM fact WHERE subject_type = $1',
);
const CHUNK_FACTS = statement(
  'rebuild_chunk',
  `SELECT ${FACT_COLUMNS} FROM public.fact WHERE subject_type = $1 AND subject IN (
     SELECT DISTINCT subject FROM public.fact WHERE subject_type = $1 AND ($2::uuid IS NULL OR subject > $2)
     ORDER BY subject LIMIT $3)`,
);

/** One row that the rebuilt projection has otherwise than the live one. */
export interface Difference {
  readonly table: string;
  /** ONLY_LIVE: should not be there; ONLY_REBUILT: is missing. A changed row shows as one of each. */
  readonly where: 'ONLY_LIVE' | 'ONLY_REBUILT';
  readonly key: string;
}

export interface RebuildReport {
  readonly subjects: number;
  readonly facts: number;
  /** Differing rows by table, all counted. */
  readonly differing: Readonly<Record<string, number>>;
  /** The first few of them. */
  readonly examples: readonly Difference[];
  readonly applied: boolean;
}

export interface RebuildOptions {
  /** Put the rebuilt rows in the place of the live ones when they differ. */
  readonly apply: boolean;
  readonly onProgress: (subjects: number, total: number) => void;
}

/** Ends the transaction of a rebuild that leaves nothing behind. */
class NothingToKeep extends Error {
  constructor(readonly report: RebuildReport) {
    super('nothing to keep');
  }
}

/**
 * Folds every fact again into tables beside the live ones, on one snapshot, and compares row by row. Needs the owner's
 * rights. Without `apply` the whole transaction is rolled back and nothing remains of it.
 */
export async function rebuildProjection(
  owner: Database,
  projection: Projection,
  options: RebuildOptions,
): Promise<RebuildReport> {
  try {
    return await owner.transaction(async (tx) => {
      await tx.query(ISOLATE);
      if (options.apply) await freeze(tx, projection);
      await shadow(tx, projection);
      const folded = await refold(tx, projection, options.onProgress);
      const compared = await compare(tx, projection);
      const applied = options.apply && compared.examples.length > 0;
      const report = { ...folded, ...compared, applied };
      if (!applied) throw new NothingToKeep(report);
      await replace(tx, projection);
      await tx.query(plain(`DROP SCHEMA ${SCHEMA} CASCADE`));
      return report;
    });
  } catch (error) {
    if (error instanceof NothingToKeep) return error.report;
    throw error;
  }
}

const plain = (text: string): ReturnType<typeof statement> => statement('rebuild', text);

async function freeze(tx: Tx, projection: Projection): Promise<void> {
  await tx.query(plain(`LOCK TABLE ${LIVE}.fact IN SHARE ROW EXCLUSIVE MODE`));
  for (const { name } of projection.tables) {
    await tx.query(plain(`LOCK TABLE ${LIVE}.${pg.escapeIdentifier(name)} IN SHARE ROW EXCLUSIVE MODE`));
  }
}

async function shadow(tx: Tx, projection: Projection): Promise<void> {
  await tx.query(plain(`CREATE SCHEMA ${SCHEMA}`));
  for (const { name } of projection.tables) {
    await tx.query(
      plain(
        `CREATE TABLE ${SCHEMA}.${pg.escapeIdentifier(name)} (LIKE ${LIVE}.${pg.escapeIdentifier(name)} INCLUDING ALL)`,
      ),
    );
  }
  await tx.query(plain(`SET LOCAL search_path = ${SCHEMA}, ${LIVE}`));
}

async function refold(
  tx: Tx,
  projection: Projection,
  onProgress: RebuildOptions['onProgress'],
): Promise<{ subjects: number; facts: number }> {
  const [count] = await tx.query<{ subjects: number }>(COUNT, [projection.subjectType]);
  const total = count?.subjects ?? 0;
  let after: string | null = null;
  let subjects = 0;
  let facts = 0;
  for (;;) {
    const rows: FactRow[] = await tx.query<FactRow>(CHUNK_FACTS, [projection.subjectType, after, CHUNK]);
    const bySubject = new Map<string, Fact[]>();
    for (const row of rows) {
      const known = bySubject.get(row.subject);
      if (known === undefined) bySubject.set(row.subject, [factOf(row)]);
      else known.push(factOf(row));
    }
    if (bySubject.size === 0) return { subjects, facts };
    await projection.project(tx, bySubject);
    subjects += bySubject.size;
    facts += rows.length;
    after = [...bySubject.keys()].reduce((last, one) => (one > last ? one : last));
    onProgress(subjects, total);
  }
}

/** Both sides of a table that the other side lacks; a row is told by its key columns ($1). */
const differenceOf = (name: string): string => `
  WITH only_live AS (SELECT * FROM ${LIVE}.${pg.escapeIdentifier(name)} EXCEPT ALL
      SELECT * FROM ${SCHEMA}.${pg.escapeIdentifier(name)}),
    only_rebuilt AS (SELECT * FROM ${SCHEMA}.${pg.escapeIdentifier(name)} EXCEPT ALL
      SELECT * FROM ${LIVE}.${pg.escapeIdentifier(name)}),
    both_sides AS (SELECT 'ONLY_LIVE' AS side, to_jsonb(l) AS row FROM only_live l
      UNION ALL SELECT 'ONLY_REBUILT', to_jsonb(r) FROM only_rebuilt r)
  SELECT side, (SELECT jsonb_object_agg(k, row -> k) FROM unnest($1::text[]) AS k)::text AS key,
    count(*) OVER ()::int AS total
  FROM both_sides ORDER BY key, side LIMIT ${MAX_EXAMPLES}`;

async function compare(
  tx: Tx,
  projection: Projection,
): Promise<Pick<RebuildReport, 'differing' | 'examples'>> {
  const differing: Record<string, number> = {};
  const examples: Difference[] = [];
  for (const { name, key } of projection.tables) {
    const rows = await tx.query<{ side: Difference['where']; key: string; total: number }>(
      plain(differenceOf(name)),
      [key],
    );
    differing[name] = rows[0]?.total ?? 0;
    examples.push(...rows.map((row) => ({ table: name, where: row.side, key: row.key })));
  }
  return { differing, examples };
}

async function replace(tx: Tx, projection: Projection): Promise<void> {
  for (const { name } of [...projection.tables].reverse()) {
    await tx.query(plain(`DELETE FROM ${LIVE}.${pg.escapeIdentifier(name)}`));
  }
  for (const { name } of projection.tables) {
    await tx.query(
      plain(
        `INSERT INTO ${LIVE}.${pg.escapeIdentifier(name)} SELECT * FROM ${SCHEMA}.${pg.escapeIdentifier(name)}`,
      ),
    );
  }
}
