import type { Instant } from '../shared/time.js';
import { flag, found, minutesBetween, notConfigured, onReport, secondsBetween, together } from './flag.js';
import type { FlagCode } from './flag.js';
import type { IntegrityFlag, IntegrityThresholds, ReportRow, RuleOutcome } from './integrity-types.js';

/**
 * A4 CLOCK: times that cannot be. The test ends before it begins, or after it was received; it overlaps another on the
 * same line; its inspector is at work on another line; the vehicle was at another station less than the drive before;
 * photos were taken outside the test. Of two tests that contradict each other both are flagged. `others` are the tests of
 * the station and of the vehicle around this one.
 */
export function checkClock(
  row: ReportRow,
  others: readonly ReportRow[],
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const rest = others.filter(({ fact }) => fact !== row.fact);
  return together([
    ownOrder(row),
    future(row, thresholds),
    overlaps(row, rest),
    travels(row, rest, thresholds),
    photos(row, thresholds),
  ]);
}

const interval = ({ report }: ReportRow): string => `${report.startedAt} – ${report.endedAt}`;

function ownOrder(row: ReportRow): RuleOutcome {
  if (row.report.startedAt < row.report.endedAt) return found([]);
  return found([flag('CLOCK_ORDER', onReport(row.fact), [{ fact: row.fact, says: interval(row) }])]);
}

function future(row: ReportRow, { clockToleranceSeconds }: IntegrityThresholds): RuleOutcome {
  if (row.report.endedAt <= row.receivedAt) return found([]);
  if (clockToleranceSeconds === null) return notConfigured('clockToleranceSeconds');
  if (secondsBetween(row.receivedAt, row.report.endedAt) <= clockToleranceSeconds) return found([]);
  const says = `ends ${row.report.endedAt}, received ${row.receivedAt}`;
  return found([flag('CLOCK_FUTURE', onReport(row.fact), [{ fact: row.fact, says }])]);
}

/** One test may begin at the very moment at which another ends. */
const meet = (a: ReportRow, b: ReportRow): boolean =>
  a.report.startedAt < b.report.endedAt && b.report.startedAt < a.report.endedAt;

function overlaps(row: ReportRow, others: readonly ReportRow[]): RuleOutcome {
  const flags: IntegrityFlag[] = [];
  const { stationCode, lineNo, inspector } = row.report;
  for (const other of others) {
    if (other.report.stationCode !== stationCode || !meet(row, other)) continue;
    const sameLine = lineNo !== null && other.report.lineNo === lineNo;
    const samePerson = inspector !== null && other.report.inspector === inspector;
    if (sameLine) flags.push(...pair('CLOCK_LINE_OVERLAP', row, other, `line ${lineNo}`));
    else if (samePerson && lineNo !== null && other.report.lineNo !== null) {
      const says = `${inspector} on lines ${lineNo} and ${other.report.lineNo}`;
      flags.push(...pair('CLOCK_INSPECTOR_OVERLAP', row, other, says));
    }
  }
  return found(flags);
}

function travels(
  row: ReportRow,
  others: readonly ReportRow[],
  { travelMinutes }: IntegrityThresholds,
): RuleOutcome {
  const { vin, stationCode } = row.report;
  const elsewhere = others.filter(
    ({ report }) => vin !== null && report.vin === vin && report.stationCode !== stationCode,
  );
  const flags: IntegrityFlag[] = [];
  let unsure = false;
  for (const other of elsewhere) {
    const minutes = minutesApart(row, other);
    if (minutes > 0 && travelMinutes === null) unsure = true;
    if (minutes > 0 && (travelMinutes === null || minutes >= travelMinutes)) continue;
    const says = `${vin ?? ''} at ${stationCode} and ${other.report.stationCode}, ${minutes.toFixed(0)} min apart`;
    flags.push(...pair('CLOCK_VEHICLE_TRAVEL', row, other, says));
  }
  return { flags, notConfigured: unsure ? ['travelMinutes'] : [] };
}

/** Minutes between the end of the earlier and the start of the later; 0 and less where they meet. */
function minutesApart(a: ReportRow, b: ReportRow): number {
  const [first, second] = a.report.startedAt <= b.report.startedAt ? [a, b] : [b, a];
  return Math.max(0, minutesBetween(first.report.endedAt, second.report.startedAt));
}

function photos(row: ReportRow, { clockToleranceSeconds }: IntegrityThresholds): RuleOutcome {
  const outside = row.photosTakenAt.filter((taken) => secondsOutside(row, taken) > 0);
  if (outside.length === 0) return found([]);
  if (clockToleranceSeconds === null) return notConfigured('clockToleranceSeconds');
  const far = outside.filter((taken) => secondsOutside(row, taken) > clockToleranceSeconds);
  if (far.length === 0) return found([]);
  const evidence = [
    { fact: row.fact, says: interval(row) },
    ...far.map((taken) => ({ fact: row.fact, says: `photo taken ${taken}` })),
  ];
  return found([flag('CLOCK_PHOTO', onReport(row.fact), evidence)]);
}

function secondsOutside({ report }: ReportRow, taken: Instant): number {
  return Math.max(secondsBetween(taken, report.startedAt), secondsBetween(report.endedAt, taken));
}

function pair(code: FlagCode, a: ReportRow, b: ReportRow, says: string): readonly IntegrityFlag[] {
  const rows = [
    { fact: a.fact, says: `${says}: ${interval(a)}` },
    { fact: b.fact, says: interval(b) },
  ];
  return [flag(code, onReport(a.fact), rows), flag(code, onReport(b.fact), [...rows].reverse())];
}
