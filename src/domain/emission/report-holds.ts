import type { Instant } from '../shared/time.js';
import { compareRecorded } from '../sync/effective-facts.js';
import type { EmissionFact } from './emission-facts.js';

export type FlagFact = Extract<EmissionFact, { kind: 'inspection.flagged' }>;
type DecisionFact = Extract<EmissionFact, { kind: 'inspection.flag-decided' }>;

/** The decision that rules of each flag, by the fact of the flag: the one that was recorded last. */
export function flagDecisions(facts: readonly EmissionFact[]): ReadonlyMap<string, DecisionFact> {
  const last = new Map<string, DecisionFact>();
  for (const fact of facts) {
    if (fact.kind !== 'inspection.flag-decided') continue;
    const other = last.get(fact.payload.flag);
    if (other === undefined || compareRecorded(other, fact) < 0) last.set(fact.payload.flag, fact);
  }
  return last;
}

/**
 * Facts that an integrity flag holds: flagged with a hold that no officer's last word dismisses. They stay evidence, but
 * clear nothing.
 */
export function heldFacts(facts: readonly EmissionFact[]): ReadonlySet<string> {
  const held = new Set<string>();
  const flags = facts.filter(
    (fact): fact is FlagFact => fact.kind === 'inspection.flagged' && fact.payload.hold,
  );
  if (flags.length === 0) return held;
  const decisions = flagDecisions(facts);
  for (const { id, payload } of flags) {
    if (decisions.get(id)?.payload.decision !== 'DISMISSED') held.add(payload.about);
  }
  return held;
}

/** When the vehicle passed a statutory test that counts: by the service's own judgement, and not held. */
export function countingPasses(facts: readonly EmissionFact[]): readonly Instant[] {
  const held = heldFacts(facts);
  const passes: Instant[] = [];
  for (const fact of facts) {
    if (fact.kind !== 'inspection.reported' || fact.payload.judgement.result !== 'PASS') continue;
    if (fact.payload.checkType !== 'COMPARISON' && !held.has(fact.id)) passes.push(fact.payload.endedAt);
  }
  return passes;
}
