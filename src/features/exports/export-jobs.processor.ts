import { recordAudit } from '../../platform/audit/audit-log.js';
import type { Clock } from '../../platform/context/clock.js';
import type { Database } from '../../platform/database/database.js';
import { JobHandler, type JobData } from '../../platform/queue/job-handler.js';
import type { JobName } from '../../platform/queue/jobs.js';
import type { JobSending } from '../../platform/queue/job-sending.js';
import type { ExportRequestRepository } from './export-request.repository.js';
import type { ExportWriter } from './export-writer.service.js';

/** What has not moved for so long has lost its job or its worker. */
const FORGOTTEN_AFTER_MS = 5 * 60_000;

/** Writes the file of one export. */
export class RunExportProcessor extends JobHandler {
  readonly name: JobName = 'exports.run';

  constructor(private readonly writer: ExportWriter) {
    super();
  }

  override async handle({ id }: JobData): Promise<void> {
    await this.writer.run(String(id));
  }
}

/** Ends what nobody decided in time, and sends again what was lost on the way. */
export class SweepExportsProcessor extends JobHandler {
  readonly name: JobName = 'exports.sweep';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly requests: ExportRequestRepository,
    private readonly jobs: JobSending,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      const ids = (await this.requests.expire(tx, now)).map(({ id }) => id);
      if (ids.length === 0) return;
      const bySite = { requestId: 'exports.sweep', actor: null, language: 'en', now } as const;
      const context = { ...bySite, purpose: 'OPERATION', reference: null };
      await recordAudit(tx, context, { action: 'export.expire', subjects: ids, detail: {} });
    });
    const before = new Date(Date.parse(now) - FORGOTTEN_AFTER_MS).toISOString();
    const forgotten = await this.requests.forgotten(this.database, before);
    for (const { id } of forgotten) await this.jobs.send('exports.run', { id });
  }
}
