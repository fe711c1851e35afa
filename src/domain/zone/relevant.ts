import type { ZoneQuestion, ZoneVerdict } from './evaluate.js';
import { evaluateZone } from './evaluate.js';
import { placeFinding } from './place-fit.js';
import type { RestrictionRule } from './restriction-rule.js';
import type { ZoneReason } from './zone-reasons.js';
import { OPEN_REASONS } from './zone-reasons.js';

/** One rule with what it says. */
export interface ZoneJudgement {
  readonly rule: RestrictionRule;
  readonly verdict: ZoneVerdict;
}

const ELSEWHERE: ReadonlySet<ZoneReason> = new Set<ZoneReason>([
  'NOT_IN_FORCE',
  'RULE_SET_NOT_ACTIVE',
  'OUTSIDE_AREA',
]);

/**
 * What the rules say that concern the place: those that restrict, those that cannot be decided, and those that hold at
 * this very place and moment but not for this vehicle. Rules of elsewhere and of other days are left out.
 */
export function judgeHere(
  rules: readonly RestrictionRule[],
  question: ZoneQuestion,
): readonly ZoneJudgement[] {
  return rules.flatMap((rule) => {
    const verdict = evaluateZone(rule, question);
    const concerns =
      verdict.restricted !== false ||
      (!ELSEWHERE.has(verdict.reason) && !Object.hasOwn(OPEN_REASONS, placeFinding(rule, question.place)));
    return concerns ? [{ rule, verdict }] : [];
  });
}
