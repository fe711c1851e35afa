import type { Fact, SiteCode, SubjectType } from '../../domain/sync/fact.js';

/** A fact as its table holds it; times come as ISO text through the statement parsers. */
export interface FactRow {
  readonly id: string;
  readonly site: SiteCode;
  readonly kind: string;
  readonly version: number;
  readonly subject_type: SubjectType;
  readonly subject: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly payload: unknown;
  readonly supersedes: string | null;
}

export const FACT_COLUMNS =
  'id, site, kind, version, subject_type, subject, occurred_at, recorded_at, payload, supersedes';

export function factOf(row: FactRow): Fact {
  return {
    id: row.id,
    site: row.site,
    kind: row.kind,
    version: row.version,
    subjectType: row.subject_type,
    subject: row.subject,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    payload: row.payload,
    supersedes: row.supersedes,
  };
}
