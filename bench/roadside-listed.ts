import { signIn } from './api-client.js';
import { LARGE, LISTED, takeTurns, warmUpServers, type BenchRun, type Variant } from './bench-run.js';
import { Figures, type Figure } from './figures.js';
import type { LoadResult } from './load-generator.js';
import { finishAnswers, samplePlates, type PlateSample } from './plates.js';
import { answersIn, checkAudit, compareAnswers, countAudit, p99, rate } from './roadside.js';
import { startReference, startService } from './servers.js';
import { median } from './statistics.js';
import { countRows } from './store.js';

const CONNECTIONS = 32;
const COMPARED = 300;
const LEAST_KEPT = 0.95;
const NAMES = ['service', 'reference shaped in node', 'reference finished in the database'] as const;

type Rounds = readonly (readonly LoadResult[])[];

async function variantsOver(run: BenchRun, database: string, plates: PlateSample): Promise<Variant[]> {
  const { store } = run;
  const service = await startService(store, database);
  const shaped = await startReference(store, database, 'shaped');
  const finished = await startReference(store, database, 'finished');
  const of = { platesFile: plates.file, token: null };
  return [
    {
      ...of,
      name: `service, ${database}`,
      server: service,
      token: await signIn(service.port, 'TRAFFIC_POLICE'),
    },
    { ...of, name: `reference shaped, ${database}`, server: shaped },
    { ...of, name: `reference finished, ${database}`, server: finished },
  ];
}

async function countEvidence(run: BenchRun, figures: Figures): Promise<void> {
  await run.store.asOwner(LISTED, async (client) => {
    const reports = await countRows(client, 'test_report');
    const open = await countRows(client, 'over_limit_listing WHERE ended_at IS NULL');
    figures.add('reports in the database with them', reports, 'rows');
    figures.add('vehicles on the over-limit list in it', open, 'rows');
  });
}

/** What is left of the ratio to a reference, round by round: in each, all four took their turns within seconds. */
function keptIn(without: Rounds, withThem: Rounds, reference: number): readonly number[] {
  const ratio = (rounds: Rounds, round: number): number =>
    (rounds[0]?.[round]?.requestsPerSecond ?? 0) / (rounds[reference]?.[round]?.requestsPerSecond ?? 0);
  return (without[0] ?? []).map((_, round) => ratio(withThem, round) / ratio(without, round));
}

/** The ratio to each reference, without and with the evidence, and what is left of it. */
function judgeRatios(figures: Figures, without: Rounds, withThem: Rounds): void {
  for (const [index, name] of NAMES.entries()) {
    figures.add(`${name}, without`, rate(without[index] ?? []), 'requests/s');
    figures.add(`${name}, with`, rate(withThem[index] ?? []), 'requests/s');
  }
  const ratio = (rounds: Rounds, reference: number): number =>
    rate(rounds[0] ?? []) / rate(rounds[reference] ?? []);
  for (const [index, name] of NAMES.slice(1).entries()) {
    figures.add(`service to ${name}, without`, ratio(without, index + 1), '×');
    figures.add(`service to ${name}, with`, ratio(withThem, index + 1), '×');
    const kept = median(keptIn(without, withThem, index + 1));
    figures.judge('… of the ratio without them, round by round', kept, '×', '≥ 0.95', kept >= LEAST_KEPT);
  }
  figures.add('service p99, without', p99(without[0] ?? []), 'ms');
  figures.add('service p99, with', p99(withThem[0] ?? []), 'ms');
}

/** The roadside question with millions of reports and a tenth of the vehicles on the list, against the same without. */
export async function measureListed(run: BenchRun): Promise<readonly Figure[]> {
  const { store } = run;
  const figures = new Figures('listed');
  const databases = [LARGE, LISTED];
  const variants: Variant[] = [];
  try {
    for (const database of databases) {
      const plates = await samplePlates(store, database);
      await finishAnswers(store, database, plates.plates);
      variants.push(...(await variantsOver(run, database, plates)));
    }
    const places = [variants.slice(0, NAMES.length), variants.slice(NAMES.length)];
    // What is compared takes its turns one after the other: service without and with, each reference without and with.
    const inTurn = NAMES.flatMap((_, index) => places.flatMap((own) => own[index] ?? []));
    const before = await Promise.all(databases.map((database) => countAudit(store, database)));
    const { plates } = await samplePlates(store, LISTED);
    for (const own of places) await compareAnswers(own, plates.slice(0, COMPARED));
    run.say(`  service and references give the same answers to ${COMPARED} plates, without and with`);
    const warmUp = await warmUpServers(run, variants);
    const turns = await takeTurns(run, inTurn, CONNECTIONS);
    const loaded = variants.map((variant) => turns[inTurn.indexOf(variant)] ?? []);
    await countEvidence(run, figures);
    judgeRatios(figures, loaded.slice(0, NAMES.length), loaded.slice(NAMES.length));
    const compared = Math.min(COMPARED, plates.length);
    for (const [index, database] of databases.entries()) {
      const service = index * NAMES.length;
      const answers = compared + (warmUp[service] ?? 0) + answersIn(loaded[service] ?? []);
      await checkAudit(run, database, before[index] ?? 0, answers);
    }
  } finally {
    for (const { server } of variants) await server.child.stop();
  }
  return figures.all;
}
