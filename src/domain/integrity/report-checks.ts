import { sameScaled } from '../emission/scaled.js';
import { civilDateOf } from '../shared/time.js';
import { flag, found, notConfigured, onReport, together } from './flag.js';
import type { IntegrityFlag, IntegrityThresholds, ReportRow, RuleOutcome } from './integrity-types.js';

/** A8 LIMIT_TAMPER: a limit that the station printed is not the one by which the service judged the item. */
export function checkLimits({ fact, report }: ReportRow): RuleOutcome {
  const evidence = report.items.flatMap(({ code, limit }) => {
    const judged = report.judgement.items.find((item) => item.code === code);
    if (limit === null || judged === undefined || sameScaled(limit, judged.limit)) return [];
    return [{ fact, says: `${code}: ${written(limit)} printed, ${written(judged.limit)} in force` }];
  });
  return found(evidence.length > 0 ? [flag('LIMIT_TAMPERED', onReport(fact), evidence)] : []);
}

const written = ({ value, scale }: { value: number; scale: number }): string =>
  (value / 10 ** scale).toFixed(scale);

/**
 * A9 ODO/ID: the control unit has another VIN than the report, or the video shows another plate. A control unit may have
 * been replaced: a person has to look. The odometer is checked over the whole loop ({@link checkOdometer}).
 */
export function checkIdentity({ fact, report, videoPlate }: ReportRow): RuleOutcome {
  const flags: IntegrityFlag[] = [];
  const obdVin = tidy(report.obd?.vin ?? '');
  if (obdVin !== '' && report.vin !== null && obdVin !== tidy(report.vin)) {
    const says = `OBD ${obdVin}, report ${report.vin}`;
    flags.push(flag('OBD_VIN_MISMATCH', onReport(fact), [{ fact, says }]));
  }
  if (videoPlate !== null && report.plate !== null && tidy(videoPlate) !== tidy(report.plate.number)) {
    const says = `video ${videoPlate}, report ${report.plate.number}`;
    flags.push(flag('VIDEO_PLATE_MISMATCH', onReport(fact), [{ fact, says }]));
  }
  return found(flags);
}

const tidy = (text: string): string => text.normalize('NFKC').trim().toUpperCase();

/**
 * A11 CALIBRATION: the instrument's calibration (检定、标定) had run out on the day of the test, or the line's daily check
 * of that day was missed. The last day of validity still counts.
 */
export function checkCalibration({ fact, report, dailyChecked }: ReportRow): RuleOutcome {
  const day = civilDateOf(report.startedAt);
  const flags: IntegrityFlag[] = [];
  if (report.calibrationValidTo !== null && report.calibrationValidTo < day) {
    const says = `valid to ${report.calibrationValidTo}, tested on ${day}`;
    flags.push(flag('CALIBRATION_EXPIRED', onReport(fact), [{ fact, says }]));
  }
  if (dailyChecked === false) {
    const says = `no daily check of line ${report.lineNo ?? '?'} on ${day}`;
    flags.push(flag('DAILY_CHECK_MISSED', onReport(fact), [{ fact, says }]));
  }
  return found(flags);
}

/** A repair of the vehicle before the test: R5.7 looks whether its memory was cleared there. */
export interface RepairBefore {
  readonly fact: string;
  readonly completedAt: string;
}

/**
 * A13 OBD_CLEARED and R5.7: every readiness item is incomplete, and either the vehicle has hardly run since the memory was
 * cleared, or it comes right from a repair; then it has to be driven and tested again.
 */
export function checkObdMemory(
  { fact, report }: ReportRow,
  repairs: readonly RepairBefore[],
  thresholds: IntegrityThresholds,
): RuleOutcome {
  const incomplete = report.obd?.readinessIncomplete ?? null;
  if (incomplete === null) return found([]);
  if (thresholds.readinessAll === null) return notConfigured('readinessAll');
  if (incomplete < thresholds.readinessAll) return found([]);
  const says = `${incomplete} readiness items incomplete`;
  const repair = repairs.findLast(({ completedAt }) => completedAt < report.startedAt);
  const afterRepair =
    repair === undefined
      ? []
      : [
          flag('OBD_CLEARED_AFTER_REPAIR', onReport(fact), [
            { fact, says },
            { fact: repair.fact, says: `repaired ${repair.completedAt}` },
          ]),
        ];
  return together([found(afterRepair), hardlyRun({ fact, report }, says, thresholds)]);
}

function hardlyRun(
  { fact, report }: Pick<ReportRow, 'fact' | 'report'>,
  says: string,
  { clearedKm }: IntegrityThresholds,
): RuleOutcome {
  const km = report.obd?.kmSinceClear ?? null;
  if (km === null) return found([]);
  if (clearedKm === null) return notConfigured('clearedKm');
  if (km >= clearedKm) return found([]);
  const evidence = [{ fact, says: `${says}, ${km} km since the memory was cleared` }];
  return found([flag('OBD_CLEARED', onReport(fact), evidence)]);
}
