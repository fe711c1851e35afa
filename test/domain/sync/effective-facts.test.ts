import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsInForce } from '../../../src/domain/sync/effective-facts.js';
import type { VehicleFact } from '../../../src/domain/vehicle/vehicle-facts.js';
import { arrivalsOf, knownAt, vehicleFacts } from '../../support/vehicle-fact-arbitraries.js';
import type { Envelope } from '../../support/vehicle-fact-builder.js';
import { evidence, factId } from '../../support/vehicle-fact-builder.js';

const SEED = { seed: 20261123 };
const recorded = (day: number): string => `2026-03-0${day}T00:00:00.000Z`;

/** Fact n, recorded on day n of March, superseding the fact named. */
const fact = (n: number, supersedes: number | null = null, more: Envelope = {}): VehicleFact =>
  evidence(n, 'REGISTRATION', 'G3', {
    recordedAt: recorded(n),
    supersedes: supersedes === null ? null : factId(supersedes),
    ...more,
  });

const shown = (facts: readonly VehicleFact[], asOf?: string) => {
  const { inForce, setAside } = factsInForce(facts, asOf);
  return {
    inForce: inForce.map((one) => Number(one.id.slice(-4))),
    setAside: setAside.map((one) => `${Number(one.factId.slice(-4))} ${one.code}`),
  };
};

describe('facts in force', () => {
  it.each<[string, VehicleFact[], number[], string[]]>([
    ['a fact alone', [fact(1)], [1], []],
    ['a correction hides its target', [fact(1), fact(2, 1)], [2], []],
    ['a chain leaves its last', [fact(1), fact(2, 1), fact(3, 2)], [3], []],
    ['a correction of an unknown fact stands', [fact(2, 1)], [2], []],
    [
      'of two corrections the later recorded wins',
      [fact(1), fact(2, 1), fact(3, 1)],
      [3],
      ['2 SUPERSEDED_TWICE'],
    ],
    [
      'recorded at the same time, the greater id wins',
      [fact(1), fact(3, 1, { recordedAt: recorded(5) }), fact(2, 1, { recordedAt: recorded(5) })],
      [3],
      ['2 SUPERSEDED_TWICE'],
    ],
    ['two corrections of an unknown fact leave one', [fact(2, 1), fact(3, 1)], [3], ['2 SUPERSEDED_TWICE']],
    [
      'a corrected correction is later than its rival',
      [fact(1), fact(2, 1), fact(3, 1), fact(4, 2)],
      [4],
      ['3 SUPERSEDED_TWICE'],
    ],
    ['another site may not correct', [fact(1), fact(2, 1, { site: '310000' })], [1], ['2 NOT_AUTHOR']],
    [
      'what builds on it is set aside too',
      [fact(1), fact(2, 1, { site: '310000' }), fact(3, 2, { site: '310000' })],
      [1],
      ['2 NOT_AUTHOR', '3 NOT_AUTHOR'],
    ],
    [
      'another subject may not be corrected',
      [fact(1), fact(2, 1, { subject: factId(99) })],
      [1],
      ['2 NOT_AUTHOR'],
    ],
    [
      'corrections of an unknown fact by two sites wait side by side',
      [fact(2, 1), fact(3, 1, { site: '310000' })],
      [2, 3],
      [],
    ],
    ['a ring ends, with its last recorded', [fact(1, 2), fact(2, 1)], [2], ['1 SUPERSESSION_CYCLE']],
    ['a fact that names itself stands', [fact(1, 1)], [1], []],
    ['a correction of a ring stands', [fact(1, 2), fact(2, 1), fact(3, 1)], [3], []],
    [
      'the same id with other content is told',
      [fact(1), { ...fact(1), recordedAt: recorded(2) }],
      [1],
      ['1 FACT_ID_REUSED'],
    ],
  ])('%s', (_name, facts, inForce, setAside) => {
    expect(shown(facts)).toEqual({ inForce, setAside });
    expect(factsInForce([...facts].reverse())).toEqual(factsInForce(facts));
  });

  it('orders by occurrence, then record, then id', () => {
    const facts = [
      fact(4, null, { occurredAt: '2025-01-01T00:00:00.000Z' }),
      fact(3, null, { recordedAt: recorded(1) }),
      fact(2, null, { recordedAt: recorded(1) }),
      fact(1, null, { recordedAt: recorded(2) }),
    ];
    expect(shown(facts).inForce).toEqual([4, 2, 3, 1]);
  });

  it('as of a moment knows what was recorded up to it', () => {
    const facts = [fact(1), fact(2, 1), fact(3, 2)];
    expect(shown(facts, recorded(2)).inForce).toEqual([2]);
    expect(shown(facts, '2026-03-01T23:59:59.999Z').inForce).toEqual([1]);
    expect(shown(facts, '2026-02-28T00:00:00.000Z').inForce).toEqual([]);
  });

  it('does not depend on the order or the repetition of arrival', () => {
    const arrivals = vehicleFacts.chain((facts) => fc.tuple(fc.constant(facts), arrivalsOf(facts)));
    fc.assert(
      fc.property(arrivals, ([facts, arrived]) => {
        expect(factsInForce(arrived)).toEqual(factsInForce(facts));
      }),
      { ...SEED, numRuns: 500 },
    );
  });

  it('as of a moment equals the facts known then', () => {
    fc.assert(
      fc.property(vehicleFacts, knownAt, (facts, at) => {
        expect(factsInForce(facts, at)).toEqual(factsInForce(facts.filter((one) => one.recordedAt <= at)));
      }),
      SEED,
    );
  });

  it('keeps one fact of every lawful line and loses none without a word', () => {
    fc.assert(
      fc.property(vehicleFacts, (facts) => {
        const { inForce, setAside } = factsInForce(facts);
        const named = new Set(facts.map((one) => one.supersedes));
        const accounted = new Set([...inForce.map((one) => one.id), ...setAside.map((one) => one.factId)]);
        const unaccounted = facts.filter((one) => !accounted.has(one.id));
        expect(unaccounted.every((one) => named.has(one.id))).toBe(true);
      }),
      SEED,
    );
  });
});
