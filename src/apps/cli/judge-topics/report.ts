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
import { standsBeside } from './report-item-names.js';
import { limitSetIsClass } from './report-machine.js';

/** Members that are read; what else a case says is named in the answer. */
const MEMBERS: ReadonlySet<string> = new Set([
  ...[
    'method',
    'limitSet',
    'checkType',
    'resultCode',
    'source',
    'items',
    'readings',
    'readingsUnit',
    'limits',
  ],
  ...['comparison', 'date', 'startedAt', 'endedAt', 'now', 'fuel', 'vehicleType', 'massKg', 'methodReason'],
  ...['obdApplies', 'machine', 'nrmm', 'machineClass', 'zoneClass', 'powerKw', 'pmaxKw'],
]);
const BROKEN_OFF: ReadonlySet<string> = new Set(['ABORT', 'INVALID']);

/**
 * `{"method","limitSet"?,"checkType"?,"resultCode"?,"items","readings"?}`: the service's own judgement of a test report,
 * `{"result","items":[{"code","value","limit","pass"}],"flags"}`. Codes of items are the members that they came from. A
 * case may give the readings that it is about alone: they are judged, and EVIDENCE_MISSING with `missing` names what a
 * whole report has beside them (the service itself holds such a report for UNKNOWN). Without any reading to judge, or
 * where the method is the wrong one, the answer is a refusal.
 */
export function judgeReportCase(input: Case): object {
  const parsed = parse(input);
  if (!parsed.ok) return refusal(parsed.error);
  const { question, read } = parsed.value;
  const judged = judgeReport(question);
  if (!judged.ok) return refusal(inCaseNames(judged.error, read.names));
  const unread = Object.keys(input).filter((member) => !MEMBERS.has(member) && !standsBeside(member));
  return answer(judged.value, question, { ...read, strays: [...unread, ...read.strays] });
}

interface Parsed {
  readonly question: ReportQuestion;
  readonly read: CaseItems;
}

function parse(input: Case): Result<Parsed> {
  const codes = readCodes(input);
  if (!codes.ok) return codes;
  const { method, stationResult } = codes.value;
  const limitSet = limitSetIsClass(input) ? ok('A' as const) : wordOr(input, 'limitSet', LIMIT_SETS, 'A');
  if (!limitSet.ok) return limitSet;
  const comparison = wordOr(input, 'comparison', COMPARISONS, 'FULL_VALUE');
  if (!comparison.ok) return comparison;
  const of = { method, brokenOff: BROKEN_OFF.has(stationResult ?? '') };
  const read = readItems(input, of);
  if (!read.ok) return read;
  const background = readBackground(input, of);
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

const NO_JUDGEMENT = ['STANDARD_NOT_APPLICABLE', 'METHOD_FUEL_MISMATCH', 'LIMITS_UNKNOWN'];

function answer(verdict: ReportVerdict, question: ReportQuestion, read: CaseItems): object {
  const { judgement, missing } = verdict;
  const items = judgement.items.map((item) => inAnswer(item, read));
  const unsound = NO_JUDGEMENT.find((flag) => judgement.flags.includes(flag));
  const ofGiven = judgement.result === 'UNKNOWN' && unsound === undefined && items.length > 0;
  const flags = new Set(judgement.flags);
  if (read.strays.length > 0) flags.add('ITEM_NOT_JUDGED');
  // Nothing that was given failed: the station's failure hangs on something else, or on nothing.
  if (ofGiven && question.stationResult === 'FAIL') flags.add('VERDICT_DISAGREES');
  const fields = missing.map((codes) => missingField(codes, read.names));
  const rest = {
    items,
    flags: [...flags].sort(),
    ...(fields.length > 0 && { missing: fields }),
    ...(read.strays.length > 0 && { notJudged: read.strays }),
  };
  if (judgement.result !== 'UNKNOWN') return { result: judgement.result, ...rest };
  if (ofGiven) return { result: 'PASS', ...rest };
  const problem: Problem =
    unsound === undefined
      ? { code: 'FIELD_MISSING', field: fields[0] ?? 'items' }
      : { code: unsound, field: 'method' };
  return { ...refusal(problem), ...rest };
}

function inAnswer({ code, value, limit, pass }: JudgedItem, { names }: CaseItems): object {
  return { code: nameOf(code, names), value: toNumber(value), limit: toNumber(limit), pass };
}
