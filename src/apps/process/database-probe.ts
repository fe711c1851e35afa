import type { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { ReadinessProbe } from '../../platform/health/readiness.js';

const PING = statement('probe', `SELECT 1 AS up`);
const LIMIT_MS = 1500;

/** Ready only while the database answers in time. */
export class DatabaseProbe extends ReadinessProbe {
  readonly name = 'database';

  constructor(private readonly database: Database) {
    super();
  }

  override async check(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the database does not answer in time')), LIMIT_MS);
    });
    try {
      await Promise.race([this.database.query(PING), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
