import { JobHandler, type JobAttempt, type JobData } from '../../platform/queue/job-handler.js';
import type { QueuedImportService } from './queued-import.service.js';

/** Reads an uploaded file into the registry. */
export class RunImportProcessor extends JobHandler {
  readonly name = 'imports.run';

  constructor(private readonly imports: QueuedImportService) {
    super();
  }

  override async handle({ run }: JobData, attempt: JobAttempt): Promise<void> {
    if (typeof run !== 'string') throw new Error('the job names no import');
    await this.imports.work(run, attempt);
  }
}
