import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import { factsInForce } from '../sync/effective-facts.js';
import { normaliseFuel } from './fuel.js';
import { checkBasis } from './input-fields.js';
import { CHOICES, isDecidedValue, stageChoices } from './review-choices.js';
import type { DecidableItem, ReviewDecided, ReviewDecision, VehicleFact } from './vehicle-facts.js';
import type { VehicleState } from './vehicle-state.js';

/** A decision as it was received. */
export interface DecisionInput {
  readonly item: DecidableItem;
  readonly decision: ReviewDecision;
  readonly value: string | null;
  readonly basis: string;
}

/**
 * Ids of the facts that a decision about the item is made on: every registration in force; for a stage also every
 * piece of evidence, and the decision by which the stage stands now.
 */
export function factsToConsider(
  item: DecidableItem,
  facts: readonly VehicleFact[],
  state: VehicleState,
): readonly string[] {
  const aboutStage = CHOICES[item].includes('STAGE_IS');
  const inForce = factsInForce(facts).inForce.filter(
    ({ kind }) => kind === 'vehicle.registered' || (aboutStage && kind === 'vehicle.stage-evidence-added'),
  );
  const word = aboutStage && state.stageDecidedBy !== null ? [state.stageDecidedBy] : [];
  return [...inForce.map(({ id }) => id), ...word];
}

/**
 * A decision that the item allows. Problems: DECISION_NOT_ALLOWED (another item's decision), DECISION_VALUE (no value
 * where one is asked for, one where none is, or one that does not answer the question), and those of the basis.
 */
export function checkDecision(
  state: VehicleState,
  { item, decision, value, basis }: DecisionInput,
  considered: readonly string[],
): Result<ReviewDecided, readonly Problem[]> {
  const findings = new Findings();
  if (!CHOICES[item].includes(decision)) {
    findings.refuse('DECISION_NOT_ALLOWED', 'decision', { value: decision, item });
  }
  const read = decision === 'FUEL_IS' && value !== null ? normaliseFuel(value) : value;
  if (!isDecidedValue(decision, read) || !isAmongChoices(state, item, decision, read)) {
    const allowed = decision === 'STAGE_IS' ? (stageChoices(item, state) ?? []) : [];
    findings.refuse('DECISION_VALUE', 'value', { value: value ?? '', allowed: allowed.join(', ') });
  }
  const grounds = checkBasis(basis, findings);
  if (grounds === null || findings.problems.length > 0) return fail(findings.problems);
  return ok({ item, decision, value: read, basis: grounds, considered });
}

function isAmongChoices(
  state: VehicleState,
  item: DecidableItem,
  decision: ReviewDecision,
  value: string | null,
): boolean {
  const stages = decision === 'STAGE_IS' ? stageChoices(item, state) : null;
  return stages === null || stages.some((stage) => stage === value);
}
