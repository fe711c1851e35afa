import { CHECK_TYPES, STATION_RESULTS, TEST_METHODS } from '../../../domain/emission/emission-facts.js';
import type { CheckType, StationResult, TestMethod } from '../../../domain/emission/emission-facts.js';
import {
  checkTypeOf,
  CODE_SYSTEMS,
  methodOf,
  stationResultOf,
} from '../../../domain/emission/source-codes.js';
import type { CodeSystem } from '../../../domain/emission/source-codes.js';
import { fail, ok } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';
import type { Case } from './case-fields.js';

interface ReportCodes {
  readonly method: TestMethod;
  readonly checkType: CheckType | null;
  readonly stationResult: StationResult | null;
}

/** Other words for our names, as they are compared. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  合格: 'PASS',
  不合格: 'FAIL',
  ABORTED: 'ABORT',
  中止: 'ABORT',
  无效: 'INVALID',
  年检: 'PERIODIC',
  新注册: 'NEWREGISTRATION',
  外地车转入: 'TRANSFERIN',
  实验比对: 'COMPARISON',
  限值A: 'A',
  限值B: 'B',
};

/** Whose digits stand for check types and results where a case does not name a source. */
const DEFAULT_SYSTEM: CodeSystem = 'JIANGSU_2020';
const DIGITS = /^\d+$/;

/**
 * `method`, `checkType` and `resultCode` by our own names in any case, or as the codes of `source`. Without a source only
 * check types and results may be digits (those of Jiangsu): digits of methods differ between systems and are refused.
 */
export function readCodes(input: Case): Result<ReportCodes> {
  const source = wordOr(input, 'source', CODE_SYSTEMS, null);
  if (!source.ok) return source;
  const system = source.value;
  const method = codeOf(input, 'method', TEST_METHODS, system && ((raw) => methodOf(system, raw, 'method')));
  if (!method.ok) return method;
  if (method.value === null) return fail({ code: 'FIELD_MISSING', field: 'method' });
  const digits = system ?? DEFAULT_SYSTEM;
  const checkType = codeOf(input, 'checkType', CHECK_TYPES, (raw) => checkTypeOf(digits, raw, 'checkType'));
  if (!checkType.ok) return checkType;
  const result = codeOf(input, 'resultCode', STATION_RESULTS, (raw) =>
    stationResultOf(digits, raw, 'resultCode'),
  );
  if (!result.ok) return result;
  return ok({ method: method.value, checkType: checkType.value, stationResult: result.value });
}

function codeOf<W extends string>(
  input: Case,
  field: string,
  words: readonly W[],
  ofDigits: ((raw: string) => Result<W>) | null,
): Result<W | null> {
  const given = input[field] ?? null;
  const text = typeof given === 'number' ? String(given) : given;
  if (typeof text === 'string' && DIGITS.test(text.trim()) && ofDigits !== null) return ofDigits(text);
  return wordOr({ [field]: text }, field, words, null);
}

/**
 * One of a list of words in any case, with or without its dashes, or a default where it is absent or null. Problems:
 * FIELD_TYPE, FIELD_VALUE.
 */
export function wordOr<W extends string, D extends W | null>(
  input: Case,
  field: string,
  words: readonly W[],
  otherwise: D,
): Result<W | D> {
  const given = input[field] ?? null;
  if (given === null) return ok(otherwise);
  if (typeof given !== 'string') return fail({ code: 'FIELD_TYPE', field, params: { expected: 'string' } });
  const said = compared(given);
  const word = words.find((known) => [said, OTHER_WORDS[said]].includes(compared(known)));
  return word === undefined
    ? fail({ code: 'FIELD_VALUE', field, params: { value: given, allowed: words.join(' ') } })
    : ok(word);
}

const compared = (word: string): string =>
  word
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s_-]/g, '');
