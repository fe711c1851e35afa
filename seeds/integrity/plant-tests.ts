import { hasObd, isFirst, isLugDown, moved, obdOf } from './frauds.js';
import type { FraudPlanter } from './frauds.js';

const MINUTE_MS = 60_000;
const EACH = 20;

const times = (count: number, plant: (index: number) => void): void => {
  for (let index = 0; index < count; index += 1) plant(index);
};

/** A1: one simulator box behind the OBD tests of trucks of several models. */
export function plantSharedCalibrations(planter: FraudPlanter): void {
  times(4, (box) => {
    const code = planter.traffic.stations[box]?.code;
    const rows = Array.from({ length: 8 }, () =>
      planter.take((row) => hasObd(row) && row.report.stationCode === code),
    );
    for (const row of rows) {
      planter.change(row, { obd: { ...obdOf(row), calIds: [`BOX${box}`], cvns: ['0BADC0DE'] } });
    }
    planter.label('A1', 'simulator box', ...rows.map(({ fact }) => fact));
  });
}

/** A2: the course of another vehicle uploaded again, byte for byte or shaken a little. */
export function plantReusedCurves(planter: FraudPlanter): void {
  times(EACH, (index) => {
    const source = planter.take((row) => isLugDown(row) && isFirst(row));
    const { stationCode } = source.report;
    const copy = planter.take(
      (row) => isLugDown(row) && row.report.stationCode === stationCode && isFirst(row),
    );
    const shaken = index % 2 === 1;
    const series = source.series.map(({ name, values }) => ({
      name,
      values: shaken
        ? values.map((value) => Math.round(value * 1.02) + planter.random.between(0, 1))
        : values,
    }));
    const seconds = source.series[0]?.values.length ?? 0;
    const { report, more } = moved(copy, Date.parse(copy.report.startedAt), seconds);
    planter.change(copy, report, { ...more, series });
    planter.label('A2', shaken ? 'course shaken a little' : 'course copied', source.fact, copy.fact);
  });
}

/** A3: tests cut short, drawn out, or with a series of another length. */
export function plantDurations(planter: FraudPlanter): void {
  times(EACH, (index) => {
    const row = planter.take(isLugDown);
    const start = Date.parse(row.report.startedAt);
    if (index % 2 === 0) {
      const { report, more } = moved(row, start, 35);
      planter.change(row, report, more);
    } else {
      planter.change(row, { seriesRows: (row.report.seriesRows ?? 0) - 20 });
    }
    planter.label('A3', index % 2 === 0 ? 'cut short' : 'rows missing', row.fact);
  });
}

/** A4: two on one line, one inspector on two lines, one truck at two stations, clocks set wrong, old photos. */
export function plantClocks(planter: FraudPlanter): void {
  times(8, () => {
    const row = planter.take();
    const { report, more } = moved(row, Date.parse(row.report.startedAt) + 40_000);
    const twin = planter.copy(planter.take(), { ...placeOf(row), ...report }, more);
    planter.label('A4', 'two on one line', row.fact, twin.fact);
  });
  times(6, () => {
    const row = planter.take();
    const { report, more } = moved(row, Date.parse(row.report.startedAt) + 20_000);
    const twin = planter.copy(planter.take(), { ...placeOf(row), ...report, lineNo: '9' }, more);
    planter.label('A4', 'one inspector on two lines', row.fact, twin.fact);
  });
  times(6, () => {
    const row = planter.take();
    const { report, more } = moved(row, Date.parse(row.report.endedAt) + 6 * MINUTE_MS);
    const place = { stationCode: '320100099', inspector: 'X' };
    const twin = planter.copy(
      row,
      { ...report, ...place },
      { ...more, series: [], videoPlate: row.videoPlate },
    );
    planter.label('A4', 'one truck at two stations', row.fact, twin.fact);
  });
  times(5, () => {
    const row = planter.take();
    planter.change(row, { endedAt: row.report.startedAt, startedAt: row.report.endedAt });
    planter.label('A4', 'ends before it begins', row.fact);
  });
  times(5, () => {
    const row = planter.take();
    const early = new Date(Date.parse(row.report.endedAt) - 60 * MINUTE_MS).toISOString();
    planter.change(row, {}, { receivedAt: early });
    planter.label('A4', 'ends after it was received', row.fact);
  });
  times(5, () => {
    const row = planter.take();
    planter.change(row, {}, { photosTakenAt: ['2026-01-05T02:00:00.000Z'] });
    planter.label('A4', 'photo of another day', row.fact);
  });
}

const placeOf = ({
  report: { stationCode, lineNo, inspector, ambient },
}: ReturnType<FraudPlanter['take']>) => ({
  stationCode,
  lineNo,
  inspector,
  ambient,
});

/** A5: a smaller engine entered, so that the load is lighter. */
export function plantPowers(planter: FraudPlanter): void {
  times(EACH, () => {
    const row = planter.take();
    planter.change(row, { ratedPowerW: Math.round(((row.report.ratedPowerW ?? 0) * 2) / 5) });
    planter.label('A5', 'power entered too low', row.fact);
  });
}

/** A6: a station that hardly fails anyone, and one where a failure passes minutes later. */
export function plantPassRates(planter: FraudPlanter): void {
  const [generous, quick] = planter.traffic.stations.slice(-2).map(({ code }) => code);
  for (const row of planter.traffic.reports) {
    if (row.report.stationCode !== generous || !isFirst(row) || row.report.stationResult !== 'FAIL') continue;
    planter.change(row, { stationResult: 'PASS', judgement: { ...row.report.judgement, result: 'PASS' } });
  }
  planter.label('A6', 'hardly a failure', generous ?? '');
  times(12, () => {
    const failed = planter.take(
      ({ report }) =>
        report.stationCode === quick && report.judgement.result === 'FAIL' && report.timesNo === 1,
    );
    const { report, more } = moved(failed, Date.parse(failed.report.endedAt) + 2 * MINUTE_MS, 100);
    const judgement = { ...failed.report.judgement, result: 'PASS' as const };
    planter.copy(
      failed,
      { ...report, lineNo: '8', inspector: 'Y', timesNo: 2, stationResult: 'PASS', judgement },
      { ...more, series: [] },
    );
  });
  planter.label('A6', 'passes minutes after failing', quick ?? '');
}
