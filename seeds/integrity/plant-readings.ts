import type { ReportRow } from '../../src/domain/integrity/integrity-types.js';
import { civilDateOf } from '../../src/domain/shared/time.js';
import { hasObd, isLugDown, moved, obdOf } from './frauds.js';
import type { FraudPlanter } from './frauds.js';

const MINUTE_MS = 60_000;
const EACH = 20;

const times = (count: number, plant: (index: number) => void): void => {
  for (let index = 0; index < count; index += 1) plant(index);
};

/** A7: zeros, equal runs, thin exhaust, impossible air, and a day on which the air never changed. */
export function plantReadings(planter: FraudPlanter): void {
  times(6, () => {
    const row = planter.take(isLugDown);
    const items = row.report.items.map((item) =>
      item.code.startsWith('K') ? { ...item, value: { value: 0, scale: 2 } } : item,
    );
    planter.change(row, { items });
    planter.label('A7', 'smoke of exactly zero', row.fact);
  });
  times(6, () => {
    const row = planter.take(({ report }) => report.method === 'FREE_ACCEL');
    const items = row.report.items.map((item) => ({
      ...item,
      readings: [item.value, item.value, item.value],
    }));
    planter.change(row, { items });
    planter.label('A7', 'three equal runs', row.fact);
  });
  times(6, () => {
    const row = planter.take(isLugDown);
    const items = row.report.items.map((item) =>
      item.code === 'CO2' ? { ...item, value: { value: 45, scale: 2 } } : item,
    );
    planter.change(row, { items });
    planter.label('A7', 'probe out of the exhaust', row.fact);
  });
  times(6, () => {
    const row = planter.take();
    planter.change(row, { ambient: { temperatureC10: 612, pressurePa: 101_000, humidityPct10: 400 } });
    planter.label('A7', 'air of 61 °C', row.fact);
  });
  const code = planter.traffic.stations[4]?.code;
  const day =
    planter.traffic.reports.find(({ report }) => report.stationCode === code)?.report.startedAt ?? '';
  const still = planter.traffic.reports.filter(
    ({ report }) => report.stationCode === code && civilDateOf(report.startedAt) === civilDateOf(day),
  );
  const air = { temperatureC10: 200, pressurePa: 101_325, humidityPct10: 500 };
  const measured = still.map((row) => planter.change(row, { ambient: air }));
  const counted = measured.filter(({ report }) => report.stationResult !== 'ABORT');
  planter.label('A7', 'air that never changes', ...counted.map(({ fact }) => fact));
}

/** A8: a wider limit printed on the report. */
export function plantLimits(planter: FraudPlanter): void {
  times(EACH, () => {
    const row = planter.take();
    const items = row.report.items.map((item) =>
      item.code.startsWith('K') ? { ...item, limit: { value: 25, scale: 1 } } : item,
    );
    planter.change(row, { items });
    planter.label('A8', 'wider limit', row.fact);
  });
}

/** A9: another truck in place of the one on paper. */
export function plantSubstitutes(planter: FraudPlanter): void {
  times(7, () => {
    const row = planter.take(hasObd);
    planter.change(row, { obd: { ...obdOf(row), vin: 'LZZ5ELNB6CN123456' } });
    planter.label('A9', 'VIN by OBD differs', row.fact);
  });
  times(7, () => {
    const row = planter.take();
    planter.change(row, {}, { videoPlate: '苏B99999' });
    planter.label('A9', 'plate in the video differs', row.fact);
  });
  times(7, () => {
    const row = planter.take();
    const { report, more } = moved(row, Date.parse(row.report.startedAt) + 40 * 24 * 60 * MINUTE_MS);
    const odometerKm = Math.floor((row.report.odometerKm ?? 0) / 10);
    const later = planter.copy(row, { ...report, odometerKm }, { ...more, series: [] });
    planter.label('A9', 'odometer went back', later.fact);
  });
}

/** A10: an easier method, and tests aborted until one passes. */
export function plantShopping(planter: FraudPlanter): void {
  times(10, () => {
    const row = planter.take((one) => isLugDown(one) && one.report.timesNo === 1);
    const { report, more } = moved(row, Date.parse(row.report.startedAt) + 30 * 24 * 60 * MINUTE_MS);
    const method = { method: 'FREE_ACCEL', methodReason: null } as const;
    const later = planter.copy(
      row,
      { ...report, ...method, items: [], seriesRows: null },
      { ...more, series: [] },
    );
    planter.label('A10', 'free acceleration without a reason', later.fact);
  });
  times(10, () => {
    const row = planter.take(({ report }) => report.stationResult === 'PASS' && report.timesNo === 1);
    times(3, (index) => {
      const before = Date.parse(row.report.startedAt) - (index + 1) * 2 * MINUTE_MS;
      const { report, more } = moved(row, before, 30);
      const aborted = { stationResult: 'ABORT', items: [], lineNo: '7', inspector: 'Z' } as const;
      const judgement = { ...row.report.judgement, result: 'VOID' as const, items: [] };
      planter.copy(row, { ...report, ...aborted, judgement }, { ...more, series: [] });
    });
    planter.label('A10', 'aborted three times, then passed', row.fact);
  });
}

/** A11: instruments out of date. */
export function plantInstruments(planter: FraudPlanter): void {
  times(EACH, (index) => {
    const row = planter.take();
    if (index % 2 === 0) planter.change(row, { calibrationValidTo: '2026-01-31' });
    else planter.change(row, {}, { dailyChecked: false });
    planter.label('A11', index % 2 === 0 ? 'calibration ran out' : 'no daily check', row.fact);
  });
}

/** A13 and R5.7: memories cleared just before the test. */
export function plantClearedMemories(planter: FraudPlanter): void {
  times(EACH, () => {
    const row = planter.take((one) => hasObd(one) && one.report.timesNo === 1);
    planter.change(row, {
      obd: { ...obdOf(row), readinessIncomplete: 9, kmSinceClear: planter.random.between(0, 20) },
    });
    planter.label('A13', 'cleared before the test', row.fact);
  });
  times(EACH, () => {
    const row = planter.take((one) => hasObd(one) && one.report.timesNo === 2 && wasRepaired(planter, one));
    planter.change(row, { obd: { ...obdOf(row), readinessIncomplete: 9, kmSinceClear: 400 } });
    planter.label('R5.7', 'cleared at the repair', row.fact);
  });
}

function wasRepaired({ traffic }: FraudPlanter, { report }: ReportRow): boolean {
  return traffic.repairs.some(({ vin }) => vin === report.vin);
}
