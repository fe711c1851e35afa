import { idOfName } from '../shared/named-id.js';
import type { DecidedFor, Written } from '../sync/dated-decisions.js';
import type { Fact } from '../sync/fact.js';
import type { Sha256 } from '../sync/hash-chain.js';
import type { LoopRules } from './loop-facts.js';

export const LOOP_RULE_SUBJECT = 'loop-rule';

/** What an authority sets for a division from a day on, with the document that says so. */
export interface LoopRulesSet extends DecidedFor {
  readonly rules: LoopRules;
  readonly basis: string;
}
export type LoopRulesFact = Fact<'loop-rules.set', LoopRulesSet>;

/** Rules of one division in force from a day until the next ones of that division. */
export type DatedLoopRules = LoopRulesSet & Written;

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
