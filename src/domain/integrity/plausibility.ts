import type { ReportedItem, Scaled } from '../emission/emission-facts.js';
import { compareExact, exactly, sameScaled } from '../emission/scaled.js';
import { addDays, civilDateOf, startOfCivilDay } from '../shared/time.js';
import { flag, found, notConfigured, onReport, together } from './flag.js';
import type { IntegrityThresholds, ReportRow, RuleOutcome } from './integrity-types.js';

/** Items that a running diesel engine cannot show as exactly nothing: smoke, and NOx under load. */
const NEVER_ZERO: ReadonlySet<string> = new Set(['K_FA', 'K100', 'K80', 'NOX80']);
const FREE_ACCELERATION: ReadonlySet<string> = new Set(['K_FA', 'N_FA']);
const RUNS_COMPARED = 3;
const CO2 = 'CO2';
const HUNDREDTHS = 2;

/**
 * A7 IMPLAUSIBLE: readings or ambient air that cannot be. Smoke or NOx of exactly zero; three equal runs of free
 * acceleration; too little CO₂ in a lug-down, as with the probe out of the exhaust; air outside what it can be; air that
 * is the same to the last digit in `ambientSameTests` tests of the station on one day.
 */
export function checkPlausibility(
  row: ReportRow,
  ofStation: readonly ReportRow[],
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const { stationResult } = row.report;
  if (stationResult === 'ABORT' || stationResult === 'INVALID') return found([]);
  return together([
    zeros(row),
    equalRuns(row),
    thinExhaust(row, thresholds),
    airRange(row, thresholds),
    constantAir(row, ofStation, thresholds),
  ]);
}

function zeros(row: ReportRow): RuleOutcome {
  const zero = row.report.items.filter(({ code, value }) => NEVER_ZERO.has(code) && value.value === 0);
  if (zero.length === 0) return found([]);
  const says = `exactly zero: ${zero.map(({ code }) => code).join(', ')}`;
  return found([flag('IMPLAUSIBLE_ZERO', onReport(row.fact), [{ fact: row.fact, says }])]);
}

function equalRuns(row: ReportRow): RuleOutcome {
  const equal = row.report.items.find(
    ({ code, readings }) => FREE_ACCELERATION.has(code) && lastEqual(readings),
  );
  if (equal === undefined) return found([]);
  const says = `${equal.code}: the last ${RUNS_COMPARED} runs are equal to the last digit`;
  return found([flag('IMPLAUSIBLE_EQUAL_RUNS', onReport(row.fact), [{ fact: row.fact, says }])]);
}

function lastEqual(readings: readonly Scaled[]): boolean {
  const last = readings.slice(-RUNS_COMPARED);
  const [first] = last;
  return first !== undefined && last.length === RUNS_COMPARED && last.every((one) => sameScaled(one, first));
}

function thinExhaust(row: ReportRow, { lugdownCo2Pct100 }: IntegrityThresholds): RuleOutcome {
  const co2 = row.report.items.find(({ code, unit }) => code === CO2 && unit === '%');
  if (row.report.method !== 'LUGDOWN' || co2 === undefined) return found([]);
  if (lugdownCo2Pct100 === null) return notConfigured('lugdownCo2Pct100');
  if (!isBelow(co2, lugdownCo2Pct100)) return found([]);
  const says = `CO₂ below ${lugdownCo2Pct100 / 100} % in a lug-down`;
  return found([flag('IMPLAUSIBLE_CO2', onReport(row.fact), [{ fact: row.fact, says }])]);
}

const isBelow = ({ value }: ReportedItem, hundredths: number): boolean =>
  compareExact(exactly(value), exactly({ value: hundredths, scale: HUNDREDTHS })) < 0;

function airRange(row: ReportRow, thresholds: IntegrityThresholds): RuleOutcome {
  const air = row.report.ambient?.temperatureC10 ?? null;
  if (air === null) return found([]);
  const { ambientLowestC10: lowest, ambientHighestC10: highest } = thresholds;
  if (lowest === null || highest === null) return notConfigured('ambientLowestC10', 'ambientHighestC10');
  if (air >= lowest && air <= highest) return found([]);
  const says = `ambient air of ${air / 10} °C`;
  return found([flag('AMBIENT_RANGE', onReport(row.fact), [{ fact: row.fact, says }])]);
}

function constantAir(
  row: ReportRow,
  ofStation: readonly ReportRow[],
  { ambientSameTests }: IntegrityThresholds,
): RuleOutcome {
  const air = airOf(row);
  if (air === null) return found([]);
  if (ambientSameTests === null) return notConfigured('ambientSameTests');
  const day = civilDateOf(row.report.startedAt);
  const [from, to] = [startOfCivilDay(day), startOfCivilDay(addDays(day, 1))];
  const sameDay = ofStation.filter(
    ({ report }) =>
      report.stationCode === row.report.stationCode && report.startedAt >= from && report.startedAt < to,
  );
  const tests = [row, ...sameDay.filter(({ fact }) => fact !== row.fact)];
  const measured = tests.filter((test) => airOf(test) !== null);
  if (measured.length < ambientSameTests || measured.some((test) => airOf(test) !== air)) return found([]);
  const says = `${measured.length} tests on ${day}, all in air of ${air}`;
  return found(
    measured.map(({ fact }) =>
      flag('AMBIENT_CONSTANT', onReport(fact), [
        { fact, says },
        ...measured.filter((other) => other.fact !== fact).map((other) => ({ fact: other.fact, says: air })),
      ]),
    ),
  );
}

/** Temperature, pressure and humidity together; null where one is missing. */
function airOf({ report: { ambient } }: ReportRow): string | null {
  if (ambient === null) return null;
  const { temperatureC10, pressurePa, humidityPct10 } = ambient;
  if (temperatureC10 === null || pressurePa === null || humidityPct10 === null) return null;
  return `${temperatureC10 / 10} °C, ${pressurePa} Pa, ${humidityPct10 / 10} %`;
}
