import { Injectable } from '@nestjs/common';
import type { FeedCode } from '../../domain/vehicle/table/feeds.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { StoredFile } from '../../platform/files/stored-file.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { JobSending } from '../../platform/queue/job-sending.js';
import { ImportReportService, type ReportForm } from './import-report.service.js';
import type { ImportAuthor, ImportRun } from './import-run.js';
import { ImportRunRepository } from './import-run.repository.js';
import { ImportSettings } from './import-settings.js';

const ACTION = 'import.run';

const MEDIA_TYPES = {
  CSV: 'text/csv',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A file that was uploaded, and how its codes are to be read. */
export interface ImportOrder {
  /** UUID. */
  readonly fileId: string;
  readonly feed: FeedCode;
  readonly swapped: boolean;
}

/** Some runs, newest first, and whether there are older ones. */
export interface ImportPage {
  readonly runs: readonly ImportRun[];
  readonly more: boolean;
}

/** Imports of uploaded files: ordered here, done by a worker, watched, cancelled and taken up again. */
@Injectable()
export class ImportService {
  constructor(
    private readonly database: Database,
    private readonly runs: ImportRunRepository,
    private readonly reports: ImportReportService,
    private readonly files: FileStore,
    private readonly jobs: JobSending,
    private readonly imports: ImportSettings,
    private readonly site: SiteSettings,
  ) {}

  /**
   * Orders the import of a file that the caller has uploaded; resolves when a worker can take it.
   * @throws AppError IMPORT_FILE_GONE, IDEMPOTENCY_CONFLICT and those of `authorise`
   */
  async start(asked: RequestContext, order: ImportOrder, key: string): Promise<ImportRun> {
    const { context, actor } = authorise(asked, ACTION);
    const file = await this.#uploaded(context, order.fileId);
    const { id } = await this.database.transaction((tx) =>
      once(tx, context, { operation: 'import.start', key, body: order }, async () => {
        const made = uuidV7();
        const { fileId, feed, swapped } = order;
        const described = { fileName: file.name, fileSha256: file.sha256, fileBytes: file.size };
        const author: ImportAuthor = {
          ...actor,
          operator: null,
          purpose: context.purpose,
          reference: context.reference,
        };
        await this.runs.insert(tx, made, { fileId, ...described, feed, swapped }, author, context.now);
        const detail = { file: file.sha256, feed, swapped };
        await recordAudit(tx, context, { action: 'import.start', subjects: [made, fileId], detail });
        return { id: made };
      }),
    );
    return this.#queued(id);
  }

  /** One run of the caller's organisation. @throws AppError NOT_FOUND and those of `authorise` */
  async find(asked: RequestContext, id: string): Promise<ImportRun> {
    return this.#visible(this.database, authorise(asked, ACTION), id);
  }

  /** Runs of the caller's organisation. @throws AppError PAGE_TOO_LARGE, PAGE_INVALID and those of `authorise` */
  async page(asked: RequestContext, first: number | null, before: string | null): Promise<ImportPage> {
    const { actor } = authorise(asked, ACTION);
    const size = checkFirst(first, this.site.maxPageSize);
    const found = await this.runs.page(this.database, actor.organisationId, before, size + 1);
    return { runs: found.slice(0, size), more: found.length > size };
  }

  /**
   * Cancels a run: the rows at work may still be settled, no further ones are.
   * @throws AppError NOT_FOUND, IMPORT_ENDED, IDEMPOTENCY_CONFLICT
   */
  cancel(asked: RequestContext, id: string, key: string): Promise<ImportRun> {
    return this.#change(asked, id, { operation: 'import.cancel', key }, async (tx, now) => {
      if ((await this.runs.cancel(tx, id, now)) === null) throw new AppError('IMPORT_ENDED');
    });
  }

  /**
   * Takes a cancelled or failed run up again, after its last settled row.
   * @throws AppError NOT_FOUND, IMPORT_NOT_BROKEN, IMPORT_FILE_GONE, IDEMPOTENCY_CONFLICT
   */
  async retry(asked: RequestContext, id: string, key: string): Promise<ImportRun> {
    const { fileId } = await this.find(asked, id);
    await this.#uploaded(asked, fileId ?? '', false);
    await this.#change(asked, id, { operation: 'import.retry', key }, async (tx, now) => {
      if ((await this.runs.retry(tx, id, now)) === null) throw new AppError('IMPORT_NOT_BROKEN');
    });
    return this.#queued(id);
  }

  /**
   * Writes the report of a run as a file that only the caller can fetch, and only for a time. It is for whoever ordered
   * the import, for it repeats what stood in the file.
   * @throws AppError NOT_FOUND
   */
  async report(asked: RequestContext, id: string, form: ReportForm): Promise<StoredFile> {
    const authorised = authorise(asked, ACTION);
    const { context, actor } = authorised;
    const run = await this.#visible(this.database, authorised, id);
    if (run.accountId !== actor.accountId) throw new AppError('NOT_FOUND', {}, { field: 'id' });
    const expiresAt = new Date(Date.parse(context.now) + this.imports.reportFileMs).toISOString();
    const name = `${run.fileName}.report.${form.format.toLowerCase()}`;
    const file = await this.files.write(
      {
        name,
        mediaType: MEDIA_TYPES[form.format],
        purpose: 'REPORT',
        readAction: ACTION,
        onlyAccount: actor.accountId,
        expiresAt,
      },
      this.reports.file(id, form),
      { maxBytes: null, now: context.now },
    );
    const entry = { action: 'import.report', subjects: [id, file.id], detail: { ...form } };
    await this.database.transaction((tx) => recordAudit(tx, context, entry));
    return file;
  }

  /** A worker may have it before this returns; sent twice it does no harm. */
  async #queued(id: string): Promise<ImportRun> {
    const run = await this.runs.find(id);
    if (run === null) throw new Error(`import ${id} is gone`);
    if (run.state === 'QUEUED') await this.jobs.send('imports.run', { run: id });
    return run;
  }

  async #uploaded({ actor, now }: RequestContext, fileId: string, isOwn = true): Promise<StoredFile> {
    const file = fileId === '' ? null : await this.files.find(fileId);
    const isThere = file !== null && (file.expiresAt === null || file.expiresAt > now);
    const mayUse = isThere && file.purpose === 'IMPORT' && (!isOwn || file.onlyAccount === actor?.accountId);
    if (!mayUse) throw new AppError('IMPORT_FILE_GONE', {}, { field: 'fileId' });
    return file;
  }

  async #change(
    asked: RequestContext,
    id: string,
    { operation, key }: { readonly operation: string; readonly key: string },
    work: (tx: Tx, now: string) => Promise<void>,
  ): Promise<ImportRun> {
    const authorised = authorise(asked, ACTION);
    const { context } = authorised;
    return this.database.transaction(async (tx) => {
      await this.#visible(tx, authorised, id);
      await once(tx, context, { operation, key, body: { id } }, async () => {
        await work(tx, context.now);
        await recordAudit(tx, context, { action: operation, subjects: [id], detail: {} });
        return { id };
      });
      return this.#visible(tx, authorised, id);
    });
  }

  async #visible(on: Pick<Tx, 'query'>, { actor }: Authorised, id: string): Promise<ImportRun> {
    const run = await this.runs.find(id, on);
    if (run === null || run.organisationId !== actor.organisationId) {
      throw new AppError('NOT_FOUND', {}, { field: 'id' });
    }
    return run;
  }
}
