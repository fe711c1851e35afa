import { isSentinel } from '../shared/sentinels.js';
import { daysApart, flag, found, grouped, notConfigured, onReport } from './flag.js';
import type { IntegrityFlag, IntegrityThresholds, ReportRow, RuleOutcome } from './integrity-types.js';

/** A CAL ID and CVN that an authority knows to be shared by several models. */
export interface SharedCalibration {
  readonly calId: string;
  readonly cvn: string;
}

interface PairOf {
  readonly row: ReportRow;
  readonly pair: string;
}

/**
 * A1 SAME_CALID_CVN. Among the tests of one station up to `calIdWindowDays` before the report, one pair of CAL ID and
 * CVN is found on more engine models, or more vehicle models, than may share it. Vehicles of one make and model share
 * theirs lawfully, however many they are. Where neither model is known the share of the station's OBD tests is looked
 * at instead. Every report with the pair is flagged; the pairs in `lawful` never are.
 */
export function checkSharedCalibration(
  row: ReportRow,
  ofStation: readonly ReportRow[],
  thresholds: IntegrityThresholds,
  lawful: readonly SharedCalibration[] = [],
): RuleOutcome {
  const days = thresholds.calIdWindowDays;
  if (pairsOf(row).length === 0) return found([]);
  if (days === null) return notConfigured('calIdWindowDays');
  const allowed = new Set(lawful.map(({ calId, cvn }) => pairKey(calId, cvn)));
  const others = ofStation.filter((other) => isCompared(other, row, days));
  const tests = [row, ...others];
  const byPair = grouped(
    tests.flatMap((one) => pairsOf(one).map((pair): PairOf => ({ row: one, pair }))),
    ({ pair }) => pair,
  );
  const flags: IntegrityFlag[] = [];
  for (const pair of new Set(pairsOf(row))) {
    if (allowed.has(pair)) continue;
    const rows = [...new Set((byPair.get(pair) ?? []).map((one) => one.row))];
    const says = excess(rows, tests, thresholds);
    if (says !== null) flags.push(...rows.map((one) => flagged(one, rows, pair, says)));
  }
  return { flags, notConfigured: missingOf(tests, thresholds) };
}

function isCompared(other: ReportRow, row: ReportRow, days: number): boolean {
  return (
    other.fact !== row.fact &&
    other.report.stationCode === row.report.stationCode &&
    daysApart(other.report.startedAt, row.report.startedAt) <= days
  );
}

/** The pairs of a report, without those that say nothing. */
function pairsOf({ report }: ReportRow): readonly string[] {
  const calIds = report.obd?.calIds ?? [];
  const cvns = report.obd?.cvns ?? [];
  return calIds.flatMap((calId, index) => {
    const cvn = cvns[index] ?? '';
    return isSentinel(calId) || isSentinel(cvn) ? [] : [pairKey(calId, cvn)];
  });
}

const tidy = (text: string): string => text.normalize('NFKC').trim().toUpperCase();
const pairKey = (calId: string, cvn: string): string => `${tidy(calId)} / ${tidy(cvn)}`;

/** Why the rows of one pair stand out; null where they do not. */
function excess(
  rows: readonly ReportRow[],
  tests: readonly ReportRow[],
  thresholds: IntegrityThresholds,
): string | null {
  const engines = distinct(rows.map(({ report }) => report.engineModel));
  const vehicles = distinct(rows.map(({ vehicleModel }) => vehicleModel));
  const { calIdEngineModels, calIdVehicleModels, calIdSharePct } = thresholds;
  if (calIdEngineModels !== null && engines.length > calIdEngineModels) {
    return `${engines.length} engine models: ${engines.join(', ')}`;
  }
  if (calIdVehicleModels !== null && vehicles.length > calIdVehicleModels) {
    return `${vehicles.length} vehicle models: ${vehicles.join(', ')}`;
  }
  if (calIdSharePct === null || engines.length > 0 || vehicles.length > 0) return null;
  const withObd = tests.filter((test) => pairsOf(test).length > 0).length;
  const vins = distinct(rows.map(({ report }) => report.vin)).length;
  return vins > 1 && rows.length * 100 > withObd * calIdSharePct
    ? `${rows.length} of ${withObd} OBD tests`
    : null;
}

function flagged(row: ReportRow, rows: readonly ReportRow[], pair: string, says: string): IntegrityFlag {
  const others = rows.filter((other) => other !== row);
  return flag('SAME_CALID_CVN', onReport(row.fact), [
    { fact: row.fact, says: `CAL ID / CVN ${pair}: ${says}` },
    ...others.map(({ fact, report, vehicleModel }) => ({
      fact,
      says: `${report.engineModel ?? '?'} ${vehicleModel ?? '?'}`,
    })),
  ]);
}

/** The thresholds that would have been asked with what is known of these tests. */
function missingOf(
  tests: readonly ReportRow[],
  thresholds: IntegrityThresholds,
): RuleOutcome['notConfigured'] {
  const engines = tests.some(({ report }) => report.engineModel !== null);
  const vehicles = tests.some(({ vehicleModel }) => vehicleModel !== null);
  const missing: (keyof IntegrityThresholds)[] = [];
  if (engines && thresholds.calIdEngineModels === null) missing.push('calIdEngineModels');
  if (vehicles && thresholds.calIdVehicleModels === null) missing.push('calIdVehicleModels');
  if (!engines && !vehicles && thresholds.calIdSharePct === null) missing.push('calIdSharePct');
  return missing;
}

function distinct(texts: readonly (string | null)[]): readonly string[] {
  const known = texts.flatMap((text) => (text === null || isSentinel(text) ? [] : [tidy(text)]));
  return [...new Set(known)].sort();
}
