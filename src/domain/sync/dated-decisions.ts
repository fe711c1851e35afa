import { cityOf } from '../shared/division.js';
import type { CivilDate, Instant } from '../shared/time.js';
import { factsInForce } from './effective-facts.js';
import type { Fact, SiteCode } from './fact.js';

/** What an authority decides for a division from a day on. */
export interface DecidedFor {
  /** GB/T 2260: a province, a city or a county; the narrowest one that decided anything rules. */
  readonly division: string;
  readonly from: CivilDate;
}

/** A decision with the fact that says it. */
export interface Written {
  readonly factId: string;
  readonly site: SiteCode;
  readonly recordedAt: Instant;
}

/**
 * The decisions of one division by the day from which they hold. Of several for one day the last recorded stands; what
 * another province's site wrote about the division has no effect.
 */
export function foldDecisions<P extends DecidedFor>(
  facts: readonly Fact<string, P>[],
): readonly (P & Written)[] {
  const byDay = new Map<CivilDate, P & Written>();
  for (const { id, site, recordedAt, payload } of factsInForce(facts).inForce) {
    if (site.slice(0, 2) !== payload.division.slice(0, 2)) continue;
    const entry = { ...payload, factId: id, site, recordedAt };
    const other = byDay.get(payload.from);
    if (other === undefined || isLater(entry, other)) byDay.set(payload.from, entry);
  }
  return [...byDay.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** What holds in a division on a day: the decision of the division, else of its city, else of its province; or none. */
export function decisionOn<D extends DecidedFor>(
  all: readonly D[],
  division: string,
  on: CivilDate,
): D | null {
  for (const code of [division, cityOf(division), `${division.slice(0, 2)}0000`]) {
    let found: D | null = null;
    for (const entry of all) {
      if (entry.division !== code || entry.from > on) continue;
      if (found === null || entry.from > found.from) found = entry;
    }
    if (found !== null) return found;
  }
  return null;
}

const isLater = (one: Written, other: Written): boolean =>
  one.recordedAt > other.recordedAt || (one.recordedAt === other.recordedAt && one.factId > other.factId);
