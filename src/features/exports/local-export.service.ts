import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { needsApproval } from '../../domain/access/export-approval.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { Clock } from '../../platform/context/clock.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Actor, RequestContext } from '../../platform/context/request-context.js';
import { readOneMoment } from '../../platform/database/cursor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { writeTable } from '../../platform/tables/table-writer.js';
import { auditedRows } from './audited-rows.js';
import type { ExportForm, VehicleList } from './export-request.js';
import { ExportRequestRepository } from './export-request.repository.js';
import { ExportSettings } from './export-settings.js';
import { ExportSources, type ExportSource } from './export-sources.js';
import { A_DAY_MS } from './export-terms.js';

/** A list of vehicles for a file of this machine, and who asks for it. */
export interface LocalExport extends ExportForm {
  readonly list: VehicleList;
  /** The account that lends its name; null for whoever runs commands beside the database. */
  readonly actor: Actor | null;
  /** User of the operating system. */
  readonly operator: string;
  readonly purpose: string | null;
  readonly reference: string | null;
}

/** Where the file goes, and who watches. */
export interface LocalOutput {
  take(content: AsyncIterable<Uint8Array>): Promise<void>;
  onProgress(done: number, total: number): void;
  readonly stop: AbortSignal;
}

/** What was written. */
export interface LocalFile {
  readonly rows: number;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

interface Work {
  readonly id: string;
  readonly asked: LocalExport;
  readonly source: ExportSource;
  readonly by: string;
}

/** Exports into files of this machine, without a queue, audited like those of the API. */
@Injectable()
export class LocalExportService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly requests: ExportRequestRepository,
    private readonly sources: ExportSources,
    private readonly settings: ExportSettings,
    private readonly site: SiteSettings,
  ) {}

  /**
   * Hands the file on as it is written. It may be kept only when this returns: then it is whole and the audit tells of it.
   * @throws AppError EXPORT_NEEDS_APPROVAL, TABLE_TOO_LONG, PURPOSE_UNKNOWN, REFERENCE_TOO_LONG, those of `authorise`;
   * the reason of `stop`
   */
  async write(asked: LocalExport, output: LocalOutput): Promise<LocalFile> {
    const source = this.open(asked);
    const work = { id: uuidV7(), asked, source, by: `command line: ${asked.operator}` };
    const written = await this.database.transaction(async (tx) => {
      await readOneMoment(tx);
      const total = await source.count(tx);
      await this.begin(work, total);
      const content = writeTable(asked, source.headers, this.rowsOf(tx, work, total, output));
      return { rows: total, ...(await handOver(content, output)) };
    });
    const { list } = asked;
    const { sha256, size } = written;
    await this.database.transaction((tx) =>
      recordAudit(tx, source.context, {
        action: 'export.finish',
        subjects: [work.id],
        detail: { list, size, sha256, by: work.by },
      }),
    );
    return written;
  }

  private open({ list, actor, purpose, reference, format, encoding, language }: LocalExport): ExportSource {
    const now = this.clock.now();
    const context: RequestContext = { requestId: 'command-line', actor, language, purpose, reference, now };
    if (actor === null) return this.sources.openForSite(context, list, this.site.site);
    authorise(context, 'export.request');
    return this.sources.open(context, { list, filter: {}, format, encoding, language });
  }

  /** Tells the audit what begins. @throws AppError EXPORT_NEEDS_APPROVAL: nobody decides at the command line */
  private async begin({ id, asked, source, by }: Work, rows: number): Promise<void> {
    const { actor, list, format, encoding } = asked;
    if (actor !== null) {
      const now = this.clock.now();
      const since = new Date(Date.parse(now) - A_DAY_MS).toISOString();
      const lately = await this.requests.rowsLately(this.database, actor.accountId, since, id);
      if (needsApproval({ rows, lately, approval: null, now }, this.settings)) {
        throw new AppError('EXPORT_NEEDS_APPROVAL', { rows: rows + lately });
      }
    }
    const detail = { list, filter: {}, format, encoding, rows, by };
    await this.database.transaction((tx) =>
      recordAudit(tx, source.context, { action: 'export.request', subjects: [id], detail }),
    );
  }

  /** Each batch is in the audit before any of its rows is handed on. */
  private async *rowsOf(
    tx: Tx,
    { id, asked, source, by }: Work,
    total: number,
    output: LocalOutput,
  ): AsyncGenerator<readonly string[]> {
    let done = 0;
    output.onProgress(done, total);
    for await (const batch of source.batches(tx)) {
      output.stop.throwIfAborted();
      const about = { export: id, list: asked.list, from: done, by };
      yield* await this.database.transaction((other) => auditedRows(other, source.context, batch, about));
      done += batch.size;
      output.onProgress(done, total);
    }
    output.stop.throwIfAborted();
  }
}

/** Lets the content through to the output, measured on the way. */
async function handOver(
  content: AsyncIterable<Uint8Array>,
  output: LocalOutput,
): Promise<Omit<LocalFile, 'rows'>> {
  const hash = createHash('sha256');
  let size = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  }
  await output.take(measured());
  return { size, sha256: hash.digest('hex') };
}
