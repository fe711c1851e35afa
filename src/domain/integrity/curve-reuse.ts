import { flag, found, onReport, unset } from './flag.js';
import type {
  IntegrityFlag,
  IntegrityThresholds,
  ReportRow,
  RuleOutcome,
  SeriesChannel,
} from './integrity-types.js';

const THOUSAND = 1000;
/** Names of channels that grow with time in every test and so say nothing about the vehicle. */
const CLOCK_CHANNELS: ReadonlySet<string> = new Set(['SECOND', 'TIME', 'SEQUENCE']);

/**
 * A2 CURVE_REUSE: the second-by-second series of two tests of different vehicles are the same, whatever the verdicts.
 * Either their curve keys are equal (the hash of {@link quantisedSeries}), or Pearson's r reaches its threshold on
 * `curveChannels` channels of the same name. Both reports are flagged, each with the other as evidence.
 */
export function checkCurveReuse(
  row: ReportRow,
  others: readonly ReportRow[],
  thresholds: IntegrityThresholds,
): RuleOutcome {
  if (row.series.length === 0 && row.curveKey === null) return found([]);
  const { curveSeconds } = thresholds;
  const shapes = curveSeconds !== null && secondsOf(row.series) >= curveSeconds;
  const flags: IntegrityFlag[] = [];
  for (const other of others) {
    if (!isOtherVehicle(row, other)) continue;
    const equal = row.curveKey !== null && row.curveKey === other.curveKey;
    const comparable = shapes && secondsOf(other.series) >= curveSeconds;
    const says = equal
      ? 'equal second by second'
      : comparable
        ? sameShape(row.series, other.series, thresholds)
        : null;
    if (says !== null) flags.push(flagged(row, other, says), flagged(other, row, says));
  }
  const names = ['curveQuantum', 'curveCorrelation1000', 'curveChannels', 'curveSeconds'] as const;
  return { flags, notConfigured: unset(thresholds, ...names) };
}

/**
 * A series as one text, its values cut to whole steps of `curveQuantum`; two tests with the same text are the same
 * curve. Its hash is the curve key of a report. Channels are taken by name, in whatever order they came.
 */
export function quantisedSeries(series: readonly SeriesChannel[], quantum: number): string {
  return [...series]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, values }) => `${name}:${values.map((value) => Math.floor(value / quantum)).join(',')}`)
    .join(';');
}

function isOtherVehicle(row: ReportRow, other: ReportRow): boolean {
  if (row.fact === other.fact) return false;
  const [vin, otherVin] = [row.report.vin, other.report.vin];
  if (vin !== null && otherVin !== null) return vin !== otherVin;
  const [plate, otherPlate] = [row.report.plate, other.report.plate];
  if (plate === null || otherPlate === null) return false;
  return plate.number !== otherPlate.number || plate.type !== otherPlate.type;
}

function secondsOf(series: readonly SeriesChannel[]): number {
  return Math.min(...series.map(({ values }) => values.length), series.length === 0 ? 0 : Infinity);
}

/** Which channels are the same curve; null where they are too few or a threshold is missing. */
function sameShape(
  a: readonly SeriesChannel[],
  b: readonly SeriesChannel[],
  { curveCorrelation1000, curveChannels }: IntegrityThresholds,
): string | null {
  if (curveCorrelation1000 === null || curveChannels === null) return null;
  const alike: string[] = [];
  for (const { name, values } of a) {
    if (CLOCK_CHANNELS.has(name.toUpperCase())) continue;
    const other = b.find((channel) => channel.name === name);
    const r = other === undefined ? null : pearson(values, other.values);
    if (r !== null && r * THOUSAND >= curveCorrelation1000) alike.push(`${name} ${r.toFixed(5)}`);
  }
  return alike.length >= curveChannels ? `r ${alike.join(', ')}` : null;
}

/** Pearson's r over the seconds that both have; null where one does not vary, for then it says nothing. */
export function pearson(a: readonly number[], b: readonly number[]): number | null {
  const length = Math.min(a.length, b.length);
  const [meanA, meanB] = [mean(a, length), mean(b, length)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (let second = 0; second < length; second += 1) {
    const fromA = (a[second] ?? 0) - meanA;
    const fromB = (b[second] ?? 0) - meanB;
    both += fromA * fromB;
    squareA += fromA * fromA;
    squareB += fromB * fromB;
  }
  return squareA === 0 || squareB === 0 ? null : both / Math.sqrt(squareA * squareB);
}

function mean(values: readonly number[], length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += values[index] ?? 0;
  return sum / length;
}

function flagged(row: ReportRow, other: ReportRow, says: string): IntegrityFlag {
  const { vin, plate, reportNo, stationCode } = other.report;
  return flag('CURVE_REUSE', onReport(row.fact), [
    { fact: row.fact, says },
    { fact: other.fact, says: `${reportNo} of ${stationCode}: ${vin ?? '?'} ${plate?.number ?? '?'}` },
  ]);
}
