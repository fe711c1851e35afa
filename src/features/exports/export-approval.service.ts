import { Injectable } from '@nestjs/common';
import { isAbove } from '../../domain/access/export-approval.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { Actor, RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import type { Connection } from '../../platform/graphql/relay.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { JobSending } from '../../platform/queue/job-sending.js';
import type { ExportRequest } from './export-request.js';
import { ExportRequestRepository } from './export-request.repository.js';
import { ExportSettings } from './export-settings.js';
import { afterSeconds } from './export-terms.js';
import { afterOf, connectionOfExports, type ExportPageRequest } from './exports.service.js';

const LONGEST_REASON = 500;

export interface ExportDecision {
  readonly id: string;
  readonly approve: boolean;
  /** Needed for a rejection. */
  readonly reason: string | null;
}

/** The second person: a colleague of the requester's role and organisation, or somebody of the provincial body above. */
@Injectable()
export class ExportApprovalService {
  constructor(
    private readonly database: Database,
    private readonly requests: ExportRequestRepository,
    private readonly settings: ExportSettings,
    private readonly site: SiteSettings,
    private readonly jobs: JobSending,
  ) {}

  /** What waits for a decision that the caller may take, oldest first. */
  async pending(context: RequestContext, page: ExportPageRequest): Promise<Connection<ExportRequest>> {
    const { actor } = authorise(context, 'export.approve');
    const size = checkFirst(page.first, this.site.maxPageSize);
    const name = 'pendingApprovals';
    const after = afterOf(name, page);
    const found = await this.requests.pending(this.database, actor, context.now, { after, size: size + 1 });
    return connectionOfExports(name, found, size, after === null);
  }

  /**
   * Lets an export happen, with its filter and up to its number of rows as they are now, or refuses it. Only a person
   * decides, never a program, and never about an export of the own account.
   * @throws AppError NOT_FOUND, EXPORT_OWN_REQUEST, EXPORT_NOT_WAITING, EXPORT_REASON_REQUIRED, those of `authorise`
   */
  async decide(context: RequestContext, key: string, decision: ExportDecision): Promise<ExportRequest> {
    const { actor, context: audited } = authorise(context, 'export.approve');
    if (actor.sessionId === undefined) throw new AppError('FORBIDDEN', { action: 'export.approve' });
    const reason = checkReason(decision);
    const { id, approve } = decision;
    const action = approve ? 'export.approve' : 'export.reject';
    await this.database.transaction((tx) =>
      once(tx, context, { operation: action, key, body: { id, reason } }, () =>
        this.record(tx, audited, actor, { id, approve, reason }),
      ),
    );
    const request = await this.requests.find(this.database, id);
    if (request === null) throw new AppError('NOT_FOUND', {}, { field: 'id' });
    if (request.state === 'QUEUED') await this.jobs.send('exports.run', { id });
    return request;
  }

  private async record(
    tx: Tx,
    context: RequestContext,
    actor: Actor,
    { id, approve, reason }: ExportDecision,
  ): Promise<object> {
    const request = await this.requests.find(tx, id);
    if (request === null || !isAbove(actor, request)) throw new AppError('NOT_FOUND', {}, { field: 'id' });
    if (request.accountId === actor.accountId) throw new AppError('EXPORT_OWN_REQUEST');
    const { now } = context;
    const until = afterSeconds(now, this.settings.approvalTtl);
    const state = approve ? 'QUEUED' : 'REJECTED';
    const isDecided = await this.requests.decide(tx, id, { state, by: actor.accountId, reason, now, until });
    if (!isDecided) {
      const isLate = request.state === 'WAITING_FOR_APPROVAL';
      throw new AppError('EXPORT_NOT_WAITING', { state: isLate ? 'EXPIRED' : request.state });
    }
    const { list, filter, totalRows, accountId } = request;
    const detail = { list, filter, rows: totalRows, reason };
    const action = approve ? 'export.approve' : 'export.reject';
    await recordAudit(tx, context, { action, subjects: [id, accountId], detail });
    return {};
  }
}

/** @throws AppError EXPORT_REASON_REQUIRED for a rejection without one, or one that is too long */
function checkReason({ approve, reason }: ExportDecision): string | null {
  const text = reason?.trim() ?? '';
  if (text.length <= LONGEST_REASON && (approve || text !== '')) return text === '' ? null : text;
  throw new AppError('EXPORT_REASON_REQUIRED', { maximum: LONGEST_REASON }, { field: 'reason' });
}
