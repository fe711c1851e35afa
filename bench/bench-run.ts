import type { Child } from './child.js';
import type { LoadOrder, LoadResult } from './load-generator.js';
import type { BenchOptions } from './options.js';
import type { Server } from './servers.js';
import type { BenchStore } from './store.js';

export const LARGE = 'bench_large';
export const SMALL = 'bench_small';
/** The large one with reports and open loops. */
export const LISTED = 'bench_listed';
/** Migrated, without vehicles: what the others are copied from. */
export const EMPTY = 'bench_empty';

/** What every part of a run works with. */
export interface BenchRun {
  readonly options: BenchOptions;
  readonly store: BenchStore;
  readonly generator: Child;
  say(text: string): void;
}

/** What is under load in one round. */
export interface Variant {
  readonly name: string;
  readonly server: Server;
  readonly token: string | null;
  readonly platesFile: string;
}

const WARM_UP_SECONDS = 1;
const FIRST_WARM_UP_SECONDS = 12;
const WARM_UP_CONNECTIONS = 32;

/** One round of load on one server. */
function loadRound(
  { generator }: BenchRun,
  { server, token, platesFile }: Variant,
  round: Pick<LoadOrder, 'connections' | 'seconds' | 'seed'>,
): Promise<LoadResult> {
  const order: LoadOrder = {
    ...round,
    port: server.port,
    token,
    platesFile,
    warmUpSeconds: WARM_UP_SECONDS,
  };
  return generator.ask<LoadResult>(order);
}

/** Lets servers that have just started compile what they will need. @returns the answers that each gave */
export async function warmUpServers(run: BenchRun, variants: readonly Variant[]): Promise<readonly number[]> {
  const round = { connections: WARM_UP_CONNECTIONS, seconds: FIRST_WARM_UP_SECONDS, seed: 0 };
  const answers: number[] = [];
  for (const variant of variants) answers.push((await loadRound(run, variant, round)).answers);
  return answers;
}

/**
 * Rounds of load in turn, A B C C B A …, so that a drift of the machine meets all alike; one is under load at a time.
 * @returns the rounds of each variant, in the order of the variants
 */
export async function takeTurns(
  run: BenchRun,
  variants: readonly Variant[],
  connections: number,
): Promise<readonly (readonly LoadResult[])[]> {
  const { seconds } = run.options;
  const results = variants.map((): LoadResult[] => []);
  for (let round = 0; round < run.options.rounds; round += 1) {
    const order = [...variants.keys()];
    for (const index of round % 2 === 0 ? order : order.reverse()) {
      const variant = variants[index];
      if (variant === undefined) continue;
      const result = await loadRound(run, variant, { connections, seconds, seed: round + 1 });
      results[index]?.push(result);
      const { requestsPerSecond, p50Ms, p99Ms } = result;
      const figures = `${Math.round(requestsPerSecond)} requests/s, p50 ${p50Ms.toFixed(2)}, p99 ${p99Ms.toFixed(2)} ms`;
      run.say(`  ${variant.name}, ${connections} connections: ${figures}`);
    }
  }
  return results;
}
