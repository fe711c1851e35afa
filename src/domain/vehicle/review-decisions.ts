import { compareRecorded } from '../sync/effective-facts.js';
import type { SetAside } from '../sync/effective-facts.js';
import type { RegistrationFact } from './life-events.js';
import type { DecidableItem, VehicleFact } from './vehicle-facts.js';
import type { DecisionRecord } from './vehicle-state.js';

export type DecisionFact = Extract<VehicleFact, { kind: 'vehicle.review-decided' }>;

/** What decisions are about, which tells what of a registration matters to them. */
export type Question = 'FUEL' | 'STAGE' | 'IDENTITY';

/** What persons decided about one vehicle. */
export interface Decisions {
  /** Those of sites that registered the vehicle, in the order in which they were recorded. */
  readonly inForce: readonly DecisionFact[];
  readonly setAside: readonly SetAside<'NOT_AUTHOR'>[];
  /**
   * Whether the person had this fact before them, or one that it corrects without saying anything else about the
   * question. What they had not is news, and may reopen what they decided.
   */
  readonly covers: (decision: DecisionFact, fact: VehicleFact, question: Question) => boolean;
}

/** Nobody has decided anything. */
export const NO_DECISIONS: Decisions = { inForce: [], setAside: [], covers: () => false };

/**
 * The decisions that count: a site decides about what it registered itself, and any other site's word is set aside
 * with NOT_AUTHOR. `known` are all facts about the vehicle, `inForce` those in force.
 */
export function readDecisions(
  inForce: readonly VehicleFact[],
  registrations: readonly RegistrationFact[],
  known: ReadonlyMap<string, VehicleFact>,
): Decisions {
  const registrars = new Set(registrations.map(({ site }) => site));
  const all = inForce.filter(isDecision);
  return {
    inForce: all.filter(({ site }) => registrars.has(site)).sort(compareRecorded),
    setAside: all
      .filter(({ site }) => !registrars.has(site))
      .map(({ id }) => ({ factId: id, code: 'NOT_AUTHOR' })),
    covers: (decision, fact, question) => isCovered(decision, fact, question, known),
  };
}

/** The last decision of each item, by item. */
export function lastOfEachItem({ inForce }: Decisions): readonly DecisionRecord[] {
  const last = new Map<DecidableItem, DecisionRecord>();
  for (const { id, site, occurredAt, payload } of inForce) {
    const { item, decision, value, basis, considered } = payload;
    last.set(item, { item, decision, value, basis, considered, factId: id, site, decidedAt: occurredAt });
  }
  return [...last.values()].sort((a, b) => (a.item < b.item ? -1 : 1));
}

/** Whether a person has seen all these registrations of one vehicle and found the own one right. */
export function keepsRegistrations(
  { inForce, covers }: Decisions,
  registrations: readonly RegistrationFact[],
): boolean {
  const last = inForce.filter(({ payload }) => payload.item === 'MULTIPLE_REGISTRATIONS').at(-1);
  return last !== undefined && registrations.every((fact) => covers(last, fact, 'IDENTITY'));
}

function isDecision(fact: VehicleFact): fact is DecisionFact {
  return fact.kind === 'vehicle.review-decided';
}

function isCovered(
  { payload }: DecisionFact,
  fact: VehicleFact,
  question: Question,
  known: ReadonlyMap<string, VehicleFact>,
): boolean {
  const passed = new Set<string>();
  let at: VehicleFact | undefined = fact;
  while (at !== undefined && !passed.has(at.id)) {
    if (payload.considered.includes(at.id)) return saysOf(at, question) === saysOf(fact, question);
    passed.add(at.id);
    at = at.supersedes === null ? undefined : known.get(at.supersedes);
  }
  return false;
}

/** What a fact says about a question, as text that is equal when it says the same. */
function saysOf({ kind, payload }: VehicleFact, question: Question): string {
  if (kind === 'vehicle.stage-evidence-added') return `${payload.source} ${payload.stage}`;
  if (kind !== 'vehicle.registered') return kind;
  const { fuel, vehicleType, emissionStage, firstRegisteredOn, massKg, vin } = payload;
  switch (question) {
    case 'FUEL':
      return `${fuel} ${vehicleType}`;
    case 'STAGE':
      return `${emissionStage} ${fuel} ${vehicleType} ${firstRegisteredOn} ${massKg ?? ''}`;
    case 'IDENTITY':
      return vin ?? '';
  }
}
