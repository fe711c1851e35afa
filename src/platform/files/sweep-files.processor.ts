import type { Clock } from '../context/clock.js';
import { JobHandler } from '../queue/job-handler.js';
import type { FileStore } from './file-store.js';

/** A file that nobody finished writing within a day is abandoned. */
const ABANDONED_AFTER_MS = 86_400_000;

/** Removes files that have expired and those that broke off. */
export class SweepFilesProcessor extends JobHandler {
  readonly name = 'files.sweep';

  constructor(
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    const now = this.clock.now();
    await this.files.sweep(now, new Date(Date.parse(now) - ABANDONED_AFTER_MS).toISOString());
  }
}
