import { CODE_TABLES } from '../../src/domain/vehicle/code-tables.js';
import { canonicalJson } from '../../src/domain/sync/canonical.js';
import type { Database, Tx } from '../../src/platform/database/database.js';
import { statement } from '../../src/platform/database/statement.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import { divisionSeeds } from './divisions.js';
import type { DivisionSeed } from './divisions.js';

interface CodeSeed {
  readonly table: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

const NAME = 'reference';

const LOADED = statement(
  'reference_loaded',
  'SELECT content_hash AS hash FROM reference_version WHERE name = $1',
);
/** Two processes that start at once load one after the other. */
const LOCK = statement('reference_lock', 'LOCK TABLE reference_version IN SHARE ROW EXCLUSIVE MODE');
const REMEMBER = statement(
  'reference_remember',
  `INSERT INTO reference_version (name, content_hash, loaded_at) VALUES ($1, $2, now())
   ON CONFLICT (name) DO UPDATE SET content_hash = EXCLUDED.content_hash, loaded_at = EXCLUDED.loaded_at`,
);
const DROP_DIVISIONS = statement(
  'reference_drop_divisions',
  'DELETE FROM division WHERE code <> ALL ($1::text[])',
);
const PUT_DIVISIONS = statement(
  'reference_put_divisions',
  `INSERT INTO division (code, level, parent, name, valid_to, successor)
   SELECT code, level, parent, name, valid_to, successor FROM jsonb_to_recordset($1::jsonb)
     AS given (code text, level text, parent text, name text, valid_to date, successor text[])
   ON CONFLICT (code) DO UPDATE SET level = EXCLUDED.level, parent = EXCLUDED.parent, name = EXCLUDED.name,
     valid_to = EXCLUDED.valid_to, successor = EXCLUDED.successor`,
);
const DROP_CODES = statement(
  'reference_drop_codes',
  `DELETE FROM code_entry WHERE (code_table, code) NOT IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
);
const PUT_CODES = statement(
  'reference_put_codes',
  `INSERT INTO code_entry (code_table, code, name_zh, name_en)
   SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
   ON CONFLICT (code_table, code) DO UPDATE SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en`,
);

/** How many rows there are after loading. */
export interface ReferenceCounts {
  readonly divisions: number;
  readonly codes: number;
}

/**
 * Brings the tables `division` and `code_entry` in line with the constants of the domain, as the owner. When the same
 * content was loaded last, it asks once and writes nothing; otherwise everything changes in one transaction.
 */
export async function seedReference(owner: Database): Promise<ReferenceCounts> {
  const divisions = divisionSeeds();
  const codes = codeSeeds();
  const hash = Buffer.from(sha256(new TextEncoder().encode(canonicalJson({ divisions, codes })))).toString(
    'hex',
  );
  if (!(await isLoaded(owner, hash))) {
    await owner.transaction(async (tx) => {
      await tx.query(LOCK);
      if (await isLoaded(tx, hash)) return;
      await loadDivisions(tx, divisions);
      await loadCodes(tx, codes);
      await tx.query(REMEMBER, [NAME, hash]);
    });
  }
  return { divisions: divisions.length, codes: codes.length };
}

function codeSeeds(): readonly CodeSeed[] {
  return Object.entries(CODE_TABLES).flatMap(([table, entries]) =>
    Object.entries(entries).map(([code, { zh, en }]) => ({ table, code, nameZh: zh, nameEn: en })),
  );
}

async function isLoaded(on: Pick<Tx, 'query'>, hash: string): Promise<boolean> {
  const [row] = await on.query<{ hash: string }>(LOADED, [NAME]);
  return row?.hash === hash;
}

async function loadDivisions(tx: Tx, divisions: readonly DivisionSeed[]): Promise<void> {
  const rows = divisions.map(({ validTo, successors, ...row }) => ({
    ...row,
    valid_to: validTo,
    successor: successors,
  }));
  await tx.query(DROP_DIVISIONS, [divisions.map(({ code }) => code)]);
  await tx.query(PUT_DIVISIONS, [JSON.stringify(rows)]);
}

async function loadCodes(tx: Tx, codes: readonly CodeSeed[]): Promise<void> {
  const tables = codes.map(({ table }) => table);
  const values = codes.map(({ code }) => code);
  const names = (name: 'nameZh' | 'nameEn'): readonly string[] => codes.map((entry) => entry[name]);
  await tx.query(DROP_CODES, [tables, values]);
  await tx.query(PUT_CODES, [tables, values, names('nameZh'), names('nameEn')]);
}
