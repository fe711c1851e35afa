import { GraphQLEnumType, type GraphQLLeafType } from 'graphql';
import { isThenable } from './thenable.js';

/** Writes a completed value as JSON text. */
export type Writer = (value: unknown) => string;

/**
 * Says that a value is not what the fast way handles (a wrong type, a promise, a missing required value). It is never
 * an answer: the general way then completes the same value and words the error.
 */
class NotWritable extends Error {}

const NOT_WRITABLE = new NotWritable('not writable');
export const giveUp = (): never => {
  throw NOT_WRITABLE;
};

const MAX_INT = 2_147_483_647;
const MIN_INT = -2_147_483_648;
// What JSON text must escape; half of a surrogate pair too, so any surrogate takes the slow way.
// eslint-disable-next-line no-control-regex -- control characters are what JSON escapes
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A string as JSON text, exactly as JSON.stringify writes it. */
export const quote = (text: string): string => (NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`);

const writeString: Writer = (value) => (typeof value === 'string' ? quote(value) : giveUp());

const writeId: Writer = (value) => {
  if (typeof value === 'string') return quote(value);
  return Number.isInteger(value) ? `"${String(value)}"` : giveUp();
};

const writeBoolean: Writer = (value) => {
  if (value === true) return 'true';
  return value === false ? 'false' : giveUp();
};

const writeInt: Writer = (value) => {
  if (typeof value !== 'number' || !Number.isInteger(value)) return giveUp();
  return value >= MIN_INT && value <= MAX_INT ? String(value) : giveUp();
};

const writeFloat: Writer = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? String(value) : giveUp();

function enumWriter(type: GraphQLEnumType): Writer {
  const names = new Map(type.getValues().map((value): [unknown, string] => [value.value, `"${value.name}"`]));
  return (value) => names.get(value) ?? giveUp();
}

const BUILT_IN: Readonly<Record<string, Writer>> = {
  String: writeString,
  ID: writeId,
  Boolean: writeBoolean,
  Int: writeInt,
  Float: writeFloat,
};

/** The writer of a scalar or an enum; a scalar of our own is asked for its outer form. */
export function leafWriter(type: GraphQLLeafType): Writer {
  if (type instanceof GraphQLEnumType) return enumWriter(type);
  const builtIn = BUILT_IN[type.name];
  if (builtIn !== undefined) return builtIn;
  return (value) => {
    if (typeof value === 'function' || value instanceof Error || isThenable(value)) return giveUp();
    const outer: unknown = type.serialize(value);
    if (outer === undefined || outer === null) return giveUp();
    return typeof outer === 'string' ? quote(outer) : JSON.stringify(outer);
  };
}
