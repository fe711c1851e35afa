import type { Result } from '../shared/result.js';
import { civilDateOf } from '../shared/time.js';
import type { Instant } from '../shared/time.js';
import type { FieldChecked, LimitSet, ReportJudgement } from './emission-facts.js';
import { judgeReport } from './judge-report.js';
import type { TestedVehicle } from './method-fit.js';

/** What a check is judged by beside its readings; null where no register knows the vehicle. */
export interface CheckContext {
  readonly limitSet: LimitSet;
  readonly vehicle: (TestedVehicle & { readonly ratedPowerW: number | null }) | null;
}

/**
 * Judges a check at the roadside or on site by the limits in force in the city of the place. With an instrument whose
 * verification had expired it is VOID (INSTRUMENT_EXPIRED). Problems: those of `judgeReport`.
 */
export function judgeFieldCheck(
  check: Omit<FieldChecked, 'judgement'>,
  at: Instant,
  { limitSet, vehicle }: CheckContext,
): Result<ReportJudgement> {
  const on = civilDateOf(at);
  const { instrumentValidTo: validTo } = check;
  const expired = validTo !== null && validTo < on;
  const ratedPowerW = vehicle?.ratedPowerW ?? null;
  const judged = judgeReport({
    method: check.method,
    limitSet,
    on,
    comparison: 'FULL_VALUE',
    checkType: null,
    stationResult: expired ? 'INVALID' : null,
    items: check.items,
    visibleSmoke: check.visibleSmoke,
    obd: null,
    obdApplies: null,
    ratedPowerKw: ratedPowerW === null ? null : { value: ratedPowerW, scale: 3 },
    // Where there is no dynamometer, free acceleration needs no other reason.
    methodReason: check.place,
    vehicle,
    machine: null,
    startedAt: null,
    endedAt: null,
    now: null,
  });
  if (!judged.ok) return judged;
  const { judgement } = judged.value;
  if (!expired) return { ok: true, value: judgement };
  const flags = [...new Set([...judgement.flags, 'INSTRUMENT_EXPIRED'])].sort();
  return { ok: true, value: { ...judgement, flags } };
}
