import { isDeepStrictEqual } from 'node:util';
import { ApiClient, signIn } from './api-client.js';
import { LARGE, SMALL, takeTurns, warmUpServers, type BenchRun, type Variant } from './bench-run.js';
import { Figures, type Figure } from './figures.js';
import type { LoadResult } from './load-generator.js';
import { finishAnswers, readPlates, samplePlates, type PlateSample } from './plates.js';
import { roadsideBody, type Plate } from './roadside-question.js';
import { startReference, startService } from './servers.js';
import { median } from './statistics.js';
import { countRows, type BenchStore } from './store.js';

const CONNECTIONS = 32;
const COMPARED = 300;
const MOST_P99_MS = 15;
const MOST_LOSS = 0.2;
const AUDITED = `audit_entry WHERE action = 'vehicle.roadside-check'`;

interface RoadsideBody {
  readonly data: { readonly roadsideCheck: Record<string, unknown> };
}

/** The answer without the moments of asking, which differ from call to call. */
function timeless(text: string): unknown {
  const { roadsideCheck } = (JSON.parse(text) as RoadsideBody).data;
  const sources = roadsideCheck['sources'] as readonly Record<string, unknown>[];
  const still = sources.map((source, place) => (place === 0 ? { ...source, asOf: null } : source));
  return { ...roadsideCheck, at: null, checkedAt: null, sources: still };
}

/** @throws Error unless all give the same answer, field by field */
export async function compareAnswers(variants: readonly Variant[], plates: readonly Plate[]): Promise<void> {
  const clients = variants.map(({ server, token }) => new ApiClient(server.port, token));
  for (const plate of plates) {
    const answers = await Promise.all(clients.map((client) => client.ask(roadsideBody(plate))));
    const [first, ...others] = answers.map(({ text }) => timeless(text));
    if (others.every((other) => isDeepStrictEqual(first, other))) continue;
    throw new Error(`not the same answer:\n${answers.map(({ text }) => text).join('\n')}`);
  }
  for (const client of clients) client.close();
}

/** Audit lines of roadside questions. */
export const countAudit = (store: BenchStore, database: string): Promise<number> =>
  store.asOwner(database, (client) => countRows(client, AUDITED));

/** Answers in all rounds. */
export const answersIn = (rounds: readonly LoadResult[]): number =>
  rounds.reduce((sum, round) => sum + round.answers, 0);
/** Median of the requests per second. */
export const rate = (rounds: readonly LoadResult[]): number =>
  median(rounds.map((round) => round.requestsPerSecond));
const p50 = (rounds: readonly LoadResult[]): number => median(rounds.map((round) => round.p50Ms));
/** Median of the 99th percentiles, ms. */
export const p99 = (rounds: readonly LoadResult[]): number => median(rounds.map((round) => round.p99Ms));

type Rounds = readonly (readonly LoadResult[])[];

function judgeLoad(figures: Figures, [service = [], shaped = [], finished = [], small = []]: Rounds): void {
  figures.add('service', rate(service), 'requests/s');
  figures.add('reference shaped in node', rate(shaped), 'requests/s');
  figures.add('reference finished in the database', rate(finished), 'requests/s');
  const toShaped = rate(service) / rate(shaped);
  const toFinished = rate(service) / rate(finished);
  figures.judge('service to reference shaped in node', toShaped, '×', '≥ 1', toShaped >= 1);
  figures.judge('service to reference finished in the database', toFinished, '×', '≥ 1', toFinished >= 1);
  figures.add('service p50 at 32 connections', p50(service), 'ms');
  const isQuick = p99(service) < MOST_P99_MS;
  figures.judge('service p99 at 32 connections', p99(service), 'ms', '< 15', isQuick);
  figures.add('reference shaped p99', p99(shaped), 'ms');
  figures.add('reference finished p99', p99(finished), 'ms');
  figures.add('service, a tenth of the vehicles', rate(small), 'requests/s');
  const loss = 1 - rate(service) / rate(small);
  figures.judge('loss with ten times the vehicles', 100 * loss, '%', '≤ 20', loss <= MOST_LOSS);
}

function judgeLone(figures: Figures, [service = [], shaped = [], finished = []]: Rounds): void {
  figures.add('one lone request, service p50', p50(service), 'ms');
  figures.add('one lone request, reference shaped p50', p50(shaped), 'ms');
  figures.add('one lone request, reference finished p50', p50(finished), 'ms');
}

/** Every answer of the service is in the audit, once. @throws Error otherwise */
export async function checkAudit(
  run: BenchRun,
  database: string,
  before: number,
  answers: number,
): Promise<number> {
  const written = (await countAudit(run.store, database)) - before;
  if (written === answers) return written;
  throw new Error(`${answers} answers left ${written} audit lines in ${database}`);
}

async function variantsOf(run: BenchRun, large: PlateSample, small: PlateSample): Promise<Variant[]> {
  const { store } = run;
  const service = await startService(store, LARGE);
  const shaped = await startReference(store, LARGE, 'shaped');
  const finished = await startReference(store, LARGE, 'finished');
  const smaller = await startService(store, SMALL);
  const token = (port: number): Promise<string> => signIn(port, 'TRAFFIC_POLICE');
  const of = { platesFile: large.file, token: null };
  return [
    { ...of, name: 'service', server: service, token: await token(service.port) },
    { ...of, name: 'reference shaped', server: shaped },
    { ...of, name: 'reference finished', server: finished },
    {
      name: 'service, small',
      server: smaller,
      token: await token(smaller.port),
      platesFile: small.file,
    },
  ];
}

/** The roadside question over HTTP against a bare program that gives the same answer. */
export async function measureRoadside(run: BenchRun): Promise<readonly Figure[]> {
  const { store } = run;
  const figures = new Figures('roadside');
  const large = await samplePlates(store, LARGE);
  const small = await samplePlates(store, SMALL);
  await finishAnswers(store, LARGE, large.plates);
  await readPlates(store, SMALL, small.plates);
  const variants = await variantsOf(run, large, small);
  try {
    const before = await countAudit(store, LARGE);
    const beforeSmall = await countAudit(store, SMALL);
    await compareAnswers(variants.slice(0, 3), large.plates.slice(0, COMPARED));
    run.say(`  service and references give the same answers to ${COMPARED} plates`);
    const warmUp = await warmUpServers(run, variants);
    const loaded = await takeTurns(run, variants, CONNECTIONS);
    const lone = await takeTurns(run, variants.slice(0, 3), 1);
    judgeLoad(figures, loaded);
    judgeLone(figures, lone);
    const compared = Math.min(COMPARED, large.plates.length);
    const inRounds = answersIn([...(loaded[0] ?? []), ...(lone[0] ?? [])]);
    const audited = await checkAudit(run, LARGE, before, compared + (warmUp[0] ?? 0) + inRounds);
    await checkAudit(run, SMALL, beforeSmall, (warmUp[3] ?? 0) + answersIn(loaded[3] ?? []));
    figures.judge('answers of the service in its audit', audited, 'lines', 'every one, once', true);
  } finally {
    for (const { server } of variants) await server.child.stop();
  }
  return figures.all;
}
