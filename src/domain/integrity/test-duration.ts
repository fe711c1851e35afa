import { flag, found, onReport, secondsBetween, together } from './flag.js';
import type { IntegrityThresholds, ReportRow, RuleOutcome } from './integrity-types.js';

/**
 * A3 SHORT_TEST: the test took less than its method needs or more than it may, or its series has not a row for each
 * second. Aborted tests are short by nature and are not looked at.
 */
export function checkDuration(row: ReportRow, thresholds: IntegrityThresholds): RuleOutcome {
  if (row.report.stationResult === 'ABORT') return found([]);
  return together([tooShort(row, thresholds), tooLong(row, thresholds), rowsDiffer(row, thresholds)]);
}

const takenSeconds = ({ report }: ReportRow): number => secondsBetween(report.startedAt, report.endedAt);

function tooShort(row: ReportRow, { minimumSeconds }: IntegrityThresholds): RuleOutcome {
  const least = minimumSeconds?.[row.report.method];
  if (least === undefined) return { flags: [], notConfigured: ['minimumSeconds'] };
  const taken = takenSeconds(row);
  if (taken >= least) return found([]);
  const says = `${row.report.method} took ${taken} s, at least ${least} s`;
  return found([flag('TEST_TOO_SHORT', onReport(row.fact), [{ fact: row.fact, says }])]);
}

/** Not every method has an end; where none is configured for it, nothing is missing. */
function tooLong(row: ReportRow, { maximumSeconds }: IntegrityThresholds): RuleOutcome {
  if (maximumSeconds === null) return { flags: [], notConfigured: ['maximumSeconds'] };
  const most = maximumSeconds[row.report.method];
  const taken = takenSeconds(row);
  if (most === undefined || taken <= most) return found([]);
  const says = `${row.report.method} took ${taken} s, at most ${most} s`;
  return found([flag('TEST_TOO_LONG', onReport(row.fact), [{ fact: row.fact, says }])]);
}

function rowsDiffer(row: ReportRow, { seriesRowTolerance }: IntegrityThresholds): RuleOutcome {
  const rows = row.report.seriesRows;
  if (rows === null) return found([]);
  if (seriesRowTolerance === null) return { flags: [], notConfigured: ['seriesRowTolerance'] };
  const taken = takenSeconds(row);
  if (Math.abs(rows - taken) <= seriesRowTolerance) return found([]);
  const says = `${rows} rows for ${taken} s`;
  return found([flag('SERIES_ROWS', onReport(row.fact), [{ fact: row.fact, says }])]);
}
