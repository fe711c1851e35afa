import { Injectable } from '@nestjs/common';
import { scopeOf } from '../../domain/access/permissions.js';
import { divisionPattern } from '../../domain/access/scope.js';
import type { Problem } from '../../domain/shared/result.js';
import { readHeaders, vehicleHeaderScore, type HeaderMap } from '../../domain/vehicle/table/headers.js';
import { feedProfile } from '../../domain/vehicle/table/feeds.js';
import { Clock } from '../../platform/context/clock.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { ByteSource } from '../../platform/tables/byte-source.js';
import { openTable } from '../../platform/tables/table-reader.js';
import type { OpenedTable } from '../../platform/tables/table.js';
import { BulkRegistrationService, type Reach } from '../registry/index.js';
import { ImportBatchService, RunLostError } from './import-batch.service.js';
import type { ImportReading, ImportRun } from './import-run.js';
import { ImportRunRepository } from './import-run.repository.js';
import { ImportSettings } from './import-settings.js';
import { ImportedRows } from './imported-rows.js';

/** What is told while an import runs: the run as it now is, after each batch. */
export type OnProgress = (run: ImportRun) => void | Promise<void>;

/** Reads a file into the registry, batch after batch, and goes on where an earlier reading ended. */
@Injectable()
export class ImportEngine {
  constructor(
    private readonly registrations: BulkRegistrationService,
    private readonly batches: ImportBatchService,
    private readonly runs: ImportRunRepository,
    private readonly settings: ImportSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs an import to its end. A file that is refused as a whole makes the run FAILED with the problem; that is no error.
   * @param stop ends the reading after the batch at work; what is settled stays, and the run stays RUNNING
   * @returns the run as it ended; null when it was not to be run, or was cancelled or taken over meanwhile
   * @throws whatever the database throws; the run can then be begun again
   */
  async run(
    id: string,
    source: ByteSource,
    stop: AbortSignal,
    onProgress: OnProgress,
  ): Promise<ImportRun | null> {
    const run = await this.runs.begin(id, this.clock.now());
    if (run === null) return null;
    try {
      const isComplete = await this.#read(run, source, stop, onProgress);
      if (!isComplete) return await this.runs.find(id);
      await this.runs.finish(run, 'DONE', null, this.clock.now());
    } catch (error) {
      if (error instanceof RunLostError) return null;
      if (!(error instanceof AppError)) throw error;
      await this.runs.finish(run, 'FAILED', problemOf(error), this.clock.now());
    }
    return this.runs.find(id);
  }

  async #read(
    run: ImportRun,
    source: ByteSource,
    stop: AbortSignal,
    onProgress: OnProgress,
  ): Promise<boolean> {
    const reading = { limits: this.settings.tableLimits, headerScore: vehicleHeaderScore };
    const table = await openTable(source, reading);
    try {
      const map = valueOf(readHeaders(table.headers));
      await this.runs.describe(run, readingOf(table, map));
      const rows = new ImportedRows(
        { table, map, feed: feedProfile(run.feed, run.swapped) },
        this.registrations,
        { batchRows: this.settings.batchRows, afterLine: run.committedLine, reach: () => this.#reachOf(run) },
      );
      return await this.#settleAll(run, rows, map, stop, onProgress);
    } finally {
      await table.close();
    }
  }

  /** While the database settles a batch the next one is read and worked out. */
  async #settleAll(
    run: ImportRun,
    rows: ImportedRows,
    map: HeaderMap,
    stop: AbortSignal,
    onProgress: OnProgress,
  ): Promise<boolean> {
    let line = run.committedLine;
    let next = rows.next();
    for (;;) {
      const batch = await next;
      if (batch === null) return true;
      next = rows.next();
      // Looked at when its turn comes; until then a failure must not count as nobody's.
      next.catch(() => undefined);
      await this.batches.settle(run, line, batch, map, this.#reachOf(run));
      line = batch.line;
      const now = await this.runs.find(run.id);
      if (now !== null) await onProgress(now);
      if (!stop.aborted) continue;
      await next.catch(() => undefined);
      return false;
    }
  }

  /** Whoever asked, as far as the role reaches; somebody at the machine itself, the whole province of the site. */
  #reachOf(run: ImportRun): Reach {
    const context = contextOf(run, this.clock.now());
    const scope = run.role === null ? 'PROVINCE' : scopeOf(run.role, 'import.run');
    return { context, divisionPrefix: divisionPattern(scope, run.division) };
  }
}

function contextOf(run: ImportRun, now: string): RequestContext {
  const { id, accountId, role, organisationId, division, purpose, reference } = run;
  const actor =
    accountId === null || role === null || organisationId === null
      ? null
      : { accountId, role, organisationId, division };
  return { requestId: `import-${id}`, actor, language: 'zh', purpose, reference, now };
}

function readingOf(table: OpenedTable, { places, warnings }: HeaderMap): ImportReading {
  const { format, encoding, delimiter, sheet, headerLine, notices } = table;
  const columns = [...places].map(([column, { header }]) => ({ header, column }));
  return { format, encoding, delimiter, sheet, headerLine, columns, notices: [...notices, ...warnings] };
}

function problemOf({ code, params, field }: AppError): Problem {
  return { code, params, ...(field === undefined ? {} : { field }) };
}

function valueOf<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Problem },
): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}
