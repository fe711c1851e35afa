import type { Instant } from '../shared/time.js';
import type { Ternary } from '../vehicle/vehicle-state.js';
import type { Activation, RuleContent, ZonePlace } from './restriction-rule.js';

/** Whether a rule set is on, and by which declaration; UNKNOWN where only part of the city was named and the place is not. */
export interface ActivationFinding {
  readonly isActive: Ternary;
  readonly activation: Activation | null;
}

/** Municipalities have no city level: their districts stand directly below them (GB/T 2260). */
const cityDigits = (division: string): string =>
  division.startsWith('31') ? '31' : division.endsWith('0000') ? division.slice(0, 2) : division.slice(0, 4);

const isCounty = (division: string): boolean => !division.endsWith('00');

/** Whether an area named by its division covers the place that a rule of the city is asked about. */
function coverage(division: string, ruleCity: string | null, place: ZonePlace): Ternary {
  const where = place.division ?? ruleCity;
  if (where === null) return 'UNKNOWN';
  if (!isCounty(division)) return where.startsWith(cityDigits(division)) ? 'YES' : 'NO';
  if (where === division) return 'YES';
  const mayBeThere = !isCounty(where) && division.startsWith(cityDigits(where));
  return mayBeThere ? 'UNKNOWN' : 'NO';
}

/** Whether the set of the rule is on at that moment: the time decides by itself, nobody has to switch it off. */
export function activationFor(
  rule: RuleContent,
  at: Instant,
  place: ZonePlace,
  activations: readonly Activation[],
): ActivationFinding {
  let open: Activation | null = null;
  for (const activation of activations) {
    if (activation.ruleSet !== rule.ruleSet || at < activation.from || at >= activation.until) continue;
    if (activation.divisions.length === 0) return { isActive: 'YES', activation };
    const coverages = activation.divisions.map((one) => coverage(one, rule.cityCode, place));
    if (coverages.includes('YES')) return { isActive: 'YES', activation };
    if (coverages.includes('UNKNOWN')) open ??= activation;
  }
  return open === null ? { isActive: 'NO', activation: null } : { isActive: 'UNKNOWN', activation: open };
}
