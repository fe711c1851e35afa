import type { INestApplicationContext } from '@nestjs/common';
import type { Clock } from '../../platform/context/clock.js';
import type { Database } from '../../platform/database/database.js';
import type { JobHandler } from '../../platform/queue/job-handler.js';
import type { JobSending } from '../../platform/queue/job-sending.js';
import { RunExportProcessor, SweepExportsProcessor } from './export-jobs.processor.js';
import { ExportRequestRepository } from './export-request.repository.js';
import { ExportWriter } from './export-writer.service.js';

/** The jobs of exports, with the services of a context that has `ExportsModule`. */
export function exportProcessors(
  services: INestApplicationContext,
  parts: { readonly database: Database; readonly clock: Clock; readonly jobs: JobSending },
): readonly JobHandler[] {
  const requests = services.get(ExportRequestRepository);
  return [
    new RunExportProcessor(services.get(ExportWriter)),
    new SweepExportsProcessor(parts.database, parts.clock, requests, parts.jobs),
  ];
}
