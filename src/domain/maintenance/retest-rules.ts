import type { CheckType, InspectionReported } from '../emission/emission-facts.js';
import type { Instant } from '../shared/time.js';
import type { Fact } from '../sync/fact.js';
import { asksSameStation } from './loop-book.js';
import type { LoopDraft } from './loop-draft.js';
import type { LoopRules } from './loop-facts.js';
import type { Listing, LoopRefusal, LoopRepair, LoopState } from './loop-state.js';
import type { LoopContext } from './repair-rules.js';

export type ReportFact = Fact<'inspection.reported', InspectionReported>;

/**
 * Tests that can end a listing. The rule was written as {1, 3, 5} for the edition in which 5 is every retest that an
 * authority asks for; the newer edition gives the retests after a roadside check and after remote sensing numbers of
 * their own, which say the same of the test. 2 (new registration) and 4 (comparison) never end one.
 */
const RETESTS: readonly CheckType[] = [
  'PERIODIC',
  'TRANSFER_IN',
  'SUPERVISION_RETEST',
  'ROADSIDE_RETEST',
  'REMOTE_SENSING_RETEST',
];

/** More items than this incomplete: the vehicle is driven and tested again (§3.8, R5.7). */
const READINESS_TOLERATED = 2;

/** Why a report cannot say anything about this vehicle, whatever its result; null where it can. */
export function reportRefusal(
  { payload }: ReportFact,
  { vehicle }: LoopDraft,
  { book }: LoopContext,
): LoopRefusal | null {
  const strange = payload.vin !== null && vehicle.vin !== null && payload.vin !== vehicle.vin;
  if (strange) return 'VIN_MISMATCH';
  const status = book.stationStatus('INSPECTION', payload.stationCode, payload.startedAt);
  return status === 'ACTIVE' ? null : 'ISTATION_INACTIVE';
}

/**
 * Why a vehicle that is listed may not be tested yet: no repair that counts was completed before the test began (R5.1,
 * R5.2). REPAIR_ORDER tells of one that was completed during the test, or that was written down before the test ended as
 * completed later.
 */
export function repairLack(
  { payload }: ReportFact,
  repairs: readonly LoopRepair[],
  later: readonly LaterRepair[],
): LoopRefusal | null {
  if (repairs.some(({ completedAt }) => completedAt < payload.startedAt)) return null;
  const overlaps = repairs.length > 0 || later.some((repair) => repair.recordedAt <= payload.endedAt);
  return overlaps ? 'REPAIR_ORDER' : 'NO_REPAIR_RECORD';
}

/** A repair that was completed after the end of a test; of such only those matter that had been written down by then. */
export interface LaterRepair {
  readonly recordedAt: string;
}

/**
 * Why a passed report does not end the listing. That the test began after the listing needs no question of its own: it
 * began after a repair that was completed after the failure.
 */
export function passRefusal(fact: ReportFact, draft: LoopDraft, context: LoopContext): LoopRefusal | null {
  const { payload } = fact;
  if (!RETESTS.includes(payload.checkType)) return 'CHECK_TYPE_NO_RETEST';
  const place = { stationCode: payload.stationCode, at: payload.startedAt };
  const { open, overrides } = draft;
  if (open !== null && askedStation(open, overrides, draft.rulesAt(place.at), place) !== null) {
    return 'STATION_MISMATCH';
  }
  if (isObdNotReady(payload)) return 'OBD_NOT_READY';
  return context.held.has(fact.id) ? 'INTEGRITY_HOLD' : null;
}

/** Where and when a test is or was to begin. */
export interface TestPlace {
  readonly stationCode: string;
  readonly at: Instant;
}

/**
 * The station where a listed vehicle must be retested, when that is not this one, its rules ask for the same station,
 * and nobody gave leave before the test; null where it may be tested here.
 */
export function askedStation(
  { failure, since }: Pick<Listing, 'failure' | 'since'>,
  overrides: LoopState['overrides'],
  rules: LoopRules,
  { stationCode, at }: TestPlace,
): string | null {
  const asked = failure.stationCode;
  if (asked === null || asked === stationCode || !asksSameStation(rules)) return null;
  const leave = overrides.some(
    (given) =>
      given.at >= since &&
      given.at <= at &&
      (given.stationCode === null || given.stationCode === stationCode),
  );
  return leave ? null : asked;
}

function isObdNotReady({ obd, judgement }: InspectionReported): boolean {
  return judgement.flags.includes('OBD_NOT_READY') || (obd?.readinessIncomplete ?? 0) > READINESS_TOLERATED;
}
