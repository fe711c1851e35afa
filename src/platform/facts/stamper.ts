import { genesisLink } from '../../domain/sync/hash-chain.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import { statement } from '../database/statement.js';
import type { Database } from '../database/database.js';
import { sha256 } from './sha256.js';

const STAMP = statement('fact_stamp', 'SELECT stamp_facts($1, $2) AS stamped');
const UNSTAMPED = statement(
  'fact_unstamped',
  'SELECT site, count(*)::int AS waiting FROM fact_unstamped GROUP BY site ORDER BY site',
);
const BATCH = 1000;

/** For the owner, once a database: the empty chain of each site. Takes what {@link emptyLogs} gives. */
export const OPEN_LOGS = `
  INSERT INTO fact_log (site, last_seq, last_link) SELECT site, 0, link FROM unnest($1::text[], $2::bytea[]) AS log (site, link)
  ON CONFLICT DO NOTHING`;

/** The values of OPEN_LOGS: sites and the link before their first fact. */
export function emptyLogs(sites: readonly SiteCode[]): [SiteCode[], Buffer[]] {
  return [[...sites], sites.map((site) => Buffer.from(genesisLink(site, sha256)))];
}

/** How many committed facts of each site wait for their number. */
export async function countUnstamped(database: Database): Promise<{ site: SiteCode; waiting: number }[]> {
  return database.query<{ site: SiteCode; waiting: number }>(UNSTAMPED);
}

/** Numbers and chains every waiting fact of the site. @returns how many; 0 also when another stamper is at work. */
export async function stampAll(database: Database, site: SiteCode): Promise<number> {
  for (let total = 0; ;) {
    const [row] = await database.query<{ stamped: number }>(STAMP, [site, BATCH]);
    const stamped = Math.max(row?.stamped ?? 0, 0);
    total += stamped;
    if (stamped < BATCH) return total;
  }
}

/**
 * Stamps the site's facts or audit after their commit, in the background, so that writers never wait for a number. Any
 * number of these may run: the row of the chain's head lets one work at a time.
 */
export class Stamper {
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  /** @param stamp one round: it stamps all that waits, and does nothing when another stamper is at work */
  constructor(
    private readonly stamp: () => Promise<unknown>,
    private readonly pauseMs: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.#stopped = false;
    this.#schedule();
  }

  /** Lets the round at work end and stamps what is left. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#working;
    await this.#round();
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#working = this.#round().then(() => {
        if (!this.#stopped) this.#schedule();
      });
    }, this.pauseMs);
  }

  async #round(): Promise<void> {
    try {
      await this.stamp();
    } catch (error) {
      this.onError(error);
    }
  }
}
