import type { Instant } from '../shared/time.js';
import type { EmissionFact } from './emission-facts.js';

/**
 * Facts that an integrity flag holds: flagged with a hold, and no officer has dismissed that flag. They stay evidence,
 * but clear nothing.
 */
export function heldFacts(facts: readonly EmissionFact[]): ReadonlySet<string> {
  const dismissed = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'inspection.flag-decided' && fact.payload.decision === 'DISMISSED') {
      dismissed.add(fact.payload.flag);
    }
  }
  const held = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'inspection.flagged' && fact.payload.hold && !dismissed.has(fact.id)) {
      held.add(fact.payload.about);
    }
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
