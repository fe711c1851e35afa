import { JobHandler } from '../../platform/queue/job-handler.js';
import type { JobSending } from '../../platform/queue/job-sending.js';
import type { QueuedImportService } from './queued-import.service.js';

/** Takes up imports whose job was lost, and removes old reports. */
export class ResumeImportsProcessor extends JobHandler {
  readonly name = 'imports.resume';

  constructor(
    private readonly imports: QueuedImportService,
    private readonly jobs: JobSending,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    await this.imports.tidy(this.jobs);
  }
}
