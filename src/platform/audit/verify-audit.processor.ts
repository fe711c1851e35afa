import type { Database } from '../database/database.js';
import { JobHandler } from '../queue/job-handler.js';
import type { JobName } from '../queue/jobs.js';
import { describeAudit, verifyAudit } from './verify-audit.js';

/** Walks the audit chain every night, so that a changed line is found without anyone asking. */
export class VerifyAuditProcessor extends JobHandler {
  readonly name: JobName = 'audit.verify-chain';

  constructor(private readonly database: Database) {
    super();
  }

  override async handle(): Promise<void> {
    const report = await verifyAudit(this.database, () => undefined);
    if (report !== null && report.broken !== null) throw new Error(describeAudit(report));
  }
}
