import {
  startOfChain,
  verifyChainHead,
  verifyChainRow,
  type ChainBreak,
  type ChainState,
} from '../../domain/sync/hash-chain.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import { statement } from '../database/statement.js';
import type { Database } from '../database/database.js';
import { factOf, type FactRow } from './fact-rows.js';
import { sha256 } from './sha256.js';

const PAGE = statement(
  'verify_page',
  `SELECT s.seq, s.fact_id, s.link, f.content_hash, f.id, f.site, f.kind, f.version, f.subject_type, f.subject,
     f.occurred_at, f.recorded_at, f.payload, f.supersedes
   FROM fact_stamp s LEFT JOIN fact f ON f.id = s.fact_id
   WHERE s.site = $1 AND s.seq > $2 ORDER BY s.seq LIMIT $3`,
);
const HEADS = statement('verify_heads', 'SELECT site, last_seq, last_link FROM fact_log ORDER BY site');
const STRAYS = statement(
  'verify_strays',
  `SELECT f.id FROM fact f WHERE f.site = $1
     AND NOT EXISTS (SELECT FROM fact_stamp s WHERE s.fact_id = f.id)
     AND NOT EXISTS (SELECT FROM fact_unstamped u WHERE u.fact_id = f.id)
   ORDER BY f.id LIMIT 1`,
);
const PAGE_SIZE = 2000;

interface PageRow extends Omit<FactRow, 'id'> {
  readonly id: string | null;
  readonly seq: number;
  readonly fact_id: string;
  readonly link: Buffer;
  readonly content_hash: Buffer | null;
}

/** What the walk along one site's chain found. */
export interface ChainReport {
  readonly site: SiteCode;
  /** Facts whose number, content and link are right, from the first on. */
  readonly verified: number;
  /** The first bad row, or null. */
  readonly broken: ChainBreak | null;
  /** A fact that is neither numbered nor waiting for its number, or null. */
  readonly stray: string | null;
}

/**
 * Walks every site's chain from its genesis and recomputes each content hash and link from the stored columns.
 * @param onProgress is told the facts walked and the facts in all.
 */
export async function verifyChains(
  database: Database,
  onProgress: (done: number, total: number) => void,
): Promise<ChainReport[]> {
  const heads = await database.query<{ site: SiteCode; last_seq: number; last_link: Buffer }>(HEADS);
  const total = heads.reduce((sum, head) => sum + head.last_seq, 0);
  const reports: ChainReport[] = [];
  let before = 0;
  for (const head of heads) {
    const done = before;
    const walked = await walk(database, head, (seq) => onProgress(done + seq, total));
    const [stray] = await database.query<{ id: string }>(STRAYS, [head.site]);
    reports.push({ ...walked, site: head.site, stray: stray?.id ?? null });
    before += head.last_seq;
  }
  return reports;
}

async function walk(
  database: Database,
  head: { site: SiteCode; last_seq: number; last_link: Buffer },
  onProgress: (seq: number) => void,
): Promise<{ verified: number; broken: ChainBreak | null }> {
  let state: ChainState = startOfChain(head.site, sha256);
  for (;;) {
    const rows = await database.query<PageRow>(PAGE, [head.site, state.seq, PAGE_SIZE]);
    for (const row of rows) {
      // Rows stamped after the head was read belong to the next walk.
      if (row.seq > head.last_seq) break;
      const step = verifyChainRow(state, chainRow(row), sha256);
      if (!step.ok) return { verified: state.seq, broken: step.error };
      state = step.value;
    }
    onProgress(state.seq);
    if (rows.length < PAGE_SIZE || state.seq >= head.last_seq) break;
  }
  return {
    verified: state.seq,
    broken: verifyChainHead(state, { seq: head.last_seq, link: head.last_link }),
  };
}

function chainRow(row: PageRow): Parameters<typeof verifyChainRow>[1] {
  return {
    seq: row.seq,
    factId: row.fact_id,
    fact: row.id === null ? null : factOf({ ...row, id: row.id }),
    contentHash: row.content_hash ?? Buffer.alloc(0),
    link: row.link,
  };
}
