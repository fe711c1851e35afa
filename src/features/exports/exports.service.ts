import { Injectable } from '@nestjs/common';
import { needsApproval } from '../../domain/access/export-approval.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Actor, RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { connectionOf, decodeCursor, encodeCursor, type Connection } from '../../platform/graphql/relay.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { JobSending } from '../../platform/queue/job-sending.js';
import type { ExportOrder, ExportRequest } from './export-request.js';
import { ExportRequestRepository } from './export-request.repository.js';
import { ExportSettings } from './export-settings.js';
import { ExportSources, type ExportSource } from './export-sources.js';
import { A_DAY_MS, afterSeconds } from './export-terms.js';

/** Which page; null and absent mean the same. */
export interface ExportPageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Exports of those who ask for them: asked, watched, cancelled, tried again. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly database: Database,
    private readonly requests: ExportRequestRepository,
    private readonly sources: ExportSources,
    private readonly settings: ExportSettings,
    private readonly site: SiteSettings,
    private readonly jobs: JobSending,
  ) {}

  /**
   * Asks for a list as a file. A large one waits for a second person, any other is written at once by a worker.
   * @throws AppError BAD_INPUT, IDEMPOTENCY_CONFLICT, whatever the list's own query refuses, those of `authorise`
   */
  async request(context: RequestContext, key: string, order: ExportOrder): Promise<ExportRequest> {
    const { actor } = authorise(context, 'export.request');
    if (order.format === 'XLSX' && order.encoding !== 'UTF-8') {
      throw new AppError('BAD_INPUT', { reason: 'XLSX: UTF-8' }, { field: 'input.encoding' });
    }
    const source = this.sources.open(context, order);
    const what = { operation: 'export.request', key, body: order };
    const { id } = await this.database.transaction((tx) =>
      once(tx, context, what, () => this.insert(tx, actor, order, source, context.purpose !== null)),
    );
    return this.started(id);
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    order: ExportOrder,
    source: ExportSource,
    isPurposeStated: boolean,
  ): Promise<{ id: string }> {
    const id = uuidV7();
    const { context } = source;
    const { now, purpose, reference } = context;
    const rows = await source.count(tx);
    const since = new Date(Date.parse(now) - A_DAY_MS).toISOString();
    const lately = await this.requests.rowsLately(tx, actor.accountId, since, id);
    const mustWait = needsApproval({ rows, lately, approval: null, now }, this.settings);
    await this.requests.insert(tx, {
      ...order,
      ...{ id, accountId: actor.accountId, organisationId: actor.organisationId, role: actor.role },
      ...{ division: actor.division, purpose: purpose ?? '', totalRows: rows, doneRows: 0 },
      // A number opens owners' particulars only with a purpose that was stated, never with one that was assumed.
      reference: isPurposeStated ? reference : null,
      state: mustWait ? 'WAITING_FOR_APPROVAL' : 'QUEUED',
      decideBy: mustWait ? afterSeconds(now, this.settings.approvalTtl) : null,
      ...{ requestedAt: now, changedAt: now, decidedBy: null, decisionReason: null, approvedRows: null },
      ...{ approvedUntil: null, fileId: null, fileExpiresAt: null, problem: null },
    });
    const detail = { ...order, rows, waits: mustWait };
    await recordAudit(tx, context, { action: 'export.request', subjects: [id], detail });
    return { id };
  }

  /** One export of the caller. @throws AppError NOT_FOUND, also for one of somebody else */
  async find(context: RequestContext, id: string): Promise<ExportRequest> {
    const { actor } = authorise(context, 'export.request');
    return this.own(actor, await this.requests.find(this.database, id));
  }

  /** The caller's exports, latest first. @throws AppError PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID */
  async mine(context: RequestContext, page: ExportPageRequest): Promise<Connection<ExportRequest>> {
    const { actor } = authorise(context, 'export.request');
    const size = checkFirst(page.first, this.site.maxPageSize);
    const name = 'exports';
    const after = afterOf(name, page);
    const found = await this.requests.mine(this.database, actor.accountId, after, size + 1);
    return connectionOfExports(name, found, size, after === null);
  }

  /** Ends an export that is not done; a run at work stops at its next step. @throws AppError NOT_FOUND, EXPORT_STATE */
  cancel(context: RequestContext, key: string, id: string): Promise<ExportRequest> {
    return this.change(context, { action: 'export.cancel', key, id }, (tx) =>
      this.requests.cancel(tx, id, context.now),
    );
  }

  /** Begins a failed or cancelled export anew; whether it needs a second person is asked anew. */
  async retry(context: RequestContext, key: string, id: string): Promise<ExportRequest> {
    await this.change(context, { action: 'export.retry', key, id }, (tx) =>
      this.requests.retry(tx, id, context.now),
    );
    return this.started(id);
  }

  private async change(
    context: RequestContext,
    { action, key, id }: { readonly action: string; readonly key: string; readonly id: string },
    work: (tx: Tx) => Promise<boolean>,
  ): Promise<ExportRequest> {
    const { actor, context: audited } = authorise(context, 'export.request');
    await this.database.transaction((tx) =>
      once(tx, context, { operation: action, key, body: { id } }, async () => {
        const request = this.own(actor, await this.requests.find(tx, id));
        if (!(await work(tx))) throw new AppError('EXPORT_STATE', { state: request.state });
        await recordAudit(tx, audited, { action, subjects: [id], detail: { state: request.state } });
        return {};
      }),
    );
    return this.own(actor, await this.requests.find(this.database, id));
  }

  private own(actor: Actor, request: ExportRequest | null): ExportRequest {
    if (request?.accountId !== actor.accountId) throw new AppError('NOT_FOUND', {}, { field: 'id' });
    return request;
  }

  /** The request after its job was sent; should sending fail, the sweep sends it again. */
  private async started(id: string): Promise<ExportRequest> {
    const request = await this.requests.find(this.database, id);
    if (request === null) throw new AppError('NOT_FOUND', {}, { field: 'id' });
    if (request.state === 'QUEUED') await this.jobs.send('exports.run', { id });
    return request;
  }
}

export function afterOf(name: string, { after }: ExportPageRequest): string | null {
  if (after === null || after === undefined) return null;
  const [id] = decodeCursor(name, after);
  if (typeof id === 'string' && UUID.test(id)) return id;
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}

export function connectionOfExports(
  name: string,
  found: readonly ExportRequest[],
  size: number,
  isFirst: boolean,
): Connection<ExportRequest> {
  const cursorOf = ({ id }: ExportRequest): string => encodeCursor(name, [id]);
  return connectionOf(found.slice(0, size), { cursorOf, more: found.length > size, isFirst });
}
