import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { shownIn } from '../../platform/audit/shown-fields.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { Language, RequestContext } from '../../platform/context/request-context.js';
import { readByCursor } from '../../platform/database/cursor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { connectionOf, decodeCursor, encodeCursor, globalId } from '../../platform/graphql/relay.js';
import { checkAuditFilter, type AuditFilter } from './audit-filter.js';
import type { AuditConnection, AuditEntryModel } from './audit.model.js';
import {
  auditCountQuery,
  auditQuery,
  AuditRepository,
  type AuditConditions,
  type AuditRow,
} from './audit.repository.js';

const ACTION = 'audit.read';
const AT_ONCE = 1000;

/** Which page; null and absent mean the same. */
export interface AuditPageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Who did or read what, and why: for those who watch over it, who are watched themselves. */
@Injectable()
export class AuditTrailService {
  constructor(
    private readonly database: Database,
    private readonly entries: AuditRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * One page of the entries that fulfil the filter, latest first; asking is itself an entry.
   * @throws AppError PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID, those of `checkAuditFilter` and of `authorise`
   */
  async page(
    context: RequestContext,
    filter: AuditFilter,
    request: AuditPageRequest,
  ): Promise<AuditConnection> {
    const authorised = authorise(context, ACTION);
    const size = checkFirst(request.first, this.settings.maxPageSize);
    const conditions = checkAuditFilter(filter, authorised);
    const name = `audit ${JSON.stringify(conditions)}`;
    const after = positionOf(name, request.after ?? null);
    const found = await this.database.transaction(async (tx) => {
      const rows = await this.entries.page(tx, conditions, after, size + 1);
      const shown = rows.slice(0, size).map(({ id }) => id);
      const subjects = conditions.subject === null ? [] : [conditions.subject];
      const range = { newest: shown[0] ?? null, oldest: shown.at(-1) ?? null };
      const detail = { filter: conditions, size, isFirst: after === null, ...range };
      await recordAudit(tx, authorised.context, { action: ACTION, subjects, detail });
      return rows;
    });
    return connectionOf(
      found.slice(0, size).map((row) => auditView(row, context.language)),
      {
        cursorOf: ({ id }) => encodeCursor(name, [Number(id)]),
        more: found.length > size,
        isFirst: after === null,
      },
    );
  }

  /** The same entries from beginning to end. @throws AppError as `page` */
  stream(asked: RequestContext, filter: AuditFilter): AuditStream {
    const authorised = authorise(asked, ACTION);
    const { context } = authorised;
    const conditions = checkAuditFilter(filter, authorised);
    const { sql, values } = auditCountQuery(conditions);
    return {
      context,
      count: async (tx) => (await tx.query<{ total: number }>(sql, values))[0]?.total ?? 0,
      batches: (tx) => streamOf(tx, conditions, context.language),
    };
  }
}

/** A whole audit trail, read in one transaction whatever its length. */
export interface AuditStream {
  /** With the purpose that the permission gave. */
  readonly context: RequestContext;
  count(tx: Tx): Promise<number>;
  batches(tx: Tx): AsyncIterable<readonly AuditEntryModel[]>;
}

async function* streamOf(
  tx: Tx,
  conditions: AuditConditions,
  language: Language,
): AsyncGenerator<readonly AuditEntryModel[]> {
  const query = auditQuery(conditions, null, null);
  for await (const rows of readByCursor<AuditRow>(tx, 'list', query, AT_ONCE)) {
    yield rows.map((row) => auditView(row, language));
  }
}

function positionOf(name: string, after: string | null): number | null {
  if (after === null) return null;
  const [id] = decodeCursor(name, after);
  if (typeof id === 'number' && Number.isSafeInteger(id)) return id;
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}

const idOrNull = (type: string, id: string | null): string | null =>
  id === null ? null : globalId(type, id);

/** An audit entry as it is shown to those who watch over it. */
function auditView(row: AuditRow, language: Language): AuditEntryModel {
  const { shown: _shown, ...asked } = row.detail;
  return {
    id: String(row.id),
    at: row.at,
    account: idOrNull('Account', row.account_id),
    login: row.login,
    role: row.role,
    organisation: idOrNull('Organisation', row.organisation_id),
    organisationName: language === 'zh' ? row.name_zh : row.name_en,
    action: row.action,
    purpose: row.purpose,
    reference: row.reference,
    requestId: row.request_id,
    subjects: row.subjects,
    shown: shownIn(row.detail),
    detail: JSON.stringify(asked),
  };
}
