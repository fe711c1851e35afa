import { readDivision } from '../shared/division.js';
import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import { isStoredRule } from './stored-rule.js';
import type { ActivationContent, RuleContent } from './restriction-rule.js';

const LONGEST_NAME = 200;

/**
 * Whether a rule that was read can be enacted: it names its authority, city and beginning. Problems: FIELD_MISSING,
 * FIELD_VALUE, DIVISION_UNKNOWN, DIVISION_OUT_OF_YRD, RULE_TOO_LONG, each with its field.
 */
export function checkEnactment(rule: RuleContent): Result<RuleContent, readonly Problem[]> {
  const findings = new Findings();
  for (const field of ['name', 'authority', 'cityCode', 'validFrom'] as const) {
    if ((rule[field] ?? '') === '') findings.refuse('FIELD_MISSING', `rule.${field}`);
  }
  if (rule.cityCode !== null) findings.take(readDivision(rule.cityCode, undefined, 'rule.cityCode'));
  if (rule.name.length > LONGEST_NAME) {
    findings.refuse('RULE_TOO_LONG', 'rule.name', { length: rule.name.length, maximum: LONGEST_NAME });
  }
  if (findings.problems.length > 0) return fail(findings.problems);
  return isStoredRule(rule)
    ? ok(rule)
    : fail([{ code: 'RULE_TOO_LONG', field: 'rule', params: { length: '>4000', maximum: 4000 } }]);
}

/** Whether a heavy-pollution day can be declared. Problems: FIELD_MISSING, ZONE_PERIOD_EMPTY and those of divisions. */
export function checkActivation(given: ActivationContent): Result<ActivationContent, readonly Problem[]> {
  const findings = new Findings();
  for (const field of ['ruleSet', 'basis'] as const) {
    if (given[field].trim() === '') findings.refuse('FIELD_MISSING', field);
    if (given[field].length > LONGEST_NAME) {
      findings.refuse('RULE_TOO_LONG', field, { length: given[field].length, maximum: LONGEST_NAME });
    }
  }
  if (given.divisions.length === 0) findings.refuse('FIELD_MISSING', 'divisions');
  for (const [index, code] of given.divisions.entries()) {
    findings.take(readDivision(code, undefined, `divisions[${String(index)}]`));
  }
  if (given.until <= given.from) {
    findings.refuse('ZONE_PERIOD_EMPTY', 'until', { from: given.from, until: given.until });
  }
  return findings.problems.length > 0 ? fail(findings.problems) : ok(given);
}
