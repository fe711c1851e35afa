import { checkCalibration, checkIdentity, checkLimits, checkObdMemory } from './report-checks.js';
import type { RepairBefore } from './report-checks.js';
import { checkClock } from './clock.js';
import { checkCurveReuse } from './curve-reuse.js';
import { checkDuration } from './test-duration.js';
import { checkModeShopping } from './mode-shopping.js';
import { checkOdometer } from './odometer.js';
import type { OdometerReading } from './odometer.js';
import { checkPlausibility } from './plausibility.js';
import { checkRatedPower } from './rated-power.js';
import { checkSharedCalibration } from './calibration-sharing.js';
import type { SharedCalibration } from './calibration-sharing.js';
import { onReport, together } from './flag.js';
import type { IntegrityThresholds, ReportRow, RuleOutcome } from './integrity-types.js';

/** What one report is held against. Lists may hold the report itself; nothing in them may be repeated. */
export interface ReportSurroundings {
  /** Tests of the same station, as far back as the thresholds look. */
  readonly ofStation: readonly ReportRow[];
  /** Tests of the same vehicle, wherever they were. */
  readonly ofVehicle: readonly ReportRow[];
  /** Tests of the same engine model, where nothing is published of its power. */
  readonly ofModel: readonly ReportRow[];
  /** 公告 or disclosure: watts of the engine model; null where nothing is published. */
  readonly publishedPowerW: number | null;
  /** Completed repairs of the vehicle, by time. */
  readonly repairs: readonly RepairBefore[];
  /** Pairs of CAL ID and CVN that several models share lawfully. */
  readonly lawfulCalibrations: readonly SharedCalibration[];
}

/**
 * Every rule about one report: A1–A5, A7–A11, A13 and R5.7. A6 is about stations ({@link ./pass-rate.js}), A12 and R5.6
 * about repairs ({@link ./repair-checks.js}), R5.4 about a loop ({@link ./odometer.js}).
 */
export function checkReport(
  row: ReportRow,
  around: ReportSurroundings,
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const { ofStation, ofVehicle } = around;
  const near = [...ofStation, ...ofVehicle.filter((other) => !ofStation.includes(other))];
  return together([
    checkSharedCalibration(row, ofStation, thresholds, around.lawfulCalibrations),
    checkCurveReuse(row, near, thresholds),
    checkDuration(row, thresholds),
    checkClock(row, near, thresholds),
    checkRatedPower(row, around.ofModel, around.publishedPowerW, thresholds),
    checkPlausibility(row, ofStation, thresholds),
    checkLimits(row),
    checkIdentity(row),
    checkOdometer(odometersOf([row, ...ofVehicle]), 'ODOMETER_DOWN', thresholds),
    checkModeShopping(row, ofVehicle, thresholds),
    checkCalibration(row),
    checkObdMemory(row, around.repairs, thresholds),
  ]);
}

/** What the odometer showed at each test that recorded it, each test once. */
function odometersOf(rows: readonly ReportRow[]): readonly OdometerReading[] {
  const readings = rows.flatMap(({ fact, report }): readonly (readonly [string, OdometerReading])[] =>
    report.odometerKm === null
      ? []
      : [[fact, { about: onReport(fact), at: report.startedAt, km: report.odometerKm }]],
  );
  return [...new Map(readings).values()];
}
