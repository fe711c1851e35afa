import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/context/clock.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { JobSending } from '../../platform/queue/job-sending.js';
import type { JobAttempt } from '../../platform/queue/job-handler.js';
import { ImportEngine } from './import-engine.service.js';
import { ImportReportRepository } from './import-report.repository.js';
import { ImportRunRepository } from './import-run.repository.js';
import { ImportSettings } from './import-settings.js';

/** A run that nobody has moved for so long has lost its job: batches take seconds. */
const FORGOTTEN_AFTER_MS = 120_000;

/** What a worker does about imports. */
@Injectable()
export class QueuedImportService {
  readonly #stop = new AbortController();

  constructor(
    private readonly engine: ImportEngine,
    private readonly runs: ImportRunRepository,
    private readonly reports: ImportReportRepository,
    private readonly files: FileStore,
    private readonly settings: ImportSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Works on a run that was ordered; one that has ended, or was cancelled, is left alone.
   * @throws whatever the database throws, and Error when the worker stops: the run is then to be tried again
   */
  async work(id: string, attempt: JobAttempt): Promise<void> {
    const run = await this.runs.find(id);
    const file = run?.fileId == null ? null : await this.files.find(run.fileId);
    if (run === null) return;
    if (file === null) return this.#fail(id, 'IMPORT_FILE_GONE');
    const source = {
      size: file.size,
      read: (start: number, end: number) => this.files.read(file.id, start, end),
    };
    try {
      await this.engine.run(id, source, this.#stop.signal, ({ doneBytes, fileBytes, doneRows }) =>
        attempt.progress({ doneBytes, fileBytes, doneRows }),
      );
    } catch (error) {
      if (attempt.isLastAttempt) await this.#fail(id, 'INTERNAL');
      throw error;
    }
    if (this.#stop.signal.aborted && (await this.runs.find(id))?.state === 'RUNNING') {
      throw new Error('the worker stops: the import goes on after its last settled row');
    }
  }

  /** Sends again what was forgotten, and removes reports that are old enough. */
  async tidy(jobs: JobSending): Promise<void> {
    const now = Date.parse(this.clock.now());
    const before = (ms: number): string => new Date(now - ms).toISOString();
    for (const run of await this.runs.forgotten(before(FORGOTTEN_AFTER_MS))) {
      await jobs.send('imports.run', { run });
    }
    await this.reports.sweep(before(this.settings.reportMs));
  }

  /** Ends the reading after the batch at work. */
  stop(): void {
    this.#stop.abort();
  }

  async #fail(id: string, code: 'IMPORT_FILE_GONE' | 'INTERNAL'): Promise<void> {
    const run = await this.runs.begin(id, this.clock.now());
    if (run !== null) await this.runs.finish(run, 'FAILED', { code }, this.clock.now());
  }
}
