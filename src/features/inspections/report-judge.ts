import { cityOf } from '../../domain/shared/division.js';
import { judgeReport } from '../../domain/emission/judge-report.js';
import { limitSetInForce, type LimitSetDecision } from '../../domain/emission/limit-sets.js';
import type { ReportedItem, ReportJudgement } from '../../domain/emission/emission-facts.js';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { stationStatusAt, type StationState } from '../../domain/station/station.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { AdmittedReport } from './report-admission.js';

/** The city by whose set of limits a station tests; 上海 is one city. */
export const limitCityOf = ({ division }: Pick<StationState, 'division'>): string =>
  cityOf(division) ?? division;

/** What a judgement rests on beside the report. */
export interface JudgingBackground {
  /** As registered; null while nobody has registered the vehicle. */
  readonly vehicle: VehicleState | null;
  readonly station: StationState;
  readonly limitSets: readonly LimitSetDecision[];
  readonly now: Instant;
}

/**
 * The service's own judgement of a report: by the limits in force for method, date and city, with what the registry knows
 * where the report is silent. Besides the flags of `judgeReport`: STATION_INACTIVE for a test while the station was not at
 * work, PLATE_NOT_OF_VEHICLE for a plate that the vehicle did not carry that day. Problems: those of `judgeReport`, with the
 * place of the item.
 */
export function judgeAdmitted(
  { content, plateNumber }: AdmittedReport,
  { vehicle, station, limitSets, now }: JudgingBackground,
): Result<ReportJudgement> {
  const on = civilDateOf(content.startedAt);
  const watts = content.ratedPowerW ?? vehicle?.ratedPowerW ?? null;
  const judged = judgeReport({
    method: content.method,
    limitSet: limitSetInForce(limitSets, limitCityOf(station), on),
    on,
    comparison: 'FULL_VALUE',
    checkType: content.checkType,
    stationResult: content.stationResult,
    items: content.items,
    visibleSmoke: content.visibleSmoke,
    obd: content.obd,
    // Nobody has configured to which vehicles the diagnostic check applies, and no date for it is certain.
    obdApplies: null,
    ratedPowerKw: watts === null ? null : { value: watts, scale: 3 },
    methodReason: content.methodReason,
    vehicle: vehicle && {
      diesel: vehicle.isDiesel,
      vehicleType: vehicle.vehicleType,
      massKg: vehicle.massKg,
    },
    machine: null,
    startedAt: content.startedAt,
    endedAt: content.endedAt,
    now,
  });
  if (!judged.ok) return fail(inPlace(judged.error, content.items));
  const { judgement } = judged.value;
  const flags = [...judgement.flags];
  if (stationStatusAt(station, content.startedAt) !== 'ACTIVE') flags.push('STATION_INACTIVE');
  if (vehicle !== null && plateNumber !== null && !carried(vehicle, plateNumber, on)) {
    flags.push('PLATE_NOT_OF_VEHICLE');
  }
  return ok({ ...judgement, flags: flags.sort() });
}

const carried = ({ plates }: VehicleState, number: string, on: string): boolean =>
  plates.some((plate) => plate.number === number && plate.from <= on && (plate.to === null || on < plate.to));

/** The judgement names items by their codes; the caller knows them by their places. */
function inPlace(problem: Problem, items: readonly ReportedItem[]): Problem {
  const code = problem.field?.replace(/^items\./, '');
  const index = items.findLastIndex((item) => item.code === code);
  return index < 0 ? problem : { ...problem, field: `items[${index}]` };
}
