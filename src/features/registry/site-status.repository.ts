import { Injectable } from '@nestjs/common';
import { readAuditHead, type AuditHead } from '../../platform/audit/audit-chain.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

const LOGS = statement(
  'site_logs',
  `SELECT l.site, l.last_seq, (SELECT count(*)::int FROM fact_unstamped u WHERE u.site = l.site) AS unstamped
   FROM fact_log l ORDER BY l.site`,
);
const SOURCES = statement(
  'site_sources',
  'SELECT site, heard_at FROM site_source WHERE heard_at IS NOT NULL',
);

export interface LogRow {
  readonly site: string;
  readonly last_seq: number;
  readonly unstamped: number;
}

/** The state of the fact logs and of the feeds. */
@Injectable()
export class SiteStatusRepository {
  constructor(private readonly database: Database) {}

  async logs(): Promise<readonly LogRow[]> {
    return this.database.query<LogRow>(LOGS);
  }

  /** Where the audit chain ends; null before its first entry. */
  async audit(): Promise<AuditHead | null> {
    return readAuditHead(this.database);
  }

  /** When each other province was last heard of. */
  async heard(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ site: string; heard_at: string }>(SOURCES);
    return new Map(rows.map(({ site, heard_at }) => [site, heard_at]));
  }
}
