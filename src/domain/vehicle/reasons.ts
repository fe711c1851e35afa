import type { Instant } from '../shared/time.js';
import { civilDateOf } from '../shared/time.js';
import type { ClauseId } from './clauses.js';
import { isTruckType } from './codes.js';
import type { RegistrationFact } from './life-events.js';
import type { DecisionFact } from './review-decisions.js';
import type { StageDecision } from './stage-evidence.js';
import type { ReviewCode } from './vehicle-facts.js';
import type { ReviewItem, SupervisionCode, SupervisionReason } from './vehicle-state.js';

/** Something that a reason or a review item follows from. */
export interface CitedFact {
  readonly factId: string;
  readonly occurredAt: Instant;
}

/** What the rules of supervision look at; each rule reads what it needs and knows nothing of the others. */
export interface SupervisionView {
  readonly registration: RegistrationFact;
  readonly status: string;
  readonly stage: StageDecision;
}

/** One reason of key supervision: it stands while its rule finds it, whatever the other rules find. */
export type ReasonRule = (view: SupervisionView) => SupervisionReason | null;
type ReviewRule = (view: SupervisionView) => ReviewItem | null;

/** Statuses of GA/T 16 under which a vehicle is no longer lawful on the road: 注销, 强制注销, 公告牌证作废. */
const END_OF_LIFE = ['E', 'M', 'P'] as const;

/** Whether a status (one or several letters) says that the vehicle is cancelled or scrapped. */
export function isEndOfLife(status: string): boolean {
  return END_OF_LIFE.some((letter) => status.includes(letter));
}

/** The rules in the order in which reasons are shown; a new reason is one more line. */
export const REASON_RULES: readonly ReasonRule[] = [g3DieselTruck];

const REVIEW_RULES: readonly ReviewRule[] = [fuelUnknown, stageUnknown, stageDateConflict, stageConflict];

/** Every reason that the rules find; none for a vehicle at the end of its life, whose history still shows them. */
export function supervisionReasons(
  view: SupervisionView,
  rules: readonly ReasonRule[] = REASON_RULES,
): readonly SupervisionReason[] {
  return isEndOfLife(view.status) ? [] : found(view, rules);
}

/** What waits for a person's decision; nothing for a vehicle at the end of its life. */
export function reviewItems(view: SupervisionView): readonly ReviewItem[] {
  return allItems(view).filter(({ code }) => !view.stage.closed.has(code));
}

/** Items that a person closed without an answer: what was unknown still is, and the roadside must go on saying so. */
export function itemsLeftUnknown(view: SupervisionView): readonly ReviewItem[] {
  return allItems(view).filter(({ code }) => view.stage.closed.has(code) && UNKNOWNS.has(code));
}

const UNKNOWNS: ReadonlySet<ReviewCode> = new Set<ReviewCode>(['FUEL_UNKNOWN', 'STAGE_UNKNOWN']);

function allItems(view: SupervisionView): readonly ReviewItem[] {
  return isEndOfLife(view.status) ? [] : found(view, REVIEW_RULES);
}

/** A reason with its facts and the age of its evidence. `since` is the moment at which the facts made it true. */
export function reasonFrom(
  code: SupervisionCode,
  clause: ClauseId,
  since: Instant,
  cited: readonly CitedFact[],
): SupervisionReason {
  return { code, since: civilDateOf(since), clause, ...citation(cited) };
}

/** 国三柴油货车: since the facts made it a member, on the registration and the evidence that decides. */
function g3DieselTruck(view: SupervisionView): SupervisionReason | null {
  const { judgement, g3Since } = view.stage;
  if (judgement.g3List !== true || g3Since === null) return null;
  return reasonFrom('G3_DIESEL_TRUCK', 'DELTA_PLAN_9_SHARED_LISTS', g3Since, basisOf(view));
}

function fuelUnknown(view: SupervisionView): ReviewItem | null {
  const waits =
    isTruckType(view.registration.payload.vehicleType) && view.stage.judgement.isDiesel === 'UNKNOWN';
  return waits ? reviewFrom('FUEL_UNKNOWN', [registrationOf(view)]) : null;
}

function stageUnknown(view: SupervisionView): ReviewItem | null {
  const { isDiesel, stage } = view.stage.judgement;
  const dieselTruck = isTruckType(view.registration.payload.vehicleType) && isDiesel === 'YES';
  return dieselTruck && stage === 'UNKNOWN' ? reviewFrom('STAGE_UNKNOWN', [registrationOf(view)]) : null;
}

function stageDateConflict(view: SupervisionView): ReviewItem | null {
  const conflict = view.stage.judgement.flags.includes('STAGE_DATE_CONFLICT');
  return conflict ? reviewFrom('STAGE_DATE_CONFLICT', basisOf(view)) : null;
}

function stageConflict(view: SupervisionView): ReviewItem | null {
  const { conflictSince, evidence, stageWord } = view.stage;
  if (conflictSince === null) return null;
  const said = [...evidence.filter((item) => item.stage !== 'UNKNOWN'), ...wordOf(stageWord)];
  return { code: 'STAGE_CONFLICT', since: civilDateOf(conflictSince), ...citation(said) };
}

function reviewFrom(code: ReviewItem['code'], cited: readonly CitedFact[]): ReviewItem {
  const { facts, evidenceAt } = citation(cited);
  return { code, since: civilDateOf(evidenceAt), facts, evidenceAt };
}

function registrationOf(view: SupervisionView): CitedFact {
  return { factId: view.registration.id, occurredAt: view.registration.occurredAt };
}

function basisOf(view: SupervisionView): readonly CitedFact[] {
  const { deciding, fuelWord, stageWord } = view.stage;
  const evidence = deciding === null ? [] : [deciding];
  return [registrationOf(view), ...evidence, ...wordOf(fuelWord), ...wordOf(stageWord)];
}

const wordOf = (word: DecisionFact | null): readonly CitedFact[] =>
  word === null ? [] : [{ factId: word.id, occurredAt: word.occurredAt }];

function citation(cited: readonly CitedFact[]): { facts: readonly string[]; evidenceAt: Instant } {
  return {
    facts: [...new Set(cited.map((fact) => fact.factId))],
    evidenceAt: cited.map((fact) => fact.occurredAt).reduce((newest, at) => (at > newest ? at : newest)),
  };
}

function found<T>(
  view: SupervisionView,
  rules: readonly ((view: SupervisionView) => T | null)[],
): readonly T[] {
  return rules.map((rule) => rule(view)).filter((result) => result !== null);
}
