import type { Instant } from '../../src/domain/shared/time.js';
import type { Fact } from '../../src/domain/sync/fact.js';
import { SITES } from '../../src/domain/sync/fact.js';
import { StartupError } from '../../src/platform/config/config.js';
import type { Database } from '../../src/platform/database/database.js';
import { statement } from '../../src/platform/database/statement.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import { demoFacts, expectRefusal } from './demo-facts.js';
import { DEMO_SEED, demoVehicles } from './generator.js';

export interface SeedDemoOptions {
  /** In the role of the application. */
  readonly database: Database;
  /** Takes in up to 1000 facts in one transaction. */
  readonly ingest: (facts: Fact[]) => Promise<unknown>;
  /** How many registrable vehicles there are to be. */
  readonly vehicles: number;
  readonly now: Instant;
  readonly onProgress: (done: number, total: number) => void;
}

/** Vehicles of the demonstration that are there. */
export interface SeedDemoCounts {
  readonly loaded: number;
  readonly flagged: number;
  /** Made to be refused, and refused. */
  readonly refused: number;
}

interface Mark extends SeedDemoCounts {
  /** Tells one make of the demonstration data from another. */
  readonly make: string;
}

interface State {
  readonly detail: Mark;
  readonly done_at: string | null;
}

const NAME = 'demo';
const LARGEST_BATCH = 1000;
const MOST_IN_FLIGHT = 2;
const SAMPLE = 200;

/** Where the demonstration is complete its provinces are heard of again, so that none is silent from age alone. */
const STATE = statement(
  'seed_state',
  `WITH state AS (SELECT detail, done_at FROM seed_state WHERE name = $1),
     heard AS (UPDATE site_source SET heard_at = greatest(heard_at, $2::timestamptz)
               WHERE EXISTS (SELECT FROM state WHERE done_at IS NOT NULL))
   SELECT detail, done_at FROM state`,
);
const MARK = statement(
  'seed_mark',
  `INSERT INTO seed_state (name, detail, done_at) VALUES ($1, $2, $3)
   ON CONFLICT (name) DO UPDATE SET detail = EXCLUDED.detail, done_at = EXCLUDED.done_at`,
);
const HEAR = statement(
  'seed_hear',
  `INSERT INTO site_source (site, heard_at) SELECT site, $2 FROM unnest($1::text[]) AS given (site)
   ON CONFLICT (site) DO UPDATE SET heard_at = greatest(site_source.heard_at, EXCLUDED.heard_at)`,
);
const KNOWN = statement('seed_known', 'SELECT id FROM fact WHERE id = ANY ($1::uuid[])');

/**
 * Loads the demonstration delta. Complete already: one query and nothing more. Interrupted before, or smaller than
 * asked for: goes on where it stopped, passing over the facts that are there.
 * @throws StartupError when the database holds part of another make of the data; DemoDataError when the rules do not
 *   say of a made-up vehicle what it was made for
 */
export async function seedDemo(options: SeedDemoOptions): Promise<SeedDemoCounts> {
  const { database, now, vehicles } = options;
  const [state] = await database.query<State>(STATE, [NAME, now]);
  if (state?.done_at && state.detail.loaded >= vehicles) return countsOf(state.detail);
  const make = makeOfData();
  if (state !== undefined && state.detail.make !== make) {
    throw new StartupError([
      'the database holds demonstration data of another version: empty it, or start without the demonstration',
    ]);
  }
  await database.query(MARK, [NAME, { make, loaded: 0, flagged: 0, refused: 0 } satisfies Mark, null]);
  const counts = await loadAll(options, state !== undefined);
  await database.query(HEAR, [SITES, now]);
  await database.query(MARK, [NAME, { make, ...counts } satisfies Mark, now]);
  return counts;
}

const countsOf = ({ loaded, flagged, refused }: SeedDemoCounts): SeedDemoCounts => ({
  loaded,
  flagged,
  refused,
});

async function loadAll(options: SeedDemoOptions, resumed: boolean): Promise<SeedDemoCounts> {
  const feed = new Feed(options, resumed);
  const counts = { loaded: 0, flagged: 0, refused: 0 };
  for (const vehicle of demoVehicles(options.vehicles)) {
    if (vehicle.label === 'REFUSED') {
      expectRefusal(vehicle);
      counts.refused += 1;
      continue;
    }
    await feed.add(demoFacts(vehicle, DEMO_SEED));
    counts.loaded += 1;
    if (vehicle.label === 'FLAGGED') counts.flagged += 1;
  }
  await feed.finish();
  return counts;
}

/** Batches facts, the facts of one vehicle together, and keeps a few batches under way. */
class Feed {
  #batch: Fact[] = [];
  #vehicles = 0;
  #done = 0;
  readonly #underWay: Promise<void>[] = [];

  constructor(
    private readonly options: SeedDemoOptions,
    private readonly resumed: boolean,
  ) {}

  async add(facts: readonly Fact[]): Promise<void> {
    if (this.#batch.length + facts.length > LARGEST_BATCH) await this.#send();
    this.#batch.push(...facts);
    this.#vehicles += 1;
  }

  async finish(): Promise<void> {
    await this.#send();
    await Promise.all(this.#underWay);
  }

  async #send(): Promise<void> {
    const sent = this.#ingest(this.#batch, this.#vehicles);
    // Awaited below or in finish(), where a failure is reported; until then it must not count as forgotten.
    sent.catch(() => undefined);
    this.#underWay.push(sent);
    this.#batch = [];
    this.#vehicles = 0;
    if (this.#underWay.length >= MOST_IN_FLIGHT) await this.#underWay.shift();
  }

  async #ingest(facts: Fact[], vehicles: number): Promise<void> {
    const fresh = this.resumed ? await this.#withoutKnown(facts) : facts;
    if (fresh.length > 0) await this.options.ingest(fresh);
    this.#done += vehicles;
    this.options.onProgress(this.#done, this.options.vehicles);
  }

  async #withoutKnown(facts: Fact[]): Promise<Fact[]> {
    const rows = await this.options.database.query<{ id: string }>(KNOWN, [facts.map(({ id }) => id)]);
    const known = new Set(rows.map(({ id }) => id));
    return facts.filter(({ id }) => !known.has(id));
  }
}

/** Another generator makes other facts under the same ids, so a sample of what it makes is its name. */
function makeOfData(): string {
  const sample = [...demoVehicles(SAMPLE)].map((vehicle) =>
    vehicle.label === 'REFUSED' ? vehicle : demoFacts(vehicle, DEMO_SEED),
  );
  return Buffer.from(sha256(new TextEncoder().encode(JSON.stringify(sample)))).toString('hex');
}
