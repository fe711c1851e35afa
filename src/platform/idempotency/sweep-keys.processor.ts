import type { Clock } from '../context/clock.js';
import type { Database } from '../database/database.js';
import { JobHandler } from '../queue/job-handler.js';
import type { JobName } from '../queue/jobs.js';
import { sweepIdempotencyKeys } from './idempotency.js';

/** Long enough for any client's retries, short enough that the table stays small. */
const KEEP_MS = 7 * 24 * 60 * 60 * 1000;

export class SweepKeysProcessor extends JobHandler {
  readonly name: JobName = 'idempotency.sweep';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    const before = new Date(Date.parse(this.clock.now()) - KEEP_MS).toISOString();
    await sweepIdempotencyKeys(this.database, before);
  }
}
