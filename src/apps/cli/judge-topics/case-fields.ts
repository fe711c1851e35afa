import { fail, ok } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';

/** One case of a rehearsal: a JSON object. */
export type Case = Readonly<Record<string, unknown>>;

const missing = (field: string): Result<never> => fail({ code: 'FIELD_MISSING', field });
const mistyped = (field: string, expected: string): Result<never> =>
  fail({ code: 'FIELD_TYPE', field, params: { expected } });

/** A text that must be there. Problems: FIELD_MISSING, FIELD_TYPE. */
export function requiredText(input: Case, field: string): Result<string> {
  const value = input[field] ?? null;
  if (value === null) return missing(field);
  return typeof value === 'string' ? ok(value) : mistyped(field, 'string');
}

/** A text, or null where it is absent or null. Problem: FIELD_TYPE. */
export function optionalText(input: Case, field: string): Result<string | null> {
  return (input[field] ?? null) === null ? ok(null) : requiredText(input, field);
}

/** A finite number, or null where it is absent or null. Problem: FIELD_TYPE. */
export function optionalNumber(input: Case, field: string): Result<number | null> {
  const value = input[field] ?? null;
  if (value === null) return ok(null);
  return typeof value === 'number' && Number.isFinite(value) ? ok(value) : mistyped(field, 'number');
}

/** True or false, or null where it is absent or null; `path` stands before the field in a problem. Problem: FIELD_TYPE. */
export function optionalFlag(input: Case, field: string, path = ''): Result<boolean | null> {
  const value = input[field] ?? null;
  return value === null || typeof value === 'boolean' ? ok(value) : mistyped(path + field, 'boolean');
}

/** An object, empty where it is absent or null. Problem: FIELD_TYPE. */
export function objectOf(input: Case, field: string): Result<Case> {
  const given = input[field] ?? {};
  return isCase(given) ? ok(given) : mistyped(field, 'object');
}

/** A list of objects, empty where it is absent or null. Problem: FIELD_TYPE, naming the item. */
export function optionalObjects(input: Case, field: string): Result<readonly Case[]> {
  const value = input[field] ?? [];
  if (!Array.isArray(value)) return mistyped(field, 'array');
  const items: readonly unknown[] = value;
  const stray = items.findIndex((item) => !isCase(item));
  return stray < 0 ? ok(items.filter(isCase)) : mistyped(`${field}[${String(stray)}]`, 'object');
}

/** One of a list of words. Problems: those of {@link requiredText}, FIELD_VALUE. */
export function requiredWord<W extends string>(input: Case, field: string, words: readonly W[]): Result<W> {
  const text = requiredText(input, field);
  if (!text.ok) return text;
  const word = words.find((known) => known === text.value);
  return word !== undefined
    ? ok(word)
    : fail({ code: 'FIELD_VALUE', field, params: { value: text.value, allowed: words.join(' ') } });
}

/** Whether a JSON value is an object (no list, no null). */
export function isCase(value: unknown): value is Case {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
