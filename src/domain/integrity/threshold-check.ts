import { readBasis } from '../maintenance/loop-rule-check.js';
import { readDivision } from '../shared/division.js';
import { Findings } from '../shared/findings.js';
import { fail, ok, type Problem, type Result } from '../shared/result.js';
import { parseCivilDate } from '../shared/time.js';
import type { ThresholdsSet } from './threshold-facts.js';
import { isByMethod, THRESHOLDS, type ThresholdValue } from './threshold-table.js';

/** Thresholds as a caller writes them. */
export interface ThresholdsInput {
  readonly division: string;
  readonly from: string;
  readonly basis: string;
  readonly values: readonly ThresholdValue[];
}

/**
 * Reads thresholds. Problems: those of `readDivision`, `parseCivilDate` and `readBasis`, THRESHOLD_RANGE,
 * THRESHOLD_METHOD_MISSING, THRESHOLD_WITHOUT_METHOD, THRESHOLD_TWICE, THRESHOLDS_CONTRADICT
 */
export function checkThresholds(input: ThresholdsInput): Result<ThresholdsSet, readonly Problem[]> {
  const findings = new Findings();
  const division = findings.take(readDivision(input.division, undefined, 'division'));
  const from = findings.take(parseCivilDate(input.from, 'from'));
  const basis = findings.take(readBasis(input.basis));
  const seen = new Set<string>();
  input.values.forEach((value, index) => {
    const problem = valueProblem(value, `values[${index}]`, seen);
    if (problem !== null) findings.problems.push(problem);
    seen.add(keyOf(value));
  });
  findings.problems.push(...contradictions(input.values));
  if (division === null || from === null || basis === null || findings.problems.length > 0) {
    return fail(findings.problems);
  }
  const values = [...input.values].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return ok({ division: division.normalized, from, values, basis });
}

const keyOf = ({ name, method }: ThresholdValue): string => `${name} ${method ?? ''}`;

function valueProblem(given: ThresholdValue, field: string, seen: ReadonlySet<string>): Problem | null {
  const { name, method, value } = given;
  const { least, most } = THRESHOLDS[name];
  if (isByMethod(name) && method === null) {
    return { code: 'THRESHOLD_METHOD_MISSING', field: `${field}.method`, params: { name } };
  }
  if (!isByMethod(name) && method !== null) {
    return { code: 'THRESHOLD_WITHOUT_METHOD', field: `${field}.method`, params: { name } };
  }
  if (seen.has(keyOf(given))) return { code: 'THRESHOLD_TWICE', field, params: { name } };
  if (Number.isInteger(value) && value >= least && value <= most) return null;
  return { code: 'THRESHOLD_RANGE', field: `${field}.value`, params: { name, value, least, most } };
}

/** Pairs of which the first may not be above the second. */
function contradictions(values: readonly ThresholdValue[]): readonly Problem[] {
  const valueOf = (name: string, method: string | null): number | undefined =>
    values.find((one) => one.name === name && one.method === method)?.value;
  const methods = new Set(values.flatMap(({ name, method }) => (isByMethod(name) ? [method] : [])));
  const pairs = [
    ['AMBIENT_LOWEST_C10', 'AMBIENT_HIGHEST_C10', null] as const,
    ...[...methods].map((method) => ['MINIMUM_SECONDS', 'MAXIMUM_SECONDS', method] as const),
  ];
  return pairs.flatMap(([low, high, method]) => {
    const [least, most] = [valueOf(low, method), valueOf(high, method)];
    return least !== undefined && most !== undefined && least > most
      ? [{ code: 'THRESHOLDS_CONTRADICT', field: 'values', params: { low, high } }]
      : [];
  });
}
