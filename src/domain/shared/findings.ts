import type { Problem, Result } from './result.js';

/** Gathers everything that is wrong or doubtful about one input, so that the caller learns all of it at once. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly #warnings = new Set<string>();

  /** The warnings so far, each once, in alphabetical order. */
  get warnings(): readonly string[] {
    return [...this.#warnings].sort();
  }

  /** The value of a result; a problem is kept and null returned. */
  take<T>(result: Result<T>): T | null {
    if (result.ok) return result.value;
    this.problems.push(result.error);
    return null;
  }

  refuse(code: string, field: string, params: Problem['params'] = {}): null {
    this.problems.push({ code, field, params });
    return null;
  }

  warn(...codes: readonly string[]): void {
    for (const code of codes) this.#warnings.add(code);
  }
}
