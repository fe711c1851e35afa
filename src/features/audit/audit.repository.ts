import { Injectable } from '@nestjs/common';
import type { Role } from '../../domain/access/roles.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import type { Statement } from '../../platform/database/statement.js';

/** Conditions on audit entries that were checked; null where none was asked. */
export interface AuditConditions {
  /** What the division of the organisation that acted begins with; lines of nobody's account belong to the site. */
  readonly divisionPrefix: string;
  readonly account: string | null;
  readonly organisation: string | null;
  readonly subject: string | null;
  readonly action: string | null;
  readonly purpose: string | null;
  readonly from: Instant | null;
  /** Not included. */
  readonly to: Instant | null;
}

export interface AuditRow {
  readonly id: number;
  readonly at: Instant;
  readonly account_id: string | null;
  readonly login: string | null;
  readonly role: Role | null;
  readonly organisation_id: string | null;
  readonly name_zh: string | null;
  readonly name_en: string | null;
  readonly action: string;
  readonly purpose: string | null;
  readonly reference: string | null;
  readonly request_id: string;
  readonly subjects: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A statement with its values. */
export interface AuditQuery {
  readonly sql: Statement;
  readonly values: readonly unknown[];
}

const COLUMNS = `SELECT e.id, e.at, e.account_id, a.login, e.role, e.organisation_id, o.name_zh, o.name_en, e.action,
    e.purpose, e.reference, e.request_id, e.subjects, e.detail`;
const FROM = `FROM audit_entry e LEFT JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN account a ON a.id = e.account_id
  WHERE (o.id IS NULL OR starts_with(o.division, $1))`;

/** Without a name: which index is the short way depends on the very values. */
const planned = (...lines: readonly string[]): Statement => ({ name: '', text: lines.join('\n') });

function conditionsOf(asked: AuditConditions, after: number | null): { lines: string[]; values: unknown[] } {
  const values: unknown[] = [asked.divisionPrefix];
  const lines: string[] = [];
  const add = (value: unknown, condition: (place: string) => string): void => {
    if (value === null) return;
    values.push(value);
    lines.push(`AND ${condition(`$${values.length}`)}`);
  };
  // The index is over all three together; which of them it was is said beside it.
  const about = [asked.account, asked.organisation, asked.subject].filter((id) => id !== null);
  add(
    about.length === 0 ? null : about,
    (ids) => `(e.subjects || e.account_id || e.organisation_id) @> ${ids}::uuid[]`,
  );
  add(asked.account, (id) => `e.account_id = ${id}`);
  add(asked.organisation, (id) => `e.organisation_id = ${id}`);
  add(asked.subject, (id) => `e.subjects @> ARRAY[${id}::uuid]`);
  add(asked.action, (action) => `e.action = ${action}`);
  add(asked.purpose, (purpose) => `e.purpose = ${purpose}`);
  add(asked.from, (from) => `e.at >= ${from}`);
  add(asked.to, (to) => `e.at < ${to}`);
  add(after, (id) => `e.id < ${id}`);
  return { lines, values };
}

/** Entries from the latest on; `size` null: all of them. */
export function auditQuery(asked: AuditConditions, after: number | null, size: number | null): AuditQuery {
  const { lines, values } = conditionsOf(asked, after);
  if (size !== null) values.push(size);
  const limit = size === null ? [] : [`LIMIT $${values.length}`];
  return { sql: planned(COLUMNS, FROM, ...lines, 'ORDER BY e.id DESC', ...limit), values };
}

/** How many entries the conditions have in all. */
export function auditCountQuery(asked: AuditConditions): AuditQuery {
  const { lines, values } = conditionsOf(asked, null);
  return { sql: planned('SELECT count(*)::int AS total', FROM, ...lines), values };
}

/** The audit as those see it who watch over it. */
@Injectable()
export class AuditRepository {
  async page(tx: Tx, asked: AuditConditions, after: number | null, size: number): Promise<AuditRow[]> {
    const { sql, values } = auditQuery(asked, after, size);
    return tx.query<AuditRow>(sql, values);
  }
}
