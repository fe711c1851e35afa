import {
  startOfBlocks,
  verifyBlock,
  verifyBlockHead,
  type AuditBreak,
  type BlockState,
} from '../../domain/sync/block-chain.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { sha256 } from '../facts/sha256.js';

const HEAD = statement('audit_verify_head', 'SELECT site, blocks, entries, link FROM audit_head');
const BLOCKS = statement(
  'audit_verify_blocks',
  'SELECT number, entry_ids, entry_hashes, link FROM audit_block WHERE number > $1 AND number <= $2 ORDER BY number LIMIT $3',
);
/** The text that the stamper hashed, made anew from the columns and not by the database's own function. */
const ENTRIES = statement(
  'audit_verify_entries',
  `SELECT id, json_build_array(id, (extract(epoch FROM at) * 1000)::bigint, account_id, role, organisation_id, action,
     purpose, reference, request_id, subjects, detail)::text AS text
   FROM audit_entry WHERE id = ANY ($1::bigint[])`,
);
/** In no block, and not among what the stamper will come to. */
const STRAYS = statement(
  'audit_verify_strays',
  `WITH head AS MATERIALIZED (
     SELECT last_tx, last_id, floor_id FROM audit_head
     UNION ALL SELECT '0', 0, 0 WHERE NOT EXISTS (SELECT FROM audit_head)
   )
   SELECT e.id FROM audit_entry e CROSS JOIN head h
   WHERE NOT ((e.tx, e.id) > (h.last_tx, h.last_id) AND e.id > h.floor_id
       AND e.tx < pg_snapshot_xmax(pg_current_snapshot()))
     AND NOT EXISTS (SELECT FROM (SELECT unnest(entry_ids) AS id FROM audit_block) s WHERE s.id = e.id)
   ORDER BY e.id LIMIT 1`,
);
const BLOCKS_A_PAGE = 50;

interface BlockRow {
  readonly number: number;
  /** As the driver gives 64-bit integers of an array. */
  readonly entry_ids: readonly (string | number)[];
  readonly entry_hashes: Buffer;
  readonly link: Buffer;
}

/** What the walk along the audit chain found. */
export interface AuditReport {
  /** Entries whose content and place are right, from the first on. */
  readonly verified: number;
  readonly blocks: number;
  /** Link of the last block that holds, hexadecimal. */
  readonly link: string;
  /** The first bad place, or null. */
  readonly broken: AuditBreak | null;
}

/**
 * Walks the audit chain of this site from its genesis and recomputes the hash of every entry from its columns.
 * @param onProgress is told the entries walked and the entries in all.
 * @returns null when nothing was ever stamped or written
 */
export async function verifyAudit(
  database: Database,
  onProgress: (done: number, total: number) => void,
): Promise<AuditReport | null> {
  const [head] = await database.query<{ site: SiteCode; blocks: number; entries: number; link: Buffer }>(
    HEAD,
  );
  let state = startOfBlocks(head?.site ?? '310000', sha256);
  let broken: AuditBreak | null = null;
  while (head !== undefined && broken === null && state.number < head.blocks) {
    const blocks = await database.query<BlockRow>(BLOCKS, [state.number, head.blocks, BLOCKS_A_PAGE]);
    ({ state, broken } = await walk(database, state, blocks));
    onProgress(state.entries, head.entries);
    if (blocks.length === 0) break;
  }
  if (head !== undefined) {
    broken ??= verifyBlockHead(state, { number: head.blocks, link: head.link, entries: head.entries });
  }
  broken ??= await strayEntry(database);
  if (head === undefined && broken === null) return null;
  return { verified: state.entries, blocks: state.number, link: hexOf(state.link), broken };
}

async function walk(
  database: Database,
  from: BlockState,
  rows: readonly BlockRow[],
): Promise<{ state: BlockState; broken: AuditBreak | null }> {
  const blocks = rows.map((row) => ({
    number: row.number,
    entryIds: row.entry_ids.map(Number),
    entryHashes: row.entry_hashes,
    link: row.link,
  }));
  const texts = await textsOf(
    database,
    blocks.flatMap(({ entryIds }) => entryIds),
  );
  let state = from;
  for (const block of blocks) {
    const step = verifyBlock(state, block, (id) => texts.get(id) ?? null, sha256);
    if (!step.ok) return { state, broken: step.error };
    state = step.value;
  }
  return { state, broken: null };
}

async function textsOf(database: Database, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await database.query<{ id: number; text: string }>(ENTRIES, [ids]);
  return new Map(rows.map(({ id, text }) => [id, text]));
}

async function strayEntry(database: Database): Promise<AuditBreak | null> {
  const [stray] = await database.query<{ id: number }>(STRAYS);
  return stray === undefined ? null : { block: null, entryId: stray.id, what: 'INSERTED' };
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The report in words, for a log or a terminal. */
export function describeAudit({ verified, blocks, link, broken }: AuditReport): string {
  if (broken === null) return `audit: ${verified} entries in ${blocks} blocks hold, head ${link}`;
  const place = broken.block === null ? '' : ` in block ${broken.block}`;
  const entry = broken.entryId === null ? '' : ` (entry ${broken.entryId})`;
  return `audit: BROKEN${place}${entry}: ${broken.what}; ${verified} entries before it hold`;
}
