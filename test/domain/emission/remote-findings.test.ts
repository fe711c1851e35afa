import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { POLLUTANTS } from '../../../src/domain/emission/emission-facts.js';
import type { EmissionFact } from '../../../src/domain/emission/emission-facts.js';
import { remoteSensingFindings } from '../../../src/domain/emission/remote-findings.js';
import type { RemoteConfig } from '../../../src/domain/emission/remote-findings.js';
import { heldFacts } from '../../../src/domain/emission/report-holds.js';
import {
  flagDecided,
  flagged,
  reading,
  remoteSensed,
  reported,
} from '../../support/emission-fact-builder.js';
import { factId } from '../../support/vehicle-fact-builder.js';

const CONFIG: RemoteConfig = {
  fuel: 'B',
  vehicleType: 'H11',
  remoteMinGapMinutes: null,
  resetOnPass: null,
  noCountsForListing: null,
  at: null,
};
const MARCH = '2026-03-10T10:00:00+08:00';
const APRIL = '2026-04-10T10:00:00+08:00';
const MAY = '2026-05-10T10:00:00+08:00';
const SMOKY = [reading('OPACITY', '31.5'), reading('NO', '900')];

const states = (facts: readonly EmissionFact[], config: Partial<RemoteConfig> = {}): object => {
  const { state, decisive, setAside } = remoteSensingFindings(facts, { ...CONFIG, ...config });
  return { state, decisive, setAside };
};

describe('what the records of a vehicle come to', () => {
  it('names the facts and the moment of the listing', () => {
    const facts = [remoteSensed(1, MARCH, SMOKY), remoteSensed(2, APRIL, SMOKY), remoteSensed(3, MAY, SMOKY)];
    expect(remoteSensingFindings(facts, CONFIG)).toMatchObject({
      state: 'LISTED',
      decisive: [factId(1), factId(2)],
      listedAt: '2026-04-10T02:00:00.000Z',
      listings: [{ pollutant: 'OPACITY' }, { pollutant: 'OPACITY', decisive: [factId(2), factId(3)] }],
      suspicions: [{ key: factId(3), until: '2026-11-10T02:00:00.000Z' }],
      setAside: [],
    });
  });

  it('takes one frame that came twice as one', () => {
    const frame = { imageSha256: ['ab'.repeat(32)] };
    const facts = [remoteSensed(1, MARCH, SMOKY, frame), remoteSensed(2, APRIL, SMOKY, frame)];
    expect(states(facts)).toMatchObject({ state: 'SUSPECT', decisive: [factId(1)] });
  });

  it('case 50: an image of another kind of vehicle is no evidence, but waits for a person', () => {
    const cloned = { imageVehicleType: 'K33' };
    const facts = [remoteSensed(1, MARCH, SMOKY), remoteSensed(2, APRIL, SMOKY, cloned)];
    expect(states(facts)).toEqual({
      state: 'SUSPECT',
      decisive: [factId(1)],
      setAside: [{ factId: factId(2), code: 'PLATE_CLONE_SUSPECTED' }],
    });
    expect(states(facts, { vehicleType: null })).toMatchObject({ state: 'LISTED' });
  });

  it.each([
    ['H12', 'LISTED'],
    ['H1', 'LISTED'],
    ['H', 'LISTED'],
    ['H31', 'SUSPECT'],
    ['Q11', 'SUSPECT'],
  ])('an image of %s for a registered H11 gives %s', (imageVehicleType, state) => {
    const facts = [remoteSensed(1, MARCH, SMOKY), remoteSensed(2, APRIL, SMOKY, { imageVehicleType })];
    expect(states(facts)).toMatchObject({ state });
  });

  it('leaves out a record whose device was out of calibration, but not on its last day', () => {
    const until = (day: string): object =>
      states([remoteSensed(1, MARCH, SMOKY), remoteSensed(2, APRIL, SMOKY, { calibrationValidTo: day })]);
    expect(until('2026-04-10')).toMatchObject({ state: 'LISTED' });
    expect(until('2026-04-09')).toMatchObject({ state: 'SUSPECT', setAside: [{ code: 'REMOTE_INVALID' }] });
  });

  it('says for every record why it does not count', () => {
    const facts = [remoteSensed(2, APRIL, [reading('NO', '1501')]), remoteSensed(1, MARCH, SMOKY)];
    const codes = (config: Partial<RemoteConfig>): unknown => {
      const { state, setAside } = remoteSensingFindings(facts, { ...CONFIG, ...config });
      return [state, ...setAside.map(({ code }) => code)];
    };
    expect(codes({ fuel: 'A' })).toEqual(['NONE', 'FUEL_NOT_DIESEL', 'FUEL_NOT_DIESEL']);
    expect(codes({ fuel: '' })).toEqual(['NONE', 'FUEL_UNKNOWN', 'FUEL_UNKNOWN']);
    expect(codes({ noCountsForListing: false })).toEqual(['SUSPECT', 'NO_NOT_COUNTED', 'NO_NOT_COUNTED']);
  });

  it('lets a passed test end the run only where configured, and only one that counts', () => {
    const passed = reported(5, {
      startedAt: '2026-03-20T01:00:00.000Z',
      endedAt: '2026-03-20T01:03:00.000Z',
    });
    const records = [remoteSensed(1, MARCH, SMOKY), remoteSensed(2, APRIL, SMOKY)];
    const held = [...records, passed, flagged(6, APRIL, { about: factId(5) })];
    const dismissed = [...held, flagDecided(7, MAY, 6, 'DISMISSED')];
    const comparison = [...records, { ...passed, payload: { ...passed.payload, checkType: 'COMPARISON' } }];
    const reset = { resetOnPass: true };
    expect(states([...records, passed])).toMatchObject({ state: 'LISTED' });
    expect(states([...records, passed], reset)).toMatchObject({ state: 'SUSPECT', decisive: [factId(2)] });
    expect(states(held, reset)).toMatchObject({ state: 'LISTED' });
    expect(states(dismissed, reset)).toMatchObject({ state: 'SUSPECT' });
    expect(states(comparison as EmissionFact[], reset)).toMatchObject({ state: 'LISTED' });
    expect([...heldFacts(held)]).toEqual([factId(5)]);
    expect([...heldFacts(dismissed)]).toEqual([]);
  });
});

/** Records at whole hours of a few months, near the limits, at two sites. */
const records = fc
  .array(
    fc.record({
      hour: fc.integer({ min: 0, max: 24 * 400 }),
      pollutant: fc.constantFrom(...POLLUTANTS),
      above: fc.boolean(),
      site: fc.constantFrom('S1', 'S2'),
      valid: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((lines) => lines.map(factOf));

const LIMIT = { OPACITY: 30, RINGELMANN: 1, NO: 1500 };
const START_MS = Date.parse('2025-03-01T00:00:00+08:00');

function factOf(
  line: { hour: number; pollutant: keyof typeof LIMIT; above: boolean; site: string; valid: boolean },
  index: number,
): EmissionFact {
  const at = new Date(START_MS + line.hour * 3_600_000).toISOString();
  const value = String(LIMIT[line.pollutant] + (line.above ? 1 : 0));
  return remoteSensed(index, at, [reading(line.pollutant, value)], {
    siteCode: line.site,
    valid: line.valid,
  });
}

/** The rule, read once more in the plainest way: neighbours in time, nothing is clustered. */
function listsPlainly(facts: readonly EmissionFact[]): boolean {
  return POLLUTANTS.some((pollutant) => {
    const own = facts.flatMap((fact) =>
      fact.kind === 'inspection.remote-sensed' &&
      fact.payload.valid &&
      fact.payload.readings[0]?.pollutant === pollutant
        ? [{ at: fact.occurredAt, above: fact.payload.readings[0].value.value > LIMIT[pollutant] }]
        : [],
    );
    own.sort((a, b) => (a.at < b.at ? -1 : 1));
    return own.some(({ at, above }, index) => {
      const before = own[index - 1];
      if (!above || before?.above !== true) return false;
      const local = new Date(Date.parse(before.at) + 8 * 3_600_000);
      const day = local.getUTCDate();
      local.setUTCDate(1);
      local.setUTCMonth(local.getUTCMonth() + 6);
      const lastDay = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
      local.setUTCDate(Math.min(day, lastDay));
      return Date.parse(at) + 8 * 3_600_000 <= local.getTime();
    });
  });
}

const distinctMoments = (facts: readonly EmissionFact[]): boolean =>
  new Set(facts.map(({ occurredAt }) => occurredAt)).size === facts.length;

describe('properties', () => {
  const OPTIONS = { seed: 20261123, numRuns: 400 };

  it('agrees with the plain reading of the rule', () => {
    let listed = 0;
    fc.assert(
      fc.property(records.filter(distinctMoments), (facts) => {
        const plain = listsPlainly(facts);
        listed += Number(plain);
        expect(remoteSensingFindings(facts, CONFIG).state === 'LISTED').toBe(plain);
      }),
      OPTIONS,
    );
    expect(listed).toBeGreaterThan(30);
  });

  it('gives the same whatever the order and repetition', () => {
    const shuffled = records.chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
        fc.constantFrom(null, 10, 90),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([facts, again, remoteMinGapMinutes]) => {
        const config = { ...CONFIG, remoteMinGapMinutes };
        expect(remoteSensingFindings(again, config)).toEqual(remoteSensingFindings(facts, config));
      }),
      OPTIONS,
    );
  });

  it('never changes by an invalid record', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 0, max: 24 * 400 }), fc.boolean(), (facts, hour, above) => {
        const stray = factOf({ hour, pollutant: 'OPACITY', above, site: 'S1', valid: false }, 99);
        const { setAside: _, ...before } = remoteSensingFindings(facts, CONFIG);
        expect(remoteSensingFindings([stray, ...facts], CONFIG)).toMatchObject(before);
      }),
      OPTIONS,
    );
  });
});
