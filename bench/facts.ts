import { EMPTY, type BenchRun } from './bench-run.js';
import { Child } from './child.js';
import type { FactResult } from './fact-writers.js';
import { Figures, type Figure } from './figures.js';
import { median } from './statistics.js';
import { countRows } from './store.js';
import type { WriteOrder, WriteResult } from './write-round.js';

const WITH_FACTS = 'bench_facts';
const ROWS_ONLY = 'bench_rows';
const LEAST_SHARE = 1 / 3;
/** More than either can write in a second. */
const PREPARED_A_SECOND = 6_000;
const WARM_UP_SECONDS = 4;

interface Rounds {
  readonly facts: FactResult[];
  readonly rows: WriteResult[];
}

async function takeTurns(run: BenchRun, withFacts: Child, rowsOnly: Child): Promise<Rounds> {
  const { seconds } = run.options;
  const order: WriteOrder = { seconds, prepared: seconds * PREPARED_A_SECOND };
  const warmUp: WriteOrder = { seconds: WARM_UP_SECONDS, prepared: WARM_UP_SECONDS * PREPARED_A_SECOND };
  await withFacts.ask(warmUp);
  await rowsOnly.ask(warmUp);
  const rounds: Rounds = { facts: [], rows: [] };
  for (let round = 0; round < run.options.rounds; round += 1) {
    const facts = await withFacts.ask<FactResult>(order);
    const rows = await rowsOnly.ask<WriteResult>(order);
    rounds.facts.push(facts);
    rounds.rows.push(rows);
    const left = `${facts.unstamped} not stamped, stamped after ${Math.round(facts.stampedAfterMs)} ms`;
    run.say(
      `  ${Math.round(facts.perSecond)} facts/s (${left}), ${Math.round(rows.perSecond)} vehicles/s of rows`,
    );
  }
  return rounds;
}

/** @throws Error unless every table tells of every fact */
async function checkTables(run: BenchRun): Promise<number> {
  return run.store.asOwner(WITH_FACTS, async (client) => {
    const facts = await countRows(client, 'fact');
    const tables = ['fact_stamp', 'vehicle', 'roadside_card', 'audit_entry', 'idempotency_key'];
    for (const table of tables) {
      const rows = await countRows(client, table);
      if (rows !== facts) throw new Error(`${facts} facts, but ${rows} rows in ${table}`);
    }
    return facts;
  });
}

/** Concurrent writers of facts against writers of the same rows without facts, chain and audit. */
export async function measureFacts(run: BenchRun): Promise<readonly Figure[]> {
  const { store } = run;
  const figures = new Figures('facts');
  await store.clone(EMPTY, WITH_FACTS);
  await store.clone(EMPTY, ROWS_ONLY);
  const environment = (url: string) => ({ DATABASE_URL: url, NODE_ENV: 'production' });
  const withFacts = Child.start(
    'writers of facts',
    'bench/fact-writers.ts',
    environment(store.serviceUrl(WITH_FACTS)),
  );
  const rowsOnly = Child.start(
    'writers of rows',
    'bench/row-writers.ts',
    environment(store.ownerUrl(ROWS_ONLY)),
  );
  try {
    const { facts, rows } = await takeTurns(run, withFacts, rowsOnly);
    const rate = median(facts.map((round) => round.perSecond));
    const bare = median(rows.map((round) => round.perSecond));
    figures.add('32 writers through the service', rate, 'facts/s');
    figures.add('32 connections with the same rows only', bare, 'vehicles/s');
    figures.judge('share of the bare inserts', rate / bare, '×', '≥ 0.33', rate / bare >= LEAST_SHARE);
    figures.add(
      'facts not stamped when the last writer ends',
      median(facts.map((one) => one.unstamped)),
      'facts',
    );
    figures.add('until all are stamped', median(facts.map((one) => one.stampedAfterMs)), 'ms');
    const total = await checkTables(run);
    figures.judge('facts with stamp, projection, audit and key', total, 'facts', 'every one, once', true);
  } finally {
    await withFacts.stop();
    await rowsOnly.stop();
  }
  return figures.all;
}
