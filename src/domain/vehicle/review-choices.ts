import { isDiesel } from './fuel.js';
import type { DecidableItem, ReviewDecision } from './vehicle-facts.js';
import { EMISSION_STAGES } from './vehicle-facts.js';
import type { VehicleState } from './vehicle-state.js';

const STAGE_CHOICES: readonly ReviewDecision[] = ['STAGE_IS', 'KEEP'];
const ONLY_KEEP: readonly ReviewDecision[] = ['KEEP'];

/** What a person may say about each item. */
export const CHOICES: Readonly<Record<DecidableItem, readonly ReviewDecision[]>> = {
  FUEL_UNKNOWN: ['FUEL_IS', 'LEAVE_UNKNOWN'],
  STAGE_UNKNOWN: STAGE_CHOICES,
  STAGE_DATE_CONFLICT: STAGE_CHOICES,
  STAGE_CONFLICT: STAGE_CHOICES,
  MULTIPLE_REGISTRATIONS: ONLY_KEEP,
  VIN_REGISTERED_ELSEWHERE: ONLY_KEEP,
  PLATE_IN_USE_ELSEWHERE: ONLY_KEEP,
};

/** Whether a value can go with a decision: a fuel that answers the question, a stage, or nothing. */
export function isDecidedValue(decision: ReviewDecision, value: unknown): value is string | null {
  switch (decision) {
    case 'FUEL_IS':
      return typeof value === 'string' && isDiesel(value) !== 'UNKNOWN';
    case 'STAGE_IS':
      return EMISSION_STAGES.some((stage) => stage === value && stage !== 'UNKNOWN');
    case 'LEAVE_UNKNOWN':
    case 'KEEP':
      return value === null;
  }
}

/**
 * The stages that may be decided for an item: of a contradiction one of those that were said, since another one needs
 * its document first; otherwise any. Null where no stage is decided.
 */
export function stageChoices(item: DecidableItem, state: VehicleState): readonly string[] | null {
  if (!CHOICES[item].includes('STAGE_IS')) return null;
  const known = EMISSION_STAGES.filter((stage) => stage !== 'UNKNOWN');
  if (item !== 'STAGE_CONFLICT') return known;
  const said = new Set([...state.stageEvidence.map(({ stage }) => stage), state.stage]);
  return known.filter((stage) => said.has(stage));
}
