import { readDivision } from '../shared/division.js';
import { Findings } from '../shared/findings.js';
import { fail, ok, type Problem, type Result } from '../shared/result.js';
import { isSentinel } from '../shared/sentinels.js';
import { parseCivilDate } from '../shared/time.js';
import { REPAIR_TYPES, type LoopRules, type RepairType } from './loop-facts.js';
import type { LoopRulesSet } from './loop-rule-facts.js';

/** Rules as a caller writes them; what is absent stays "not configured". */
export interface LoopRulesInput {
  readonly division: string;
  readonly from: string;
  readonly basis: string;
  readonly rules: Partial<LoopRules>;
}

const LONGEST_BASIS = 200;
const MOST_DAYS = 366;
const MOST_MINUTES = 1440;
const MOST_OFFICERS = 9;
const HUNDRED_PER_CENT = 100;

/** Reads rules of the loop. Problems: those of `readDivision` and `parseCivilDate`, FIELD_MISSING, TEXT_FORMAT, QUANTITY_FORMAT, FIELD_VALUE */
export function checkLoopRules(input: LoopRulesInput): Result<LoopRulesSet, readonly Problem[]> {
  const findings = new Findings();
  const division = findings.take(readDivision(input.division, undefined, 'division'));
  const from = findings.take(parseCivilDate(input.from, 'from'));
  const basis = findings.take(readBasis(input.basis));
  const given = input.rules;
  const rules: LoopRules = {
    notifyDays: whole(findings, given.notifyDays, MOST_DAYS, 'rules.notifyDays'),
    repairDays: whole(findings, given.repairDays, MOST_DAYS, 'rules.repairDays'),
    sameStation: given.sameStation ?? null,
    resetOnPass: given.resetOnPass ?? null,
    noCountsForListing: given.noCountsForListing ?? null,
    remoteMinGapMinutes: whole(
      findings,
      given.remoteMinGapMinutes,
      MOST_MINUTES,
      'rules.remoteMinGapMinutes',
    ),
    remotePlateConfidencePct: whole(
      findings,
      given.remotePlateConfidencePct,
      HUNDRED_PER_CENT,
      'rules.remotePlateConfidencePct',
    ),
    smokeConfirmations: whole(findings, given.smokeConfirmations, MOST_OFFICERS, 'rules.smokeConfirmations'),
    certificateFor: repairTypes(given.certificateFor ?? []),
  };
  if (division === null || from === null || basis === null || findings.problems.length > 0) {
    return fail(findings.problems);
  }
  return ok({ division: division.normalized, from, rules, basis });
}

/** The document that something rests on, trimmed. Problems: FIELD_MISSING, TEXT_FORMAT */
export function readBasis(text: string, field = 'basis'): Result<string> {
  const basis = text.normalize('NFC').trim();
  if (isSentinel(basis)) return fail({ code: 'FIELD_MISSING', field });
  if (basis.length > LONGEST_BASIS || /\p{Cc}/u.test(basis)) {
    return fail({ code: 'TEXT_FORMAT', field, params: { longest: LONGEST_BASIS } });
  }
  return ok(basis);
}

function whole(
  findings: Findings,
  value: number | null | undefined,
  largest: number,
  field: string,
): number | null {
  if (value === null || value === undefined) return null;
  if (Number.isInteger(value) && value >= 1 && value <= largest) return value;
  return findings.refuse('QUANTITY_FORMAT', field, { value, largest });
}

const repairTypes = (given: readonly RepairType[]): readonly RepairType[] =>
  REPAIR_TYPES.filter((type) => given.includes(type));
