import type { Fact } from './fact.js';

export type CanonicalProblem =
  | 'FRACTION'
  | 'UNSAFE_INTEGER'
  | 'NOT_JSON'
  | 'LONE_SURROGATE'
  | 'NUL_CHARACTER'
  | 'TOO_DEEP'
  | 'NOT_AN_INSTANT'
  | 'NOT_A_UUID';

/** Thrown for a value that has no canonical form; `path` names the member (`$.payload.massKg`, `$.payload.list[2]`). */
export class CanonicalError extends Error {
  constructor(
    readonly code: CanonicalProblem,
    readonly path: string,
  ) {
    super(`${code} at ${path}`);
    this.name = 'CanonicalError';
  }
}

const MAX_DEPTH = 64;
const LONE_SURROGATE = /\p{Surrogate}/u;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The one text of a JSON value: members sorted by UTF-16 code unit, no blanks, integers only (safe ones). What JSON
 * or PostgreSQL's jsonb would change on the way through (fractions, undefined, NUL, half a character) is refused.
 * @throws CanonicalError that names the path.
 */
export function canonicalJson(value: unknown, path = '$'): string {
  return quick(value, 0) ?? write(value, path, 0);
}

/**
 * The one text of what somebody handed in: as {@link canonicalJson}, of what JSON would make of it (a member that is not
 * there is left out, a moment is its text).
 * @throws CanonicalError that names the path.
 */
export function canonicalInput(value: unknown): string {
  return quick(value, 0) ?? canonicalJson(JSON.parse(JSON.stringify(value)));
}

/**
 * The text of a fact that its content hash covers: the whole envelope and the payload, members in the order of their names.
 * @param payload the canonical text of the payload, where it is at hand
 * @throws CanonicalError also for an identifier or instant in another spelling than the one the log stores.
 */
export function canonicalFact(fact: Fact, payload?: string): string {
  requireForm(fact.id, UUID, 'NOT_A_UUID', '$.id');
  requireForm(fact.subject, UUID, 'NOT_A_UUID', '$.subject');
  if (fact.supersedes !== null) requireForm(fact.supersedes, UUID, 'NOT_A_UUID', '$.supersedes');
  requireForm(fact.occurredAt, INSTANT, 'NOT_AN_INSTANT', '$.occurredAt');
  requireForm(fact.recordedAt, INSTANT, 'NOT_AN_INSTANT', '$.recordedAt');
  return envelopeText(fact, payload);
}

/** The same text without the check of identifiers and instants: enough to tell two contents apart. */
export function envelopeText(fact: Fact, payload = canonicalJson(fact.payload, '$.payload')): string {
  const text = (value: string | number | null): string => canonicalJson(value);
  return (
    `{"id":${text(fact.id)},"kind":${text(fact.kind)},"occurredAt":${text(fact.occurredAt)},"payload":${payload},` +
    `"recordedAt":${text(fact.recordedAt)},"site":${text(fact.site)},"subject":${text(fact.subject)},` +
    `"subjectType":${text(fact.subjectType)},"supersedes":${text(fact.supersedes)},"version":${text(fact.version)}}`
  );
}

/** Nothing in it that JSON escapes, nor half a character: printable ASCII and the common Han characters. */
const NEEDS_NO_ESCAPE = /^[ !#-[\]-~·\u4e00-\u9fff]*$/;

/**
 * The text of what is plainly canonical, null for anything that the careful way has to look at: the log hashes every fact
 * that comes in, and no path has to be known while nothing is wrong.
 */
function quick(value: unknown, depth: number): string | null {
  if (depth > MAX_DEPTH) return null;
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return quickString(value);
    case 'number':
      return Number.isSafeInteger(value) ? (value === 0 ? '0' : String(value)) : null;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return Array.isArray(value) ? quickArray(value, depth) : quickObject(value, depth);
    default:
      return null;
  }
}

function quickString(value: string): string | null {
  if (NEEDS_NO_ESCAPE.test(value)) return `"${value}"`;
  return LONE_SURROGATE.test(value) || value.includes('\u0000') ? null : JSON.stringify(value);
}

function quickArray(items: readonly unknown[], depth: number): string | null {
  let text = '';
  for (let index = 0; index < items.length; index += 1) {
    const written = quick(items[index], depth + 1);
    if (written === null) return null;
    text += index === 0 ? written : `,${written}`;
  }
  return `[${text}]`;
}

function quickObject(value: object, depth: number): string | null {
  if (!isPlain(value)) return null;
  const shape = shapeOf(Object.keys(value));
  if (shape === null) return null;
  let text = '';
  for (const { key, lead } of shape) {
    const written = quick((value as Readonly<Record<string, unknown>>)[key], depth + 1);
    if (written === null) return null;
    text += lead + written;
  }
  return `{${text}}`;
}

/** A record as a program or a parser of input makes it; dates, maps and whatever has a say in its own text are not. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !(Symbol.toStringTag in value);
}

/** A member in its place: what stands before its value. */
interface Member {
  readonly key: string;
  readonly lead: string;
}

const MOST_SHAPES = 2000;
const LONGEST_SHAPE = 2000;
const shapes = new Map<string, readonly Member[]>();

/** The members of an object in their order. Facts have few shapes, so each is sorted once. Null when a name needs care. */
function shapeOf(keys: readonly string[]): readonly Member[] | null {
  const name = keys.join('\n');
  const known = shapes.get(name);
  // A name may have the line end in it that stands between names here; such a shape is never kept, so the number tells.
  if (known?.length === keys.length) return known;
  if (!keys.every((key) => NEEDS_NO_ESCAPE.test(key))) return null;
  const sorted = [...keys].sort();
  const shape = sorted.map((key, index) => ({ key, lead: `${index === 0 ? '' : ','}"${key}":` }));
  if (shapes.size >= MOST_SHAPES) shapes.clear();
  if (name.length <= LONGEST_SHAPE) shapes.set(name, shape);
  return shape;
}

function requireForm(text: string, form: RegExp, code: CanonicalProblem, path: string): void {
  if (!form.test(text)) throw new CanonicalError(code, path);
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new CanonicalError('TOO_DEEP', path);
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return writeNumber(value, path);
    case 'string':
      return writeString(value, path);
    case 'object':
      return Array.isArray(value) ? writeArray(value, path, depth) : writeObject(value, path, depth);
    default:
      throw new CanonicalError('NOT_JSON', path);
  }
}

function writeNumber(value: number, path: string): string {
  if (!Number.isFinite(value)) throw new CanonicalError('NOT_JSON', path);
  if (!Number.isInteger(value)) throw new CanonicalError('FRACTION', path);
  if (!Number.isSafeInteger(value)) throw new CanonicalError('UNSAFE_INTEGER', path);
  // jsonb has no negative zero, and neither has this form.
  return value === 0 ? '0' : String(value);
}

function writeString(value: string, path: string): string {
  if (LONE_SURROGATE.test(value)) throw new CanonicalError('LONE_SURROGATE', path);
  // jsonb cannot hold it, so a fact with it could never be read back.
  if (value.includes('\u0000')) throw new CanonicalError('NUL_CHARACTER', path);
  return JSON.stringify(value);
}

function writeArray(items: readonly unknown[], path: string, depth: number): string {
  const parts: string[] = [];
  // Counted, since the iteration methods would pass over a hole in silence.
  for (let index = 0; index < items.length; index += 1) {
    parts.push(write(items[index], `${path}[${index}]`, depth + 1));
  }
  return `[${parts.join(',')}]`;
}

function writeObject(value: object, path: string, depth: number): string {
  // Dates, maps, buffers and the like would come out empty or as something else.
  if (Object.prototype.toString.call(value) !== '[object Object]') throw new CanonicalError('NOT_JSON', path);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const parts = members.map(([key, member]) => {
    const memberPath = `${path}.${key}`;
    return `${writeString(key, memberPath)}:${write(member, memberPath, depth + 1)}`;
  });
  return `{${parts.join(',')}}`;
}
