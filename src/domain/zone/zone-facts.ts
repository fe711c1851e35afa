import type { Instant } from '../shared/time.js';
import { factsInForce } from '../sync/effective-facts.js';
import type { Fact, SiteCode } from '../sync/fact.js';
import type { Activation, ActivationContent, RestrictionRule, RuleContent } from './restriction-rule.js';

export const RULE_SUBJECT = 'restriction-rule';
export const ACTIVATION_SUBJECT = 'rule-set-activation';

/** A rule as its authority enacted it; an amended one supersedes it. */
export interface RuleEnacted {
  readonly rule: RuleContent;
}

/** The rule ends at `from`, before its own end. */
export interface RuleRepealed {
  readonly from: Instant;
  readonly reason: string;
}

/** The declaration ends at `at`, before its own end. */
export interface ActivationEnded {
  readonly at: Instant;
  readonly reason: string;
}

export type RuleFact = Fact<'zone.rule-enacted', RuleEnacted> | Fact<'zone.rule-repealed', RuleRepealed>;
export type ActivationFact =
  Fact<'zone.activation-declared', ActivationContent> | Fact<'zone.activation-ended', ActivationEnded>;

/** A rule as its facts leave it; `validUntil` tells of a repeal too. */
export interface RuleState {
  readonly rule: RestrictionRule;
  readonly site: SiteCode;
  /** The fact that enacted it as it stands. */
  readonly factId: string;
  readonly validFrom: Instant;
  /** Newest recorded-at of its facts. */
  readonly recordedAt: Instant;
}

export interface ActivationState {
  readonly activation: Activation;
  readonly site: SiteCode;
  readonly recordedAt: Instant;
}

/** The rule after its facts, or null when none enacts it. Only the site that enacted it can repeal it. */
export function foldRule(facts: readonly RuleFact[]): RuleState | null {
  const { inForce } = factsInForce(facts);
  const enacted = inForce.findLast((fact) => fact.kind === 'zone.rule-enacted');
  if (enacted?.kind !== 'zone.rule-enacted') return null;
  const { site } = enacted;
  const content = enacted.payload.rule;
  if (content.validFrom === null) return null;
  const repeals = inForce.flatMap((fact) =>
    fact.kind === 'zone.rule-repealed' && fact.site === site ? [fact.payload.from] : [],
  );
  const validUntil = endOf(content.validFrom, content.validUntil, repeals);
  return {
    rule: { ...content, validUntil, id: enacted.subject },
    site,
    factId: enacted.id,
    validFrom: content.validFrom,
    recordedAt: newest(facts),
  };
}

/** The heavy-pollution day after its facts, or null when none declares it. */
export function foldActivation(facts: readonly ActivationFact[]): ActivationState | null {
  const { inForce } = factsInForce(facts);
  const declared = inForce.findLast((fact) => fact.kind === 'zone.activation-declared');
  if (declared?.kind !== 'zone.activation-declared') return null;
  const { site, subject, payload } = declared;
  const ends = inForce.flatMap((fact) =>
    fact.kind === 'zone.activation-ended' && fact.site === site ? [fact.payload.at] : [],
  );
  const until = endOf(payload.from, payload.until, ends) ?? payload.until;
  return { activation: { ...payload, until, id: subject }, site, recordedAt: newest(facts) };
}

/** The earliest end, but never before the beginning: what ends earlier never was in force. */
function endOf(from: Instant, until: Instant | null, ends: readonly Instant[]): Instant | null {
  const all = until === null ? ends : [until, ...ends];
  const [first, ...others] = all;
  if (first === undefined) return null;
  const earliest = others.reduce((least, one) => (one < least ? one : least), first);
  return earliest < from ? from : earliest;
}

const newest = (facts: readonly Fact[]): Instant =>
  facts.reduce((latest, { recordedAt }) => (recordedAt > latest ? recordedAt : latest), '');
