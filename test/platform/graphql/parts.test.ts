import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '../../../src/platform/errors/app-error.js';
import { BoundedCache } from '../../../src/platform/graphql/bounded-cache.js';
import { isJsonInUtf8, negotiate } from '../../../src/platform/graphql/media-type.js';
import { quote } from '../../../src/platform/graphql/leaf-writer.js';
import { checkFirst } from '../../../src/platform/graphql/paging.js';
import {
  connectionOf,
  decodeCursor,
  encodeCursor,
  globalId,
  parseGlobalId,
  splitGlobalId,
} from '../../../src/platform/graphql/relay.js';
import { printSchemaOf } from '../../../src/platform/graphql/schema-file.js';
import { SampleResolver } from '../../support/sample-schema.js';

const SEED = { seed: 20261123 };
const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';

function codeOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('negotiate', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    [JSON_TYPE, JSON_TYPE],
    [RESPONSE_TYPE, RESPONSE_TYPE],
    [`${RESPONSE_TYPE}, ${JSON_TYPE}`, RESPONSE_TYPE],
    [`${JSON_TYPE}, ${RESPONSE_TYPE}`, JSON_TYPE],
    [`${JSON_TYPE};q=0.5, ${RESPONSE_TYPE};q=0.9`, RESPONSE_TYPE],
    [`${RESPONSE_TYPE};q=0, */*`, JSON_TYPE],
    [`${RESPONSE_TYPE}; charset=utf-8`, RESPONSE_TYPE],
    [`${RESPONSE_TYPE}; charset=gbk, ${JSON_TYPE};q=0.1`, JSON_TYPE],
    ['APPLICATION/JSON', JSON_TYPE],
    ['text/html, */*;q=0.1', JSON_TYPE],
    ['text/html', null],
    [`${JSON_TYPE};q=0`, null],
  ])('%s → %s', (accept, type) => expect(negotiate(accept)).toBe(type));
});

describe('isJsonInUtf8', () => {
  it.each([
    ['application/json', true],
    ['Application/JSON ; charset="UTF-8"', true],
    ['application/json;charset=latin1', false],
    ['text/json', false],
    [undefined, false],
  ])('%s → %s', (type, expected) => expect(isJsonInUtf8(type)).toBe(expected));
});

describe('quote', () => {
  it('writes what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(quote(text)).toBe(JSON.stringify(text))),
      SEED,
    );
    expect(quote('\ud800 alone')).toBe(JSON.stringify('\ud800 alone'));
  });
});

describe('global ids', () => {
  const ID = '019aaf00-0000-7000-8000-000000000001';
  it('come back', () => {
    expect(parseGlobalId(globalId('Vehicle', ID), 'Vehicle')).toBe(ID);
    expect(splitGlobalId(globalId('Vehicle', ID))).toEqual({ type: 'Vehicle', id: ID });
  });
  it.each([
    ['another type', globalId('Vessel', ID)],
    ['no UUID', globalId('Vehicle', '1')],
    ['a bare UUID', ID],
    ['padding', `${globalId('Vehicle', ID)}=`],
    ['nothing', ''],
    ['a longer tail', `${globalId('Vehicle', ID)}AAAA`],
  ])('%s is refused', (_what, token) => {
    expect(codeOf(() => parseGlobalId(token, 'Vehicle'))).toBe('ID_INVALID');
  });
});

describe('cursors', () => {
  const key = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null)));

  it('come back to the list that gave them and to no other', () => {
    const property = fc.property(key, (parts) => {
      const cursor = encodeCursor('vehicles:a', parts);
      expect(decodeCursor('vehicles:a', cursor)).toEqual(JSON.parse(JSON.stringify(parts)));
      expect(codeOf(() => decodeCursor('vehicles:b', cursor))).toBe('CURSOR_INVALID');
    });
    fc.assert(property, SEED);
  });

  it('are refused when any character is changed', () => {
    const cursor = encodeCursor('vehicles', ['沪A12345', 7]);
    const property = fc.property(
      fc.nat(cursor.length - 1),
      fc.constantFrom('A', 'z', '=', '!'),
      (at, letter) => {
        fc.pre(cursor[at] !== letter);
        const changed = cursor.slice(0, at) + letter + cursor.slice(at + 1);
        expect(codeOf(() => decodeCursor('vehicles', changed))).toBe('CURSOR_INVALID');
      },
    );
    fc.assert(property, SEED);
  });

  it.each(['', 'x', 'bm90aGluZw', '沪A'])('%s is refused', (cursor) => {
    expect(codeOf(() => decodeCursor('vehicles', cursor))).toBe('CURSOR_INVALID');
  });
});

describe('connectionOf', () => {
  it('tells the ends of a page', () => {
    const connection = connectionOf([3, 4], { cursorOf: String, more: true, isFirst: false, total: 9 });
    expect(connection).toEqual({
      edges: [
        { cursor: '3', node: 3 },
        { cursor: '4', node: 4 },
      ],
      pageInfo: { hasNextPage: true, hasPreviousPage: true, startCursor: '3', endCursor: '4' },
      totalCount: 9,
    });
  });
  it('has no cursors on an empty page', () => {
    const { pageInfo, totalCount } = connectionOf([], { cursorOf: String, more: false, isFirst: true });
    expect([pageInfo.startCursor, pageInfo.endCursor, totalCount]).toEqual([null, null, null]);
  });
});

describe('checkFirst', () => {
  it.each([
    [undefined, 20],
    [null, 20],
    [1, 1],
    [200, 200],
  ])('%s → %s', (first, size) => expect(checkFirst(first, 200)).toBe(size));
  it.each([
    [201, 'PAGE_TOO_LARGE'],
    [0, 'PAGE_INVALID'],
    [-1, 'PAGE_INVALID'],
    [1.5, 'PAGE_INVALID'],
  ])('%s → %s', (first, code) => expect(codeOf(() => checkFirst(first, 200))).toBe(code));
});

describe('BoundedCache', () => {
  it('keeps what is used and forgets the rest', () => {
    const cache = new BoundedCache<number, number>(10);
    for (let key = 1; key <= 1000; key += 1) {
      cache.set(key, key);
      expect(cache.get(1)).toBe(1);
      expect(cache.size).toBeLessThanOrEqual(20);
    }
    expect([cache.get(2), cache.get(1000)]).toEqual([undefined, 1000]);
  });
});

describe('printSchemaOf', () => {
  it('prints a schema in a stable order without making a resolver', async () => {
    const sdl = await printSchemaOf([SampleResolver]);
    expect(sdl).toContain('type TruckConnection {');
    expect(sdl).toContain('scalar CivilDate');
    const types = [...sdl.matchAll(/^(?:type|enum|scalar|interface|union|input) (\w+)/gm)].map(
      ([, name]) => name,
    );
    expect(types).toEqual([...types].sort((a = '', b = '') => a.localeCompare(b)));
    expect(await printSchemaOf([SampleResolver])).toBe(sdl);
  });
});
