import { LIMIT_SETS } from '../../../domain/emission/emission-facts.js';
import type { JudgedItem } from '../../../domain/emission/emission-facts.js';
import { COMPARISONS } from '../../../domain/emission/judge-items.js';
import { judgeReport } from '../../../domain/emission/judge-report.js';
import type { ReportQuestion, ReportVerdict } from '../../../domain/emission/judge-report.js';
import { toNumber } from '../../../domain/emission/scaled.js';
import { ok } from '../../../domain/shared/result.js';
import type { Problem, Result } from '../../../domain/shared/result.js';
import { refusal } from './answer.js';
import type { Case } from './case-fields.js';
import { readBackground } from './report-background.js';
import { inCaseNames, missingField, nameOf, readItems } from './report-items.js';
import type { CaseItems } from './report-items.js';
import { readCodes, wordOr } from './report-codes.js';

/**
 * `{"method","limitSet"?,"checkType"?,"resultCode"?,"items","readings"?}`: the service's own judgement of a test report,
 * `{"result","items":[{"code","value","limit","pass"}],"flags"}`. Codes of items are the names of the members they came
 * from. Where a reading is missing that the method needs and nothing failed, the answer is a refusal that names it, with
 * what could be judged.
 */
export function judgeReportCase(input: Case): object {
  const parsed = parse(input);
  if (!parsed.ok) return refusal(parsed.error);
  const { question, read } = parsed.value;
  const judged = judgeReport(question);
  if (!judged.ok) return refusal(inCaseNames(judged.error, read.names));
  return answer(judged.value, read);
}

interface Parsed {
  readonly question: ReportQuestion;
  readonly read: CaseItems;
}

function parse(input: Case): Result<Parsed> {
  const codes = readCodes(input);
  if (!codes.ok) return codes;
  const { method } = codes.value;
  const limitSet = wordOr(input, 'limitSet', LIMIT_SETS, 'A');
  if (!limitSet.ok) return limitSet;
  const comparison = wordOr(input, 'comparison', COMPARISONS, 'FULL_VALUE');
  if (!comparison.ok) return comparison;
  const read = readItems(input, method);
  if (!read.ok) return read;
  const background = readBackground(input);
  if (!background.ok) return background;
  const question: ReportQuestion = {
    ...codes.value,
    ...background.value,
    limitSet: limitSet.value,
    comparison: comparison.value,
    items: read.value.items,
  };
  return ok({ question, read: read.value });
}

function answer({ judgement, missing }: ReportVerdict, read: CaseItems): object {
  const items = judgement.items.map((item) => inAnswer(item, read));
  const flags = [...judgement.flags, ...(read.strays ? ['ITEM_NOT_JUDGED'] : [])].sort();
  const fields = missing.map((codes) => missingField(codes, read.names));
  const rest = { items, flags, ...(fields.length > 0 && { missing: fields }) };
  if (judgement.result !== 'UNKNOWN') return { result: judgement.result, ...rest };
  return { ...refusal(whyUnknown(judgement.flags, fields)), ...rest };
}

function inAnswer({ code, value, limit, pass }: JudgedItem, { names }: CaseItems): object {
  return { code: nameOf(code, names), value: toNumber(value), limit: toNumber(limit), pass };
}

const NO_JUDGEMENT = ['STANDARD_NOT_APPLICABLE', 'METHOD_FUEL_MISMATCH', 'LIMITS_UNKNOWN'];

function whyUnknown(flags: readonly string[], missing: readonly string[]): Problem {
  const unsound = NO_JUDGEMENT.find((flag) => flags.includes(flag));
  if (unsound !== undefined) return { code: unsound, field: 'method' };
  return { code: 'FIELD_MISSING', field: missing[0] ?? 'items' };
}
