import { readAuditHead, stampAudit, type AuditHead } from '../../src/platform/audit/audit-chain.js';
import type { Database } from '../../src/platform/database/database.js';
import type { SiteCode } from '../../src/domain/sync/fact.js';

/**
 * Stamps until nothing waits: transactions of other tests on the same server hold entries back as long as they last.
 */
export async function stampAllAudit(database: Database, site: SiteCode = '310000'): Promise<AuditHead> {
  for (;;) {
    await stampAudit(database, site);
    const head = await readAuditHead(database);
    if (head?.waiting === 0) return head;
  }
}
