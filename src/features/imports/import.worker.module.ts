import { Module, type INestApplicationContext } from '@nestjs/common';
import type { JobHandler } from '../../platform/queue/job-handler.js';
import type { JobSending } from '../../platform/queue/job-sending.js';
import { ImportsModule } from './imports.module.js';
import { QueuedImportService } from './queued-import.service.js';
import { ResumeImportsProcessor } from './resume-imports.processor.js';
import { RunImportProcessor } from './run-import.processor.js';

/** What a worker needs for imports. */
@Module({ imports: [ImportsModule], providers: [QueuedImportService], exports: [QueuedImportService] })
export class ImportWorkerModule {}

/** The jobs of imports; `stop` ends the one at work after its batch. */
export interface ImportJobs {
  readonly handlers: readonly JobHandler[];
  stop(): void;
}

/** The jobs of imports, with the services of a context that has {@link ImportWorkerModule}. */
export function importJobs(services: INestApplicationContext, jobs: JobSending): ImportJobs {
  const imports = services.get(QueuedImportService);
  return {
    handlers: [new RunImportProcessor(imports), new ResumeImportsProcessor(imports, jobs)],
    stop: () => imports.stop(),
  };
}
