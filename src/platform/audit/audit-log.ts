import type { RequestContext } from '../context/request-context.js';
import { statement } from '../database/statement.js';
import type { Tx } from '../database/database.js';

/** One line of the audit: who did or read what, on which subjects, why. */
export interface AuditEntry {
  readonly action: string;
  /** Ids of the subjects touched or shown. */
  readonly subjects: readonly string[];
  /** What was asked, never personal data. */
  readonly detail: Readonly<Record<string, unknown>>;
}

const INSERT_AUDIT = statement(
  'audit_insert',
  `INSERT INTO audit_entry (at, account_id, role, organisation_id, action, purpose, reference, request_id, subjects, detail)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $10::jsonb)`,
);

/** Writes an audit line inside the transaction of the work that it tells of. */
export async function recordAudit(tx: Tx, context: RequestContext, entry: AuditEntry): Promise<void> {
  await tx.query(INSERT_AUDIT, [
    context.now,
    context.actor?.accountId ?? null,
    context.actor?.role ?? null,
    context.actor?.organisationId ?? null,
    entry.action,
    context.purpose,
    context.reference,
    context.requestId,
    entry.subjects,
    JSON.stringify(entry.detail),
  ]);
}
