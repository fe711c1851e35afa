import { describeProblem } from '../../../domain/shared/messages.js';
import type { Problem, Result } from '../../../domain/shared/result.js';

/** A problem in both languages at once: `中文 / English`. */
export function bilingual(problem: Problem): string {
  return `${describeProblem(problem, 'zh')} / ${describeProblem(problem, 'en')}`;
}

/** The answer line of a refusal. */
export function refusal(problem: Problem): object {
  const { code, field } = problem;
  return { ok: false, code, ...(field !== undefined && { field }), message: bilingual(problem) };
}

/** The answer line of a reading rule: what was read, or the refusal. */
export function reading<T extends object>(result: Result<T>): object {
  return result.ok ? { ok: true, ...result.value } : refusal(result.error);
}
