import { cityOf } from '../shared/division.js';
import { idOfName } from '../shared/named-id.js';
import type { CivilDate, Instant } from '../shared/time.js';
import { factsInForce } from '../sync/effective-facts.js';
import type { Fact, SiteCode } from '../sync/fact.js';
import type { Sha256 } from '../sync/hash-chain.js';
import type { LoopRules } from './loop-facts.js';

export const LOOP_RULE_SUBJECT = 'loop-rule';

/** What an authority sets for a division from a day on, with the document that says so. */
export interface LoopRulesSet {
  /** GB/T 2260: a province, a city or a county; the narrowest one that has rules decides. */
  readonly division: string;
  readonly from: CivilDate;
  readonly rules: LoopRules;
  readonly basis: string;
}
export type LoopRulesFact = Fact<'loop-rules.set', LoopRulesSet>;

/** Rules of one division in force from a day until the next ones of that division. */
export interface DatedLoopRules extends LoopRulesSet {
  readonly factId: string;
  readonly site: SiteCode;
  readonly recordedAt: Instant;
}

/** Nobody has said anything: every deadline and every rule is "not configured". */
export const UNCONFIGURED: LoopRules = {
  notifyDays: null,
  repairDays: null,
  sameStation: null,
  resetOnPass: null,
  noCountsForListing: null,
  remoteMinGapMinutes: null,
  remotePlateConfidencePct: null,
  smokeConfirmations: null,
  certificateFor: [],
};

/** The subject of all rules of a division, the same at every site. */
export const loopRuleSubject = (division: string, sha256: Sha256): string =>
  idOfName('qingtu/loop-rule/1/', division, sha256);

/**
 * The rules of one division by the day from which they hold. Of several for one day the last recorded stands; what
 * another province's site wrote about the division has no effect.
 */
export function foldLoopRules(facts: readonly LoopRulesFact[]): readonly DatedLoopRules[] {
  const byDay = new Map<CivilDate, DatedLoopRules>();
  for (const { id, site, recordedAt, payload } of factsInForce(facts).inForce) {
    if (site.slice(0, 2) !== payload.division.slice(0, 2)) continue;
    const entry = { ...payload, factId: id, site, recordedAt };
    const other = byDay.get(payload.from);
    if (other === undefined || isLater(entry, other)) byDay.set(payload.from, entry);
  }
  return [...byDay.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The rules in force in a division on a day: those of the division, else of its city, else of its province; or none. */
export function loopRulesOn(
  all: readonly DatedLoopRules[],
  division: string,
  on: CivilDate,
): DatedLoopRules | null {
  for (const code of [division, cityOf(division), `${division.slice(0, 2)}0000`]) {
    let found: DatedLoopRules | null = null;
    for (const entry of all) {
      if (entry.division !== code || entry.from > on) continue;
      if (found === null || entry.from > found.from) found = entry;
    }
    if (found !== null) return found;
  }
  return null;
}

const isLater = (one: DatedLoopRules, other: DatedLoopRules): boolean =>
  one.recordedAt > other.recordedAt || (one.recordedAt === other.recordedAt && one.factId > other.factId);
