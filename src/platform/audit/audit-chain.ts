import type { SiteCode } from '../../domain/sync/fact.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';

const STAMP = statement('audit_stamp', 'SELECT stamp_audit($1, $2) AS stamped');
const TIDY = statement('audit_tidy', 'SELECT tidy_audit_index()');
const HEAD = statement(
  'audit_head',
  `SELECT h.blocks, h.entries, encode(h.link, 'hex') AS link,
     (SELECT count(*)::int FROM audit_entry e
      WHERE (e.tx, e.id) > (h.last_tx, h.last_id) AND e.id > h.floor_id) AS waiting
   FROM audit_head h`,
);
const BATCH = 1000;
/** Rounds that stamped something between two merges of the index; a second of rounds, about. */
const ROUNDS_A_TIDY = 20;

/** Where the audit chain of this site ends. */
export interface AuditHead {
  readonly blocks: number;
  readonly entries: number;
  /** Link of the last block, hexadecimal: written down elsewhere, it proves that nothing before it was changed. */
  readonly link: string;
  /** Entries that wait for the stamper. */
  readonly waiting: number;
}

/** The head of the audit chain; null before the first stamping. */
export async function readAuditHead(database: Database): Promise<AuditHead | null> {
  const [head] = await database.query<AuditHead>(HEAD);
  return head ?? null;
}

/** Chains the audit entries of all transactions that have ended. @returns how many; 0 also when another is at work. */
export async function stampAudit(database: Database, site: SiteCode): Promise<number> {
  for (let total = 0; ;) {
    const [row] = await database.query<{ stamped: number }>(STAMP, [site, BATCH]);
    const stamped = Math.max(row?.stamped ?? 0, 0);
    total += stamped;
    if (stamped < BATCH) return total;
  }
}

/** A round of the audit's stamper; now and then it also merges the index, so that no writer ever has to. */
export function auditStamping(database: Database, site: SiteCode): () => Promise<void> {
  let rounds = 0;
  return async () => {
    if ((await stampAudit(database, site)) === 0) return;
    rounds += 1;
    if (rounds % ROUNDS_A_TIDY === 0) await database.query(TIDY);
  };
}
