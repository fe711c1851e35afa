import { flag, found, grouped, minutesBetween, notConfigured, onStation, together, unset } from './flag.js';
import type { IntegrityFlag, IntegrityThresholds, ReportRow, RuleOutcome } from './integrity-types.js';

const HUNDRED = 100;

/** First tests of one station and how many of them passed. */
export interface FirstTests {
  readonly stationCode: string;
  readonly tests: number;
  readonly passed: number;
}

/**
 * A6 PASS_RATE: a station of a city passes first tests more often than the others of the city together by more than
 * `passRateZ100` hundredths of a standard score. Its own tests are not in the mean, or a large station would hide itself.
 */
export function checkPassRates(
  stations: readonly FirstTests[],
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const { passRateTests, passRateZ100 } = thresholds;
  if (passRateTests === null || passRateZ100 === null) {
    return notConfigured(...unset(thresholds, 'passRateTests', 'passRateZ100'));
  }
  const tests = sum(stations.map((station) => station.tests));
  const passed = sum(stations.map((station) => station.passed));
  const flags: IntegrityFlag[] = [];
  for (const station of stations) {
    const others = { tests: tests - station.tests, passed: passed - station.passed };
    if (station.tests < passRateTests || others.tests === 0) continue;
    const score = standardScore(station, others);
    if (score === null || score * HUNDRED <= passRateZ100) continue;
    const says =
      `${station.passed} of ${station.tests} first tests passed; ` +
      `elsewhere in the city ${others.passed} of ${others.tests}; z ${score.toFixed(2)}`;
    flags.push(flag('PASS_RATE', onStation(station.stationCode), [{ fact: null, says }]));
  }
  return found(flags);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How far a rate is above the mean of the others; null where they all passed or all failed, for then it cannot be told. */
function standardScore(
  { tests, passed }: Pick<FirstTests, 'tests' | 'passed'>,
  others: Pick<FirstTests, 'tests' | 'passed'>,
): number | null {
  const mean = others.passed / others.tests;
  const variance = mean * (1 - mean);
  return variance === 0 ? null : (passed / tests - mean) / Math.sqrt(variance / tests);
}

/** When a repair of a vehicle was completed. */
export interface CompletedRepair {
  readonly fact: string;
  readonly vin: string;
  readonly completedAt: string;
}

interface QuickRetest {
  readonly failed: ReportRow;
  readonly retest: ReportRow;
}

/**
 * A6, second part: of the retests that a station makes within `quickRetestMinutes` of a failure, without any repair
 * between, almost all pass. The rows are those of the station.
 */
export function checkQuickRetests(
  ofStation: readonly ReportRow[],
  repairs: readonly CompletedRepair[],
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const { quickRetestMinutes, quickRetestPct, quickRetests } = thresholds;
  if (quickRetestMinutes === null || quickRetestPct === null || quickRetests === null) {
    return notConfigured(...unset(thresholds, 'quickRetestMinutes', 'quickRetestPct', 'quickRetests'));
  }
  const parts = [...grouped(ofStation, ({ report }) => report.stationCode)].map(([station, rows]) => {
    const quick = quickRetestsOf(rows, repairs, quickRetestMinutes);
    const passed = quick.filter(({ retest }) => retest.report.judgement.result === 'PASS');
    if (quick.length < quickRetests || passed.length * HUNDRED < quick.length * quickRetestPct) {
      return found([]);
    }
    const says = `${passed.length} of ${quick.length} retests without a repair passed`;
    const evidence = passed.map(({ failed, retest }) => ({
      fact: retest.fact,
      says: `passed ${retest.report.startedAt} after a failure at ${failed.report.endedAt}`,
    }));
    return found([flag('RETEST_WITHOUT_REPAIR', onStation(station), [{ fact: null, says }, ...evidence])]);
  });
  return together(parts);
}

function quickRetestsOf(
  rows: readonly ReportRow[],
  repairs: readonly CompletedRepair[],
  minutes: number,
): readonly QuickRetest[] {
  const repaired = grouped(repairs, ({ vin }) => vin);
  const quick: QuickRetest[] = [];
  for (const [vin, tests] of grouped(rows, ({ report }) => report.vin)) {
    const judged = tests
      .filter(({ report }) => ['PASS', 'FAIL'].includes(report.judgement.result))
      .sort((a, b) => (a.report.startedAt < b.report.startedAt ? -1 : 1));
    for (const [index, retest] of judged.entries()) {
      const failed = judged[index - 1];
      if (failed?.report.judgement.result !== 'FAIL') continue;
      const [from, to] = [failed.report.endedAt, retest.report.startedAt];
      const mended = (repaired.get(vin) ?? []).some(
        ({ completedAt }) => completedAt > from && completedAt < to,
      );
      if (!mended && minutesBetween(from, to) <= minutes) quick.push({ failed, retest });
    }
  }
  return quick;
}
