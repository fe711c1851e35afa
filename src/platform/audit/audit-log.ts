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
  `INSERT INTO audit_entry
     (at, account_id, role, organisation_id, action, purpose, reference, request_id, subjects, detail)
   SELECT at, account_id, role, organisation_id, action, purpose, reference, request_id, subjects::uuid[], detail::jsonb
   FROM unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
     $9::text[], $10::text[]) AS line
     (at, account_id, role, organisation_id, action, purpose, reference, request_id, subjects, detail)`,
);

/** An audit line with the request that it tells of. */
export interface AuditLine {
  readonly context: RequestContext;
  readonly entry: AuditEntry;
}

/** Writes audit lines inside the transaction of the work that they tell of, which fails when they cannot be written. */
export function recordAudits(tx: Tx, lines: readonly AuditLine[]): Promise<void> {
  const column = <V>(value: (line: AuditLine) => V): V[] => lines.map(value);
  tx.send(INSERT_AUDIT, [
    column(({ context }) => context.now),
    column(({ context }) => context.actor?.accountId ?? null),
    column(({ context }) => context.actor?.role ?? null),
    column(({ context }) => context.actor?.organisationId ?? null),
    column(({ entry }) => entry.action),
    column(({ context }) => context.purpose),
    column(({ context }) => context.reference),
    column(({ context }) => context.requestId),
    // A list of lists must be rectangular for the server, so each goes as the text of one.
    column(({ entry }) => `{${entry.subjects.join(',')}}`),
    column(({ entry }) => JSON.stringify(entry.detail)),
  ]);
  return Promise.resolve();
}

/** Writes one audit line inside the transaction of the work that it tells of. */
export function recordAudit(tx: Tx, context: RequestContext, entry: AuditEntry): Promise<void> {
  return recordAudits(tx, [{ context, entry }]);
}
