import type { CheckType, StationResult } from '../../domain/emission/emission-facts.js';
import {
  checkTypeOf,
  methodOf,
  stationResultOf,
  type CodeSystem,
} from '../../domain/emission/source-codes.js';
import { Findings } from '../../domain/shared/findings.js';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';
import type { ReportInput } from './report-form.js';

/** A report in the codes of a system; where it has none, in our words. */
export interface CodedReport extends Omit<ReportInput, 'method' | 'stationResult' | 'checkType'> {
  readonly system: CodeSystem;
  readonly methodCode: string;
  readonly resultCode?: string | null;
  readonly stationResult?: StationResult | null;
  readonly checkTypeCode?: string | null;
  readonly checkType?: CheckType | null;
}

/** The same report in our words. Problems: SOURCE_CODE_UNKNOWN, FIELD_MISSING, CODE_AND_WORD */
export function decoded(coded: CodedReport): Result<ReportInput, readonly Problem[]> {
  const { system, methodCode, resultCode, stationResult, checkTypeCode, checkType, ...rest } = coded;
  const findings = new Findings();
  const method = findings.take(methodOf(system, methodCode, 'methodCode'));
  const result = either(findings, resultCode, stationResult, 'resultCode', (code) =>
    stationResultOf(system, code, 'resultCode'),
  );
  const type = either(findings, checkTypeCode, checkType, 'checkTypeCode', (code) =>
    checkTypeOf(system, code, 'checkTypeCode'),
  );
  if (method === null || result === null || type === null) {
    const problems = findings.problems.map((problem) => ({
      ...problem,
      field: `input.${problem.field ?? ''}`,
    }));
    return fail(problems);
  }
  return ok({ ...rest, method, stationResult: result, checkType: type });
}

function either<T>(
  findings: Findings,
  code: string | null | undefined,
  word: T | null | undefined,
  field: string,
  read: (code: string) => Result<T>,
): T | null {
  const [given, said] = [code ?? null, word ?? null];
  if (given !== null && said !== null) return findings.refuse('CODE_AND_WORD', field);
  if (given !== null) return findings.take(read(given));
  return said ?? findings.refuse('FIELD_MISSING', field);
}
