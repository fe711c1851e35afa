import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldLoop } from '../../../src/domain/maintenance/fold-loop.js';
import type { LoopInput } from '../../../src/domain/maintenance/loop-facts.js';
import { LOOP_STAGES, TRANSITIONS } from '../../../src/domain/maintenance/loop-table.js';
import {
  appealDecided,
  appealed,
  bookOf,
  ELSEWHERE,
  FAILED_AT,
  flagged,
  hour,
  noticed,
  remote,
  repaired,
  scrapped,
  takenIn,
  tested,
  withdrawn,
} from '../../support/loop-facts.js';

const RUNS = { seed: 20261123, numRuns: 300 };
const book = bookOf({ repairDays: 3, sameStation: true });
const registration: LoopInput = {
  id: 'registration',
  site: '310000',
  version: 1,
  subjectType: 'vehicle',
  subject: '0190a000-0000-7000-8000-00000000abcd',
  occurredAt: '2020-01-01T00:00:00.000Z',
  recordedAt: '2020-01-01T00:00:00.000Z',
  supersedes: null,
  kind: 'vehicle.registered',
  payload: {
    vin: null,
    frameNo: null,
    plate: { number: '沪A12345', type: '01', color: 'YELLOW', colorSystem: 'INTERNAL', colorRaw: '' },
    vehicleType: 'H11',
    useNature: 'F',
    fuel: 'B',
    emissionStage: 'G3',
    massKg: null,
    lengthMm: null,
    engineModel: null,
    engineNo: null,
    ratedPowerW: null,
    firstRegisteredOn: '2012-01-01',
    manufacturedOn: null,
    division: '310115',
    ownerKind: 'ORG',
    ownerUscc: null,
    status: 'A',
    retrofit: null,
    warnings: [],
  },
};

/** One thing that happens at an hour; what it refers to is one of the things before. */
const lastFailure = (all: readonly { readonly what: string }[], before: number): string =>
  `f${String(
    Math.max(
      0,
      all.findLastIndex(({ what }, index) => what === 'FAIL' && index < before),
    ),
  ).padStart(2, '0')}`;
const happening = fc.record({
  what: fc.constantFrom(
    ...['FAIL', 'PASS', 'PASS', 'REPAIR', 'REPAIR', 'INTAKE', 'NOTICE', 'RS'],
    ...['APPEAL', 'DECISION', 'FLAG', 'WITHDRAWAL', 'SCRAP'],
  ),
  about: fc.nat(30),
  other: fc.boolean(),
});
const lives = fc.array(happening, { maxLength: 24 }).map((all) =>
  all.map(({ what, about, other }, index): LoopInput => {
    const id = `f${String(index).padStart(2, '0')}`;
    const at = index * 12;
    const target = `f${String(index === 0 ? 0 : about % index).padStart(2, '0')}`;
    const make: Readonly<Record<string, () => LoopInput>> = {
      FAIL: () => tested(id, at, 'FAIL', { stationCode: other ? ELSEWHERE : FAILED_AT }),
      PASS: () => tested(id, at, 'PASS', { stationCode: other ? ELSEWHERE : FAILED_AT }),
      REPAIR: () => repaired(id, at, other ? lastFailure(all, index) : target),
      INTAKE: () => takenIn(id, at, target),
      RS: () => remote(id, at, other ? 410 : 120),
      APPEAL: () => appealed(id, at, target),
      DECISION: () => appealDecided(id, at, target, other ? 'UPHELD' : 'REJECTED'),
      FLAG: () => flagged(id, at, target),
      WITHDRAWAL: () => withdrawn(id, at, target),
      SCRAP: () => (other ? scrapped(id, at) : noticed(id, at)),
    };
    return make[what]?.() ?? noticed(id, at);
  }),
);
const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });

describe('the loop of a vehicle', () => {
  it('is the same for the same facts, however they arrive and how often', () => {
    const arrivals = lives.chain((facts) =>
      fc.tuple(fc.constant(facts), shuffled(facts), fc.subarray([...facts])),
    );
    fc.assert(
      fc.property(arrivals, fc.option(fc.nat(400), { nil: null }), ([facts, mixed, again], asked) => {
        const at = asked === null ? undefined : hour(asked);
        const state = foldLoop([registration, ...facts], book, at);
        expect(foldLoop([...again, ...mixed, registration], book, at)).toEqual(state);
      }),
      RUNS,
    );
  });

  it('is never cleared without a repair and a passed test that began after it', () => {
    const seen = { cleared: 0 };
    fc.assert(
      fc.property(lives, (facts) => {
        const state = foldLoop([registration, ...facts], book);
        const listings = state.listing === null ? state.past : [...state.past, state.listing];
        for (const { end, repairs, failure, since } of listings) {
          if (end?.stage !== 'CLEARED') continue;
          seen.cleared += 1;
          const report = facts.find(({ id }) => id === end.factId);
          expect(report?.kind === 'inspection.reported' && report.payload.judgement.result).toBe('PASS');
          const startedAt = report?.kind === 'inspection.reported' ? report.payload.startedAt : '';
          const counting = repairs.filter(
            ({ completedAt }) => completedAt > failure.at && completedAt < startedAt,
          );
          expect(counting.length).toBeGreaterThan(0);
          expect(since < startedAt).toBe(true);
          expect(
            facts.some((fact) => fact.kind === 'inspection.flagged' && fact.payload.about === end.factId),
          ).toBe(false);
        }
        expect(state.state === 'CLEARED' && state.listing?.end?.stage !== 'CLEARED').toBe(false);
      }),
      { ...RUNS, numRuns: 2000 },
    );
    expect(seen.cleared).toBeGreaterThan(10);
  });

  it('goes only where the table says', () => {
    fc.assert(
      fc.property(lives, (facts) => {
        const { history, state } = foldLoop([registration, ...facts], book, hour(24 * 30));
        for (const { from, step, to } of history) {
          const target = TRANSITIONS[from][step];
          expect(target).toBeDefined();
          expect(target === 'BACK' || target === 'BENEATH' || target === to).toBe(true);
        }
        expect(history.at(-1)?.to ?? 'NONE').toBe(state);
        history.slice(1).forEach((step, index) => expect(step.from).toBe(history[index]?.to));
      }),
      RUNS,
    );
  });

  it('ends for good when the vehicle is scrapped', () => {
    fc.assert(
      fc.property(lives, (facts) => {
        const state = foldLoop(
          [registration, ...facts, scrapped('z', 300), repaired('z1', 310, 'f00'), tested('z2', 320, 'PASS')],
          book,
        );
        expect(state.state).toBe('CLOSED_SCRAPPED');
      }),
      RUNS,
    );
  });

  it('takes the facts of a long life', () => {
    const facts = Array.from({ length: 50 }, (_, n) => [
      tested(`a${String(n)}`, n * 100, 'FAIL'),
      noticed(`b${String(n)}`, n * 100 + 10),
      repaired(`c${String(n)}`, n * 100 + 20, `a${String(n)}`),
      tested(`d${String(n)}`, n * 100 + 30, 'PASS'),
    ]).flat();
    const state = foldLoop(facts, book);
    expect(state).toMatchObject({ state: 'CLEARED', cycle: 1, rejected: [] });
    expect(state.past).toHaveLength(49);
  });
});

describe('the table', () => {
  it('leads to CLEARED by nothing but a passed retest of a repaired vehicle', () => {
    const ways = LOOP_STAGES.flatMap((stage) =>
      Object.entries(TRANSITIONS[stage])
        .filter(([, target]) => target === 'CLEARED')
        .map(([step]) => `${stage} ${step}`),
    );
    expect(ways).toEqual(['REPAIRED RETEST_PASSED']);
  });

  it('leads from every stage but the last to withdrawal, scrap and departure', () => {
    for (const stage of LOOP_STAGES.filter((one) => one !== 'CLOSED_SCRAPPED')) {
      expect(TRANSITIONS[stage]).toMatchObject({
        WITHDRAWN: 'WITHDRAWN',
        SCRAPPED: 'CLOSED_SCRAPPED',
        TRANSFERRED_OUT: 'TRANSFERRED',
      });
    }
    expect(TRANSITIONS.CLOSED_SCRAPPED).toEqual({});
  });
});
