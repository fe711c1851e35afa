import { compareCivilDates } from '../shared/time.js';
import type { CivilDate } from '../shared/time.js';
import type { LimitSet } from './emission-facts.js';

/** What a province or a city decided: limit b applies only where it was adopted and filed (GB 3847-2018). */
export interface LimitSetDecision {
  /** GB/T 2260, six digits: a city or a whole province. */
  readonly division: string;
  readonly from: CivilDate;
  readonly limitSet: LimitSet;
}

/**
 * The limit set in force in a city (six digits) on a civil date: the latest decision of the city, else of its province,
 * else limit a, which is the standard's own.
 */
export function limitSetInForce(
  decisions: readonly LimitSetDecision[],
  city: string,
  on: CivilDate,
): LimitSet {
  const province = `${city.slice(0, 2)}0000`;
  return latest(decisions, city, on) ?? latest(decisions, province, on) ?? 'A';
}

function latest(decisions: readonly LimitSetDecision[], division: string, on: CivilDate): LimitSet | null {
  const made = decisions
    .filter((decision) => decision.division === division && compareCivilDates(decision.from, on) <= 0)
    .sort((one, other) => compareCivilDates(one.from, other.from));
  return made.at(-1)?.limitSet ?? null;
}
