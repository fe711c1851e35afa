import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';

/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object (no list, no null). */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads members of one JSON object that may go by several names, and gathers what is wrong with them. Absent and null
 * mean the same; the first name that is there counts and is the one that a problem names.
 */
export class JsonFields {
  readonly #findings: Findings;

  constructor(
    private readonly object: JsonObject,
    private readonly path: string,
    findings: Findings = new Findings(),
  ) {
    this.#findings = findings;
  }

  /** The members of an object below this one; their problems are told with those of this one. */
  below(object: JsonObject, path: string): JsonFields {
    return new JsonFields(object, path, this.#findings);
  }

  /** The value, or the first problem that was found anywhere below. */
  result<T>(value: T): Result<T> {
    const [problem] = this.#findings.problems;
    return problem === undefined ? ok(value) : fail(problem);
  }

  /** The name under which a value is there (or the first of the names) and the value, null when absent. */
  find(...names: readonly string[]): { readonly field: string; readonly value: unknown } {
    const name = names.find((one) => (this.object[one] ?? null) !== null);
    const field = this.path + (name ?? names[0] ?? '');
    return { field, value: name === undefined ? null : this.object[name] };
  }

  refuse(code: string, field: string, params: Readonly<Record<string, string | number>> = {}): null {
    return this.#findings.refuse(code, field, params);
  }

  take<T>(result: Result<T>): T | null {
    return this.#findings.take(result);
  }

  /** A text; a number is read as its digits, since feeds write codes both ways. */
  text(...names: readonly string[]): string | null {
    const { field, value } = this.find(...names);
    if (value === null) return null;
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return value.trim() === '' ? null : value;
    return this.refuse('FIELD_TYPE', field, { expected: 'string' });
  }

  flag(...names: readonly string[]): boolean | null {
    const { field, value } = this.find(...names);
    if (value === null || typeof value === 'boolean') return value;
    return this.refuse('FIELD_TYPE', field, { expected: 'boolean' });
  }

  number(...names: readonly string[]): number | null {
    const { field, value } = this.find(...names);
    if (value === null) return null;
    return typeof value === 'number' && Number.isFinite(value)
      ? value
      : this.refuse('FIELD_TYPE', field, { expected: 'number' });
  }

  /** A list; a single value stands for a list of one. */
  list(...names: readonly string[]): readonly { readonly field: string; readonly value: unknown }[] {
    const { field, value } = this.find(...names);
    if (value === null) return [];
    if (!Array.isArray(value)) return [{ field, value }];
    const items: readonly unknown[] = value;
    return items.map((item, index) => ({ field: `${field}[${String(index)}]`, value: item }));
  }

  /** A list of texts, each trimmed; numbers as their digits. */
  texts(...names: readonly string[]): readonly string[] {
    return this.list(...names).flatMap(({ field, value }) => {
      const text = typeof value === 'number' ? String(value) : value;
      if (typeof text === 'string') return text.trim() === '' ? [] : [text.trim()];
      this.refuse('FIELD_TYPE', field, { expected: 'string' });
      return [];
    });
  }
}
