import { flag, found, minutesBetween, notConfigured, onReport, together, unset } from './flag.js';
import type { IntegrityThresholds, ReportRow, RuleOutcome } from './integrity-types.js';

const MINUTES_AN_HOUR = 60;

/**
 * A10 MODE_SHOPPING: a vehicle that was lug-downed before is tested by free acceleration without a reason, or several
 * tests were aborted in the hours before it passed. `ofVehicle` are the vehicle's other tests, at whatever station.
 */
export function checkModeShopping(
  row: ReportRow,
  ofVehicle: readonly ReportRow[],
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const before = ofVehicle.filter(
    ({ fact, report }) => fact !== row.fact && report.startedAt < row.report.startedAt,
  );
  return together([easierMethod(row, before), aborts(row, before, thresholds)]);
}

function easierMethod(row: ReportRow, before: readonly ReportRow[]): RuleOutcome {
  const { method, methodReason } = row.report;
  if (method !== 'FREE_ACCEL' || methodReason !== null) return found([]);
  const lugDown = before.find(
    ({ report }) => report.method === 'LUGDOWN' && ['PASS', 'FAIL'].includes(report.stationResult),
  );
  if (lugDown === undefined) return found([]);
  const evidence = [
    { fact: row.fact, says: 'free acceleration, no reason given' },
    { fact: lugDown.fact, says: `lug-down finished ${lugDown.report.endedAt}` },
  ];
  return found([flag('METHOD_SHOPPING', onReport(row.fact), evidence)]);
}

function aborts(row: ReportRow, before: readonly ReportRow[], thresholds: IntegrityThresholds): RuleOutcome {
  const aborted = before.filter(({ report }) => report.stationResult === 'ABORT');
  if (row.report.stationResult !== 'PASS' || aborted.length === 0) return found([]);
  const { abortsBeforePass, abortHours } = thresholds;
  if (abortsBeforePass === null || abortHours === null) {
    return notConfigured(...unset(thresholds, 'abortsBeforePass', 'abortHours'));
  }
  const recent = aborted.filter(
    ({ report }) => minutesBetween(report.endedAt, row.report.startedAt) <= abortHours * MINUTES_AN_HOUR,
  );
  if (recent.length < abortsBeforePass) return found([]);
  const evidence = [
    { fact: row.fact, says: `passed after ${recent.length} aborted tests` },
    ...recent.map(({ fact, report }) => ({ fact, says: `aborted ${report.endedAt}` })),
  ];
  return found([flag('ABORTS_BEFORE_PASS', onReport(row.fact), evidence)]);
}
