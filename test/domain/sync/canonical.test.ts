import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CanonicalError,
  canonicalFact,
  canonicalInput,
  canonicalJson,
} from '../../../src/domain/sync/canonical.js';
import { factId, registered } from '../../support/vehicle-fact-builder.js';

const SEED = { seed: 20261123 };

function refusal(work: () => unknown): { code: string; path: string } | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof CanonicalError) return { code: error.code, path: error.path };
    throw error;
  }
}

const sparse: unknown[] = [];
sparse[1] = 1;

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    // U+FF21 is one code unit above the first half of a surrogate pair, so the emoji sorts first.
    [{ Ａ: 1, '😀': 2, a: 3 }, '{"a":3,"😀":2,"Ａ":1}'],
    [{ '10': 1, '9': 2 }, '{"10":1,"9":2}'],
    [-0, '0'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['苏A"\\\n\u0001', '"苏A\\"\\\\\\n\\u0001"'],
    [Object.create(null) as object, '{}'],
  ])('%# writes one text', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    ['a fraction', { a: { b: 1.5 } }, 'FRACTION', '$.a.b'],
    ['not a number', [0, NaN], 'NOT_JSON', '$[1]'],
    ['infinity', { a: Infinity }, 'NOT_JSON', '$.a'],
    ['too large an integer', { a: 2 ** 53 }, 'UNSAFE_INTEGER', '$.a'],
    ['undefined in a list', { list: [1, undefined] }, 'NOT_JSON', '$.list[1]'],
    ['a hole in a list', { list: sparse }, 'NOT_JSON', '$.list[0]'],
    ['an undefined member', { a: undefined }, 'NOT_JSON', '$.a'],
    ['half a character', { a: 'x\ud800' }, 'LONE_SURROGATE', '$.a'],
    ['half a character in a name', { '\udc00': 1 }, 'LONE_SURROGATE', '$.\udc00'],
    ['NUL', { a: '\u0000' }, 'NUL_CHARACTER', '$.a'],
    ['a bigint', { a: 1n }, 'NOT_JSON', '$.a'],
    ['a function', { a: () => 1 }, 'NOT_JSON', '$.a'],
    ['a date', { a: new Date(0) }, 'NOT_JSON', '$.a'],
    ['a map', { a: new Map() }, 'NOT_JSON', '$.a'],
    ['bytes', { a: new Uint8Array(1) }, 'NOT_JSON', '$.a'],
  ])('refuses %s and names the place', (_name, value, code, path) => {
    expect(refusal(() => canonicalJson(value))).toEqual({ code, path });
  });

  it('is not led astray by a name that looks like two', () => {
    expect(canonicalJson({ b: 1, a: 2 })).toBe('{"a":2,"b":1}');
    expect(canonicalJson({ 'b\na': 1 })).toBe('{"b\\na":1}');
    expect(canonicalJson({ 'b\na': 1, c: 2 })).toBe('{"b\\na":1,"c":2}');
  });

  it('writes what was handed in as JSON would take it', () => {
    const said = { at: new Date(0), left: undefined, list: [1, undefined] };
    expect(canonicalInput(said)).toBe('{"at":"1970-01-01T00:00:00.000Z","list":[1,null]}');
    expect(canonicalInput({ b: 1, a: { c: '苏A' } })).toBe('{"a":{"c":"苏A"},"b":1}');
    expect(refusal(() => canonicalInput({ a: 'x\ud800' }))).toEqual({ code: 'LONE_SURROGATE', path: '$.a' });
  });

  it('refuses what contains itself', () => {
    const ring: { self?: object } = {};
    ring.self = ring;
    expect(refusal(() => canonicalJson(ring))?.code).toBe('TOO_DEEP');
  });

  it('is unchanged by a way through JSON and by the order of members', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000')),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
    );
    const value = fc.dictionary(
      fc.string({ unit: 'grapheme-ascii' }),
      fc.oneof(leaf, fc.array(leaf), fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), leaf)),
    );
    fc.assert(
      fc.property(value, (given) => {
        const backwards = Object.fromEntries(Object.entries(given).reverse());
        const text = canonicalJson(given);
        expect(canonicalJson(backwards)).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      SEED,
    );
  });
});

describe('canonical fact', () => {
  const fact = registered(1);

  it('covers the whole envelope and nothing else', () => {
    const stored = { ...fact, seq: 7, contentHash: 'x' };
    expect(canonicalFact(stored)).toBe(canonicalFact(fact));
    expect(Object.keys(JSON.parse(canonicalFact(fact)) as object)).toEqual([
      'id',
      'kind',
      'occurredAt',
      'payload',
      'recordedAt',
      'site',
      'subject',
      'subjectType',
      'supersedes',
      'version',
    ]);
  });

  it.each([
    [{ id: factId(1).toUpperCase() }, 'NOT_A_UUID', '$.id'],
    [{ subject: 'truck' }, 'NOT_A_UUID', '$.subject'],
    [{ supersedes: '' }, 'NOT_A_UUID', '$.supersedes'],
    [{ occurredAt: '2026-01-01T10:00:00+08:00' }, 'NOT_AN_INSTANT', '$.occurredAt'],
    [{ recordedAt: '2026-01-01T02:00:00Z' }, 'NOT_AN_INSTANT', '$.recordedAt'],
  ])('refuses another spelling than the log has: %j', (change, code, path) => {
    expect(refusal(() => canonicalFact({ ...fact, ...change }))).toEqual({ code, path });
  });

  it('names the member of the payload', () => {
    const bad = registered(1, { massKg: 1.5 });
    expect(refusal(() => canonicalFact(bad))).toEqual({ code: 'FRACTION', path: '$.payload.massKg' });
  });
});
