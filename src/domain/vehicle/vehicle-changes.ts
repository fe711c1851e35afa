import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import { civilDateOf, EARLIEST_INSTANT, startOfCivilDay } from '../shared/time.js';
import type { CivilDate, Instant } from '../shared/time.js';
import { isTrailer } from './codes.js';
import { checkDate, checkText, checkUseNature } from './input-fields.js';
import { checkOwner, checkPlate } from './input-groups.js';
import type { PlateInput } from './input-groups.js';
import { stagesDisagree } from './stage-evidence.js';
import { STAGE_SOURCES } from './vehicle-facts.js';
import type {
  EmissionStage,
  StageEvidenceAdded,
  StageSource,
  VehicleReplated,
  VehicleScrapped,
  VehicleTransferred,
} from './vehicle-facts.js';
import { checkDivision } from './vehicle-input.js';
import type { VehicleState } from './vehicle-state.js';

/** A change that the rules allow, with the codes of what is doubtful about it. */
export interface AllowedChange<P> {
  readonly payload: P;
  readonly warnings: readonly string[];
}
export type ChangeResult<P> = Result<AllowedChange<P>, readonly Problem[]>;

/** A new plate as it was received. */
export interface ReplateInput {
  readonly plate: PlateInput;
  readonly on: string;
  readonly division?: string | null;
}

/** A new owner or place of registration as it was received. */
export interface TransferInput {
  readonly division: string;
  readonly ownerKind: string;
  readonly ownerUscc?: string | null;
  readonly useNature?: string | null;
  readonly on: string;
}

/** The end of a registration as it was received. */
export interface ScrapInput {
  readonly status: string;
  readonly certificateNo?: string | null;
  readonly on: string;
}

/** A document about the emission stage as it was received. */
export interface StageEvidenceInput {
  readonly source: StageSource;
  readonly stage: EmissionStage;
  readonly reference: string;
}

const END_STATUSES = ['E', 'M', 'P'] as const;

/**
 * A re-plate (GA 36-2018 and GA/T 16.7 for the plate itself). Problems: those of the plate, the date and the division;
 * TIME_ORDER for a day before the first registration or not before the scrapping; NO_CHANGE for the plate held now.
 */
export function checkReplate(
  state: VehicleState,
  input: ReplateInput,
  today: CivilDate,
): ChangeResult<VehicleReplated> {
  const findings = new Findings();
  const on = checkDayOfChange(state, input.on, today, findings);
  const plate = checkPlate(input.plate, findings);
  const moved = input.division ?? null;
  const division = moved === null ? null : checkDivision(moved, on, findings);
  if (plate === null || on === null || findings.problems.length > 0) return fail(findings.problems);
  const { number, type, color } = state.plate;
  const samePlate = plate.number === number && plate.type === type && plate.color === color;
  if (samePlate && (division === null || division === state.division)) return noChange('plate');
  if ((plate.type === '15') !== isTrailer(state.vehicleType)) findings.warn('PLATE_VEHICLE_MISMATCH');
  return ok({ payload: { plate, division, on }, warnings: findings.warnings });
}

/**
 * A transfer to another owner, use or division of the delta. A move out of the delta is no transfer: there the
 * registration ends here, which its status B (转出, GA/T 16) says. Problems: those of the owner, use, date and division
 * (DIVISION_OUT_OF_YRD); TIME_ORDER; NO_CHANGE.
 */
export function checkTransfer(
  state: VehicleState,
  input: TransferInput,
  today: CivilDate,
): ChangeResult<VehicleTransferred> {
  const findings = new Findings();
  const on = checkDayOfChange(state, input.on, today, findings);
  const division = checkDivision(input.division, on, findings);
  const owner = checkOwner(input.ownerKind, input.ownerUscc ?? null, findings);
  const asked = input.useNature ?? null;
  const useNature = asked === null ? null : checkUseNature(asked, findings);
  if (on === null || division === null || owner === null || findings.problems.length > 0) {
    return fail(findings.problems);
  }
  const payload = { division, ...owner, useNature, on };
  if (isSameHolding(state, payload)) return noChange('division');
  return ok({ payload, warnings: findings.warnings });
}

/** Two natural persons look alike here, because a person has no code; only who has one can be the same owner. */
function isSameHolding(
  state: VehicleState,
  { division, ownerKind, ownerUscc, useNature }: VehicleTransferred,
): boolean {
  const sameOwner = ownerUscc !== null && ownerUscc === state.ownerUscc && ownerKind === state.ownerKind;
  return sameOwner && division === state.division && (useNature ?? state.useNature) === state.useNature;
}

/**
 * The end of a registration: 注销, 强制注销 or 达到报废标准公告牌证作废 (GA/T 16). Problems: STATUS_UNKNOWN,
 * ALREADY_SCRAPPED, TIME_ORDER, and those of the date and the certificate number.
 */
export function checkScrapping(
  state: VehicleState,
  input: ScrapInput,
  today: CivilDate,
): ChangeResult<VehicleScrapped> {
  const findings = new Findings();
  if (state.scrappedOn !== null) {
    findings.refuse('ALREADY_SCRAPPED', 'vehicle', { on: state.scrappedOn });
    return fail(findings.problems);
  }
  const status = END_STATUSES.find((known) => known === input.status);
  if (status === undefined) findings.refuse('STATUS_UNKNOWN', 'status', { value: input.status });
  const on = checkDayOfChange(state, input.on, today, findings);
  const certificateNo = checkText('certificateNo', input.certificateNo ?? null, findings);
  if (on === null || status === undefined || findings.problems.length > 0) return fail(findings.problems);
  return ok({ payload: { status, certificateNo, on }, warnings: findings.warnings });
}

/**
 * A document about the emission stage. Evidence of a lower rank is taken and kept, with STAGE_SOURCE_LOWER when it
 * contradicts the stage, which stays. Problems: TEXT_FORMAT, SENTINEL_VALUE, STAGE_UNKNOWN (it says nothing), NO_CHANGE (known already).
 */
export function checkStageEvidence(
  state: VehicleState,
  input: StageEvidenceInput,
): ChangeResult<StageEvidenceAdded> {
  const findings = new Findings();
  const reference = checkText('reference', input.reference, findings);
  const { source, stage } = input;
  if (stage === 'UNKNOWN') findings.refuse('STAGE_UNKNOWN', 'stage');
  if (reference === null || findings.problems.length > 0) return fail(findings.problems);
  const isKnown = state.stageEvidence.some(
    (known) => known.source === source && known.stage === stage && known.reference === reference,
  );
  if (isKnown) return noChange('reference');
  if (ranksLower(source, state.stageSource) && stagesDisagree(stage, state.stage)) {
    findings.warn('STAGE_SOURCE_LOWER');
  }
  return ok({ payload: { source, stage, reference }, warnings: findings.warnings });
}

function ranksLower(source: StageSource, deciding: StageSource | null): boolean {
  return deciding !== null && STAGE_SOURCES.indexOf(source) > STAGE_SOURCES.indexOf(deciding);
}

/** The day of a change: not in the future, not before the first registration, before the scrapping. */
function checkDayOfChange(
  state: VehicleState,
  raw: string,
  today: CivilDate,
  findings: Findings,
): CivilDate | null {
  const on = checkDate('on', raw, today, findings);
  if (on === null) return null;
  if (on < state.firstRegisteredOn) {
    return findings.refuse('TIME_ORDER', 'on', { earlier: state.firstRegisteredOn, later: on });
  }
  const { scrappedOn } = state;
  return scrappedOn !== null && on >= scrappedOn
    ? findings.refuse('TIME_ORDER', 'on', { earlier: on, later: scrappedOn })
    : on;
}

function noChange<P>(field: string): ChangeResult<P> {
  return fail([{ code: 'NO_CHANGE', field }]);
}

/**
 * When a change dated by its day happened: now when the day is today, otherwise the start of the day in Asia/Shanghai
 * (the earliest instant that is told for days before it).
 */
export function momentOfDay(on: CivilDate, now: Instant): Instant {
  if (on === civilDateOf(now)) return now;
  return on < civilDateOf(EARLIEST_INSTANT) ? EARLIEST_INSTANT : startOfCivilDay(on);
}
