import { foldLoop } from '../src/domain/maintenance/fold-loop.js';
import type { LoopInput } from '../src/domain/maintenance/loop-facts.js';
import { foldVehicle } from '../src/domain/vehicle/fold.js';
import { vehicleFactsOf } from '../src/features/registry/vehicle.payloads.js';
import type { BenchRun } from './bench-run.js';
import { Figures, type Figure } from './figures.js';
import { median } from './statistics.js';
import { FACTS_A_CYCLE, LIFE_BOOK, vehicleLife } from './vehicle-life.js';

const FACTS = 200;
const CYCLES = Math.ceil((FACTS - 1) / FACTS_A_CYCLE);
const WARM_UP = 500;
const FOLDS_A_ROUND = 500;
const MOST_MS = 1;

type Work = () => unknown;

/** Milliseconds of each call. */
function timed(work: Work, calls: number): readonly number[] {
  return Array.from({ length: calls }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
}

/** @throws Error unless every stay on the list was ended by its retest, and nothing was refused */
function checkFold(facts: readonly LoopInput[]): void {
  const { state, past, rejected } = foldLoop(facts, LIFE_BOOK);
  if (facts.length < FACTS) throw new Error(`only ${facts.length} facts`);
  if (past.length + 1 === CYCLES && rejected.length === 0 && /^(CLEARED|SUSPECT)$/.test(state)) return;
  throw new Error(`${past.length + 1} stays of ${CYCLES}, ${state}, ${JSON.stringify(rejected)}`);
}

/** The fold of a vehicle with 200 facts, against reading the text of the same facts. */
// eslint-disable-next-line @typescript-eslint/require-await -- every part of the bench is asked in the same way
export async function measureFold(run: BenchRun): Promise<readonly Figure[]> {
  const figures = new Figures('fold-loop');
  const facts = vehicleLife(CYCLES);
  checkFold(facts);
  const text = JSON.stringify(facts);
  const loop: Work = () => foldLoop(facts, LIFE_BOOK);
  const vehicle: Work = () => foldVehicle(vehicleFactsOf(facts));
  const parse: Work = () => JSON.parse(text) as unknown;
  const works = [() => [vehicle(), loop()], loop, vehicle, parse];
  const times = works.map((): number[] => []);
  for (const work of works) timed(work, WARM_UP);
  for (let round = 0; round < run.options.rounds; round += 1) {
    for (const [index, work] of works.entries()) times[index]?.push(...timed(work, FOLDS_A_ROUND));
  }
  const [both = 0, ofLoop = 0, ofVehicle = 0, parsed = 0] = times.map(median);
  const name = `fold of a vehicle with ${facts.length} facts, ${CYCLES} stays on the list`;
  figures.judge(name, both, 'ms', '< 1', both < MOST_MS);
  figures.add('… of it the loop', ofLoop, 'ms');
  figures.add('… of it the registration', ofVehicle, 'ms');
  figures.add(`reference: JSON.parse of the same facts, ${Math.round(text.length / 1024)} KiB`, parsed, 'ms');
  figures.add('fold to reference', both / parsed, '×');
  return figures.all;
}
