import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../src/domain/sync/fact.js';
import type { ChainBreak, ChainRow, ChainState } from '../../../src/domain/sync/hash-chain.js';
import {
  contentHash,
  genesisLink,
  nextLink,
  startOfChain,
  verifyChainHead,
  verifyChainRow,
} from '../../../src/domain/sync/hash-chain.js';
import { evidence, factId, registered, scrapped } from '../../support/vehicle-fact-builder.js';

const sha256 = (data: Uint8Array | string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(data).digest());
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const FACTS: readonly Fact[] = [
  registered(1),
  evidence(2, 'DISCLOSURE', 'G4'),
  scrapped(3, { status: 'E', certificateNo: 'C-1', on: '2026-02-01' }),
  evidence(4, 'TYPE_APPROVAL', 'G3', { supersedes: factId(2) }),
];

function chained(facts: readonly Fact[]): ChainRow[] {
  let link = genesisLink('320000', sha256);
  return facts.map((fact, index) => {
    const hash = contentHash(fact, sha256);
    link = nextLink(link, index + 1, hash, sha256);
    return { seq: index + 1, factId: fact.id, fact, contentHash: hash, link };
  });
}

function walk(rows: readonly ChainRow[]): ChainState | ChainBreak {
  let state = startOfChain('320000', sha256);
  for (const row of rows) {
    const step = verifyChainRow(state, row, sha256);
    if (!step.ok) return step.error;
    state = step.value;
  }
  return state;
}

const replaceRow = (rows: readonly ChainRow[], index: number, change: Partial<ChainRow>): ChainRow[] =>
  rows.map((row, at) => (at === index ? { ...row, ...change } : row));

function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe('hash chain', () => {
  const rows = chained(FACTS);

  it('has the bytes that SQL computes', () => {
    const hash = Buffer.alloc(32, 2);
    const seq = Buffer.from('0000000100000002', 'hex');
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.alloc(32, 1), seq, hash]))
      .digest('hex');
    expect(hex(nextLink(new Uint8Array(32).fill(1), 2 ** 32 + 2, hash, sha256))).toBe(expected);
  });

  it('begins differently at every site', () => {
    expect(hex(genesisLink('310000', sha256))).not.toBe(hex(genesisLink('320000', sha256)));
  });

  it.each([0, -1, 1.5, 2 ** 53])('has no position %p', (seq) => {
    expect(() => nextLink(new Uint8Array(32), seq, new Uint8Array(32), sha256)).toThrow(RangeError);
  });

  it('walks an intact log to its head', () => {
    const state = walk(rows);
    expect(state).toMatchObject({ seq: 4, link: rows[3]!.link });
    expect(verifyChainHead(state as ChainState, { seq: 4, link: rows[3]!.link })).toBeNull();
  });

  it.each<[string, ChainRow[], ChainBreak]>([
    ['a removed row', rows.filter((row) => row.seq !== 2), { seq: 2, factId: null, what: 'GAP' }],
    ['a repeated row', [rows[0]!, rows[0]!], { seq: 1, factId: factId(1), what: 'REPEAT' }],
    ['a removed fact', replaceRow(rows, 2, { fact: null }), { seq: 3, factId: factId(3), what: 'MISSING' }],
    [
      'another fact',
      replaceRow(rows, 1, { fact: FACTS[2]! }),
      { seq: 2, factId: factId(2), what: 'IDENTITY' },
    ],
    [
      'a fact of another site',
      replaceRow(rows, 0, { fact: { ...FACTS[0]!, site: '310000' } }),
      { seq: 1, factId: factId(1), what: 'SITE' },
    ],
    [
      'a fact without canonical form',
      replaceRow(rows, 0, { fact: { ...FACTS[0]!, payload: { massKg: 1.5 } } }),
      { seq: 1, factId: factId(1), what: 'UNREADABLE' },
    ],
    [
      'a link cut short',
      replaceRow(rows, 3, { link: rows[3]!.link.subarray(0, 31) }),
      { seq: 4, factId: factId(4), what: 'LINK' },
    ],
  ])('finds %s', (_name, damaged, found) => {
    expect(walk(damaged)).toEqual(found);
  });

  it('finds a fact rewritten together with its hash, by the link', () => {
    const fact = { ...FACTS[1]!, occurredAt: '2020-01-01T00:00:00.000Z' };
    const damaged = replaceRow(rows, 1, { fact, contentHash: contentHash(fact, sha256) });
    expect(walk(damaged)).toEqual({ seq: 2, factId: factId(2), what: 'LINK' });
  });

  it('finds a cut tail, an unrecorded tail and another head', () => {
    const state = walk(rows.slice(0, 3)) as ChainState;
    expect(verifyChainHead(state, rows[3]!)).toEqual({ seq: 4, factId: null, what: 'TRUNCATED' });
    expect(verifyChainHead(state, rows[1]!)).toEqual({ seq: 3, factId: null, what: 'REPEAT' });
    const forged = { seq: 3, link: flipBit(rows[2]!.link, 5) };
    expect(verifyChainHead(state, forged)).toEqual({ seq: 3, factId: null, what: 'LINK' });
  });

  it('breaks at the row in which one bit of a stored hash changed', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 3 }),
        fc.nat({ max: 255 }),
        fc.constantFrom('contentHash' as const, 'link' as const),
        (index, bit, member) => {
          const row = rows[index]!;
          const damaged = replaceRow(rows, index, { [member]: flipBit(row[member], bit) });
          const what = member === 'link' ? 'LINK' : 'CONTENT';
          expect(walk(damaged)).toEqual({ seq: row.seq, factId: row.factId, what });
        },
      ),
      { seed: 20261123 },
    );
  });

  it('breaks at the row in which one bit of any field of the fact changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 }), fc.nat(), fc.nat({ max: 4 }), (index, position, bit) => {
        const fact = rows[index]!.fact!;
        const text = JSON.stringify(fact);
        const at = position % text.length;
        const changed =
          text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
        const parsed = parseOrNull(changed);
        fc.pre(parsed !== null && JSON.stringify(parsed) !== text);
        const result = walk(replaceRow(rows, index, { fact: parsed }));
        expect(result).toMatchObject({ seq: index + 1, what: expect.stringMatching(/^[A-Z]+$/) });
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });
});

function parseOrNull(text: string): Fact | null {
  try {
    return JSON.parse(text) as Fact;
  } catch {
    return null;
  }
}
