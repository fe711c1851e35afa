import type { Clock } from '../../platform/context/clock.js';
import type { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { JobHandler } from '../../platform/queue/job-handler.js';
import type { JobName } from '../../platform/queue/jobs.js';

const DAY_MS = 86_400_000;
/** A used refresh token that comes back is known for as long as its session could have lived, and a day. */
const SWEEP = statement(
  'access_sweep',
  `WITH old_sessions AS (DELETE FROM session WHERE expires_at < $1 RETURNING id),
     old_guards AS (DELETE FROM sign_in_guard WHERE last_at < $1 RETURNING kind),
     old_keys AS (DELETE FROM token_key WHERE verify_until < $1 RETURNING id)
   SELECT (SELECT count(*) FROM old_sessions) AS sessions, (SELECT count(*) FROM old_guards) AS guards,
     (SELECT count(*) FROM old_keys) AS keys`,
);

/** Forgets sessions, failed attempts and signing keys whose time was over a day ago. */
export class SweepAccessProcessor extends JobHandler {
  readonly name: JobName = 'access.sweep';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    const before = new Date(Date.parse(this.clock.now()) - DAY_MS).toISOString();
    await this.database.query(SWEEP, [before]);
  }
}
