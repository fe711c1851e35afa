import 'reflect-metadata';
import { EMPTY, LARGE, LISTED, SMALL, type BenchRun } from './bench-run.js';
import { Child } from './child.js';
import { measureFacts } from './facts.js';
import type { Figure } from './figures.js';
import { measureFold } from './fold-loop.js';
import { measureImport } from './import.js';
import { addEvidence } from './listed.js';
import { measureIntegrity } from './integrity.js';
import { readOptions, type Part } from './options.js';
import { measurePages } from './pages.js';
import { measurePlateLists } from './plate-lists.js';
import { describeSurroundings, reportText, writeReport } from './report.js';
import { measureRelease } from './release.js';
import { measureReports } from './reports.js';
import { measureListed } from './roadside-listed.js';
import { measureRoadside } from './roadside.js';
import { BenchStore } from './store.js';
import { loadOriginals, multiply } from './vehicles.js';

const ORIGINALS = 20_000;
const TENTH = 10;
const MS = 1000;
/** Parts that read the database of many vehicles. */
const FILLED: readonly Part[] = ['roadside', 'listed', 'plates', 'pages'];
const startedAt = performance.now();

const MEASURES: Readonly<Record<Part, (run: BenchRun) => Promise<readonly Figure[]>>> = {
  roadside: measureRoadside,
  listed: measureListed,
  plates: measurePlateLists,
  pages: measurePages,
  facts: measureFacts,
  reports: measureReports,
  import: measureImport,
  release: measureRelease,
  integrity: measureIntegrity,
  'fold-loop': measureFold,
};

function say(text: string): void {
  const seconds = Math.round((performance.now() - startedAt) / MS);
  console.log(`${String(seconds).padStart(4)} s  ${text}`);
}

/** The database of many vehicles, and one of a tenth of them where the two are compared. */
async function fillDatabases(run: BenchRun): Promise<void> {
  const { store, options } = run;
  const originals = Math.min(ORIGINALS, options.vehicles / TENTH);
  await store.clone(EMPTY, LARGE);
  await loadOriginals(store, LARGE, originals);
  say(`${originals} vehicles taken in as facts`);
  const quietly = (): void => undefined;
  if (options.parts.includes('roadside')) {
    const small = await multiply(store, LARGE, options.vehicles / TENTH, quietly);
    await store.clone(LARGE, SMALL);
    say(`${small} vehicles in the small database`);
  }
  const large = await multiply(store, LARGE, options.vehicles, (done) => {
    if (done % (ORIGINALS * TENTH) === 0) say(`  ${done} vehicles`);
  });
  say(`${large} vehicles in the large database`);
  if (!options.parts.includes('listed')) return;
  await store.clone(LARGE, LISTED);
  await addEvidence(store, LISTED, options, say);
}

async function postgresVersion(store: BenchStore): Promise<string> {
  return store.asOwner(EMPTY, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'unknown';
  });
}

async function measureAll(store: BenchStore, generator: Child): Promise<void> {
  const options = readOptions();
  const run: BenchRun = { options, store, generator, say };
  await store.create(EMPTY);
  const surroundings = describeSurroundings(await postgresVersion(store));
  if (options.parts.some((part) => FILLED.includes(part))) await fillDatabases(run);
  const figures: Figure[] = [];
  for (const part of options.parts) {
    say(`measuring: ${part}`);
    figures.push(...(await MEASURES[part](run)));
  }
  console.log(`\n${reportText(options, surroundings, figures)}`);
  writeReport(options, surroundings, figures);
}

const store = await BenchStore.open();
const generator = Child.start('load generator', 'bench/load-generator.ts');
let stopping: Promise<void> | null = null;
const stop = (): Promise<void> => (stopping ??= generator.stop().then(() => store.close()));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(1)));
}
try {
  await measureAll(store, generator);
} finally {
  await stop();
}
