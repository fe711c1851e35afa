import { Injectable } from '@nestjs/common';
import { needsApproval } from '../../domain/access/export-approval.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { Clock } from '../../platform/context/clock.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { readOneMoment } from '../../platform/database/cursor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { StoredFile } from '../../platform/files/stored-file.js';
import { writeTable } from '../../platform/tables/table-writer.js';
import { actorOfAccount } from '../access/index.js';
import type { ExportRequest } from './export-request.js';
import { ExportRequestRepository, type Run } from './export-request.repository.js';
import { ExportSettings } from './export-settings.js';
import { auditedRows } from './audited-rows.js';
import { ExportSources, type ExportSource } from './export-sources.js';
import { afterSeconds, A_DAY_MS, FILE_TYPES } from './export-terms.js';

/** A run tells of itself with every batch; one that was silent for so long is dead. */
const STALE_SECONDS = 60;

/** The run was cancelled, or another one has taken its place: it stops without a trace. */
class RunEndedError extends Error {}

interface Work {
  readonly request: ExportRequest;
  readonly run: Run;
  readonly source: ExportSource;
}

/** Writes the files of exports, as the account that asked: with its reach and its sight at the time of writing. */
@Injectable()
export class ExportWriter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FileStore,
    private readonly requests: ExportRequestRepository,
    private readonly sources: ExportSources,
    private readonly settings: ExportSettings,
  ) {}

  /**
   * Writes the file of a request that is due. After the death of a worker it begins anew; nothing of a broken file is
   * ever seen. A refusal is kept with the request; any other error is thrown on, and is kept as INTERNAL.
   */
  async run(id: string): Promise<void> {
    const run = { id, runId: uuidV7() };
    const now = this.clock.now();
    const stale = afterSeconds(now, -STALE_SECONDS);
    if (!(await this.requests.claim(this.database, run, now, stale))) return;
    try {
      const request = await this.requests.find(this.database, id);
      if (request === null) return;
      const source = this.sources.open(await this.contextOf(request), request);
      await this.write({ request, run, source });
    } catch (error) {
      if (error instanceof RunEndedError) return;
      const code = error instanceof AppError ? error.code : 'INTERNAL';
      await this.database.transaction((tx) => this.requests.fail(tx, run, code, this.clock.now()));
      if (!(error instanceof AppError)) throw error;
    }
  }

  /** The account as it is now: what it may no longer do, its export may not either. @throws AppError FORBIDDEN */
  private async contextOf(request: ExportRequest): Promise<RequestContext> {
    const actor = await actorOfAccount(this.database, request.accountId);
    const isSame = actor?.role === request.role && actor.organisationId === request.organisationId;
    if (actor === null || !isSame || actor.division !== request.division) throw new AppError('FORBIDDEN');
    const { purpose, reference, language } = request;
    const now = this.clock.now();
    const context = { requestId: `export-${request.id}`, actor, language, purpose, reference, now };
    authorise(context, 'export.request');
    return context;
  }

  private async write(work: Work): Promise<void> {
    const { request, run } = work;
    const file = await this.database.transaction(async (tx) => {
      await readOneMoment(tx);
      const total = await work.source.count(tx);
      if (await this.mustAsk(request, total)) return total;
      return this.store(work, this.rowsOf(tx, work, total));
    });
    if (typeof file === 'number') return this.askAgain(work, file);
    const isDone = await this.database.transaction(async (tx) => {
      const expiresAt = file.expiresAt ?? this.clock.now();
      const detail = { list: request.list, size: file.size, sha256: file.sha256 };
      const entry = { action: 'export.finish', subjects: [request.id, file.id], detail };
      await recordAudit(tx, work.source.context, entry);
      return this.requests.finish(tx, run, { id: file.id, expiresAt }, this.clock.now());
    });
    if (!isDone) await this.files.remove(file.id);
  }

  private async mustAsk(request: ExportRequest, rows: number): Promise<boolean> {
    const now = this.clock.now();
    const since = new Date(Date.parse(now) - A_DAY_MS).toISOString();
    const lately = await this.requests.rowsLately(this.database, request.accountId, since, request.id);
    const { approvedRows, approvedUntil } = request;
    const approval =
      approvedRows === null || approvedUntil === null ? null : { rows: approvedRows, until: approvedUntil };
    return needsApproval({ rows, lately, approval, now }, this.settings);
  }

  /** The list has outgrown what was agreed to: it waits for a second person (again). */
  private async askAgain({ request, run, source }: Work, rows: number): Promise<void> {
    const now = this.clock.now();
    const decideBy = afterSeconds(now, this.settings.approvalTtl);
    await this.database.transaction(async (tx) => {
      const detail = { list: request.list, rows, approved: request.approvedRows };
      const entry = { action: 'export.ask-again', subjects: [request.id], detail };
      if (await this.requests.askAgain(tx, run, rows, decideBy, now)) {
        await recordAudit(tx, source.context, entry);
      }
    });
  }

  private store({ request, source }: Work, rows: AsyncIterable<readonly string[]>): Promise<StoredFile> {
    const { list, format, accountId } = request;
    const now = this.clock.now();
    const { mediaType, ending } = FILE_TYPES[format];
    const meta = {
      name: `qingtu-${list.toLowerCase().replaceAll('_', '-')}-${now.slice(0, 10)}.${ending}`,
      mediaType,
      purpose: 'EXPORT',
      readAction: 'export.download',
      onlyAccount: accountId,
      expiresAt: afterSeconds(now, this.settings.fileTtl),
    } as const;
    return this.files.write(meta, writeTable(request, source.headers, rows), { maxBytes: null, now });
  }

  /** Each batch is in the audit before any of its rows can be in a file that somebody sees. */
  private async *rowsOf(tx: Tx, work: Work, total: number): AsyncGenerator<readonly string[]> {
    const { request, run, source } = work;
    let done = 0;
    for await (const batch of source.batches(tx)) {
      const about = { export: request.id, list: request.list, from: done };
      done += batch.size;
      yield* await this.database.transaction(async (other) => {
        const isMine = await this.requests.progress(other, run, { done, total }, this.clock.now());
        if (!isMine) throw new RunEndedError();
        return auditedRows(other, source.context, batch, about);
      });
    }
  }
}
