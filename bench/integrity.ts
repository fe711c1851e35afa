import { flagTraffic } from '../seeds/integrity/flag-traffic.js';
import { labelledTraffic } from '../seeds/integrity/labelled-traffic.js';
import { EXAMPLE_THRESHOLDS } from '../seeds/integrity/thresholds.js';
import { TrafficGenerator } from '../seeds/integrity/traffic.js';
import { INTEGRITY_RULES } from '../src/domain/integrity/integrity-types.js';
import type { IntegrityRule } from '../src/domain/integrity/integrity-types.js';
import type { BenchRun } from './bench-run.js';
import { Figures } from './figures.js';
import type { Figure } from './figures.js';

const STATIONS = 16;
const SEED = 20_261_123;
const CLEAN_SEED = 41;
const HUNDRED = 100;
const REPAIR_RULES: ReadonlySet<IntegrityRule> = new Set(['A12', 'R5.6', 'R5.4']);

/** Recall on labelled frauds and false alarms on clean traffic, for each rule; generated, the same on every machine. */
// eslint-disable-next-line @typescript-eslint/require-await -- every part of the bench is asked in the same way
export async function measureIntegrity(run: BenchRun): Promise<readonly Figure[]> {
  const figures = new Figures('integrity');
  const clean = new TrafficGenerator(CLEAN_SEED, STATIONS).make();
  const { traffic, frauds } = labelledTraffic(SEED, STATIONS);
  run.say(
    `${clean.reports.length} clean tests, ${clean.repairs.length} clean repairs; ${frauds.length} frauds in as many more`,
  );
  const alarms = flagTraffic(clean, EXAMPLE_THRESHOLDS);
  const found = flagTraffic(traffic, EXAMPLE_THRESHOLDS);
  for (const rule of INTEGRITY_RULES) {
    const planted = new Set(frauds.filter((fraud) => fraud.rule === rule).flatMap(({ targets }) => targets));
    const hits = [...planted].filter((target) => found.get(rule)?.has(target) === true).length;
    figures.add(`${rule}: recall of ${planted.size} planted`, (hits * HUNDRED) / planted.size, '%');
    const of = looked(rule, clean);
    const falseAlarms = alarms.get(rule)?.size ?? 0;
    figures.add(
      `${rule}: false alarms, ${falseAlarms} of ${of.count} clean ${of.name}`,
      (falseAlarms * HUNDRED) / of.count,
      '%',
    );
  }
  return figures.all;
}

/** What a rule looks at: stations, repairs or tests. */
function looked(
  rule: IntegrityRule,
  { reports, repairs }: Pick<ReturnType<TrafficGenerator['make']>, 'reports' | 'repairs'>,
): { readonly count: number; readonly name: string } {
  if (rule === 'A6') return { count: STATIONS, name: 'stations' };
  return REPAIR_RULES.has(rule)
    ? { count: repairs.length, name: 'repairs' }
    : { count: reports.length, name: 'tests' };
}
