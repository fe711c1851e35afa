import type { Instant } from '../shared/time.js';
import type { StageJudgement } from './emission-stage.js';
import { judgeStage } from './emission-stage.js';
import type { RegistrationFact } from './life-events.js';
import type { EmissionStage, StageEvidence, VehicleFact } from './vehicle-facts.js';
import { STAGE_SOURCES } from './vehicle-facts.js';

/** A fact that says something about the stage. */
export type EvidenceFact = Extract<
  VehicleFact,
  { kind: 'vehicle.registered' | 'vehicle.stage-evidence-added' }
>;

/** The stage of a vehicle with what it rests on. */
export interface StageDecision {
  readonly judgement: StageJudgement;
  /** Best rank first; within a rank the newest first. */
  readonly evidence: readonly StageEvidence[];
  /** The newest evidence that says the stage which stands; null when there is none. */
  readonly deciding: StageEvidence | null;
  /** Since when the facts have made the vehicle a member of the 国三 list, null while they do not. */
  readonly g3Since: Instant | null;
  /** When evidence first contradicted other evidence, null when all agree. */
  readonly conflictSince: Instant | null;
}

/**
 * Judges the stage from the registration in force and every piece of evidence, the words of further registrations
 * included. `facts` are in order (compareFacts).
 */
export function decideStage(base: RegistrationFact, facts: readonly EvidenceFact[]): StageDecision {
  const inOrder = facts.map(evidenceOf);
  const judgement = judge(base, inOrder);
  const evidence = STAGE_SOURCES.flatMap((source) =>
    inOrder.filter((item) => item.source === source).reverse(),
  );
  return {
    judgement,
    evidence,
    deciding:
      evidence.find((item) => item.source === judgement.stageSource && item.stage === judgement.stage) ??
      null,
    g3Since: g3Since(base, inOrder),
    conflictSince: conflictSince(inOrder),
  };
}

/** Whether two pieces of evidence contradict each other: 国六 without its letter agrees with 国六a and 国六b. */
export function stagesDisagree(a: EmissionStage, b: EmissionStage): boolean {
  if (a === b || a === 'UNKNOWN' || b === 'UNKNOWN') return false;
  const unspecified = a === 'G6_UNSPEC' || b === 'G6_UNSPEC';
  return !(unspecified && a.startsWith('G6') && b.startsWith('G6'));
}

function evidenceOf(fact: EvidenceFact): StageEvidence {
  const origin = { factId: fact.id, site: fact.site, occurredAt: fact.occurredAt };
  if (fact.kind === 'vehicle.stage-evidence-added') {
    const { source, stage, reference } = fact.payload;
    return { source, stage, reference, ...origin };
  }
  return { source: 'REGISTRATION', stage: fact.payload.emissionStage, reference: '', ...origin };
}

function judge(base: RegistrationFact, evidence: readonly StageEvidence[]): StageJudgement {
  const { fuel, vehicleType, firstRegisteredOn, massKg } = base.payload;
  return judgeStage({
    fuel,
    vehicleType,
    firstRegisteredOn,
    massKg,
    // The registration's own word is among the evidence, with its date and author.
    emissionStage: 'UNKNOWN',
    evidence,
  });
}

/**
 * The start of the present unbroken membership: the facts are replayed by the time they happened, and nothing counts
 * before the registration, which says that there is a diesel truck at all. The first registration date would
 * mislead: the list, and this record, may be years younger than the vehicle.
 */
function g3Since(base: RegistrationFact, evidence: readonly StageEvidence[]): Instant | null {
  const moments = new Set([base.occurredAt, ...evidence.map((item) => item.occurredAt)]);
  let since: Instant | null = null;
  for (const moment of [...moments].filter((at) => at >= base.occurredAt).sort()) {
    const known = evidence.filter((item) => item.occurredAt <= moment);
    if (judge(base, known).g3List !== true) since = null;
    else since ??= moment;
  }
  return since;
}

function conflictSince(evidence: readonly StageEvidence[]): Instant | null {
  const contradicting = evidence.find((item, index) =>
    evidence.slice(0, index).some((earlier) => stagesDisagree(earlier.stage, item.stage)),
  );
  return contradicting?.occurredAt ?? null;
}
