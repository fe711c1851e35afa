import { createHash } from 'node:crypto';
import { quantisedSeries } from '../../src/domain/integrity/curve-reuse.js';
import { grouped, onRepair, onReport } from '../../src/domain/integrity/flag.js';
import { checkReport } from '../../src/domain/integrity/integrity-rules.js';
import type {
  IntegrityFlag,
  IntegrityRule,
  IntegrityThresholds,
  RepairRow,
  ReportRow,
} from '../../src/domain/integrity/integrity-types.js';
import { checkOdometer } from '../../src/domain/integrity/odometer.js';
import type { OdometerReading } from '../../src/domain/integrity/odometer.js';
import { checkPassRates, checkQuickRetests } from '../../src/domain/integrity/pass-rate.js';
import { checkEmptyRepair, checkRepair } from '../../src/domain/integrity/repair-checks.js';
import { TRUCK_MODELS } from './models.js';
import { stationOf } from './plant-repairs.js';
import type { Traffic } from './traffic.js';

/** What the rules flagged: for each rule the ids of reports, repairs and stations. */
export type Flagged = ReadonlyMap<IntegrityRule, ReadonlySet<string>>;

const PUBLISHED = new Map(
  TRUCK_MODELS.filter(({ published }) => published).map(({ engineModel, powerW }) => [engineModel, powerW]),
);

/** Every rule over all of a city's traffic, each test and repair held against what a service would hold it against. */
export function flagTraffic(traffic: Traffic, thresholds: IntegrityThresholds): Flagged {
  const reports = traffic.reports.map((row) => withCurveKey(row, thresholds));
  const flags = [
    ...reportFlags(reports, traffic.repairs, thresholds),
    ...stationFlags(reports, traffic.repairs, thresholds),
    ...repairFlags(traffic, thresholds),
    ...loopFlags(reports, traffic.repairs, thresholds),
  ];
  const flagged = new Map<IntegrityRule, Set<string>>();
  for (const { rule, about } of flags) {
    const known = flagged.get(rule);
    if (known) known.add(about.id);
    else flagged.set(rule, new Set([about.id]));
  }
  return flagged;
}

function withCurveKey(row: ReportRow, { curveQuantum }: IntegrityThresholds): ReportRow {
  if (curveQuantum === null || row.series.length === 0) return row;
  const text = quantisedSeries(row.series, curveQuantum);
  return { ...row, curveKey: createHash('sha256').update(text).digest('hex') };
}

function reportFlags(
  reports: readonly ReportRow[],
  repairs: readonly RepairRow[],
  thresholds: IntegrityThresholds,
): readonly IntegrityFlag[] {
  const ofStation = grouped(reports, ({ report }) => report.stationCode);
  const ofVehicle = grouped(reports, ({ report }) => report.vin);
  const ofModel = grouped(reports, ({ report }) => report.engineModel);
  const repaired = grouped(repairs, ({ vin }) => vin);
  return reports.flatMap((row) => {
    const { stationCode, vin, engineModel } = row.report;
    const own = repaired.get(vin ?? '') ?? [];
    const around = {
      ofStation: ofStation.get(stationCode) ?? [],
      ofVehicle: ofVehicle.get(vin ?? '') ?? [],
      ofModel: ofModel.get(engineModel ?? '') ?? [],
      publishedPowerW: PUBLISHED.get(engineModel ?? '') ?? null,
      repairs: own.map(({ fact, repair }) => ({ fact, completedAt: repair.completedAt })),
      lawfulCalibrations: [],
    };
    return checkReport(row, around, thresholds).flags;
  });
}

function stationFlags(
  reports: readonly ReportRow[],
  repairs: readonly RepairRow[],
  thresholds: IntegrityThresholds,
): readonly IntegrityFlag[] {
  const first = reports.filter(
    ({ report }) => report.timesNo === 1 && ['PASS', 'FAIL'].includes(report.judgement.result),
  );
  const rates = [...grouped(first, ({ report }) => report.stationCode)].map(([stationCode, rows]) => ({
    stationCode,
    tests: rows.length,
    passed: rows.filter(({ report }) => report.judgement.result === 'PASS').length,
  }));
  const completed = repairs.flatMap(({ fact, vin, repair }) =>
    vin === null ? [] : [{ fact, vin, completedAt: repair.completedAt }],
  );
  return [
    ...checkPassRates(rates, thresholds).flags,
    ...checkQuickRetests(reports, completed, thresholds).flags,
  ];
}

function repairFlags(traffic: Traffic, thresholds: IntegrityThresholds): readonly IntegrityFlag[] {
  return traffic.repairs.flatMap((row) => {
    const failedAt = stationOf({ traffic }, row.vin);
    const inspection = traffic.stations.find(({ code }) => code === failedAt) ?? null;
    return [
      ...checkRepair(row, traffic.repairs, inspection, thresholds).flags,
      ...checkEmptyRepair(row).flags,
    ];
  });
}

/** Failure, repair and retest of each repaired truck. */
function loopFlags(
  reports: readonly ReportRow[],
  repairs: readonly RepairRow[],
  thresholds: IntegrityThresholds,
): readonly IntegrityFlag[] {
  const ofVehicle = grouped(reports, ({ report }) => report.vin);
  return [...grouped(repairs, ({ vin }) => vin)].flatMap(([vin, rows]) => {
    const readings: OdometerReading[] = [];
    for (const { fact, report } of ofVehicle.get(vin) ?? []) {
      if (report.odometerKm === null) continue;
      readings.push({ about: onReport(fact), at: report.startedAt, km: report.odometerKm });
    }
    for (const { fact, repair } of rows) {
      if (repair.odometerKm === null) continue;
      readings.push({ about: onRepair(fact), at: repair.completedAt, km: repair.odometerKm });
    }
    return checkOdometer(readings, 'ODOMETER_REGRESS', thresholds).flags;
  });
}
