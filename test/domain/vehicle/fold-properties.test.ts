import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldVehicle } from '../../../src/domain/vehicle/fold.js';
import { STAGE_SOURCES } from '../../../src/domain/vehicle/vehicle-facts.js';
import type { SupervisionReason } from '../../../src/domain/vehicle/vehicle-state.js';
import { arrivalsOf, knownAt, stageArbitrary, vehicleFacts } from '../../support/vehicle-fact-arbitraries.js';
import { decided, evidence, factId } from '../../support/vehicle-fact-builder.js';

const SEED = { seed: 20261123 };

describe('fold of any facts about a vehicle', () => {
  it('any order and any repetition of the same facts gives the same state', () => {
    const arrivals = vehicleFacts.chain((facts) => fc.tuple(fc.constant(facts), arrivalsOf(facts)));
    fc.assert(
      fc.property(arrivals, ([facts, arrived]) => {
        expect(foldVehicle(arrived)).toEqual(foldVehicle(facts));
      }),
      { ...SEED, numRuns: 1000 },
    );
  });

  it('as of a moment equals the fold of what was known then', () => {
    fc.assert(
      fc.property(vehicleFacts, knownAt, (facts, at) => {
        expect(foldVehicle(facts, at)).toEqual(foldVehicle(facts.filter((fact) => fact.recordedAt <= at)));
      }),
      { ...SEED, numRuns: 500 },
    );
  });

  it('evidence of a lower rank never changes the stage', () => {
    fc.assert(
      fc.property(
        vehicleFacts,
        fc.constantFrom(...STAGE_SOURCES),
        stageArbitrary,
        fc.nat(),
        (facts, source, stage, at) => {
          const before = foldVehicle(facts);
          fc.pre(before !== null && before.stageSource !== null);
          fc.pre(STAGE_SOURCES.indexOf(source) > STAGE_SOURCES.indexOf(before.stageSource));
          const position = at % (facts.length + 1);
          const more = [...facts.slice(0, position), evidence(90, source, stage), ...facts.slice(position)];
          const after = foldVehicle(more);
          expect(after).toMatchObject({
            stage: before.stage,
            stageSource: before.stageSource,
            g3List: before.g3List,
          });
          // A lower piece of evidence may tell that the vehicle was a member earlier, before the deciding one came.
          const apart = ({ since: _since, ...reason }: SupervisionReason) => reason;
          expect(after!.reasons.map(apart)).toEqual(before.reasons.map(apart));
          const moved = after!.reasons.map(
            ({ since }, index) => since > (before.reasons[index]?.since ?? ''),
          );
          expect(moved).not.toContain(true);
        },
      ),
      { ...SEED, numRuns: 500 },
    );
  });

  it('plates follow one another without overlap, and without gap but for those given up', () => {
    fc.assert(
      fc.property(vehicleFacts, (facts) => {
        const state = foldVehicle(facts);
        fc.pre(state !== null);
        const { plates, firstRegisteredOn, scrappedOn } = state;
        const givenUp = new Set(
          facts.flatMap((fact) => (fact.kind === 'vehicle.plate-surrendered' ? [fact.payload.on] : [])),
        );
        const starts = [...plates.map((span) => span.from), scrappedOn];
        const follows = plates.map(({ to }, index) => {
          const next = starts[index + 1] ?? null;
          return to === next || (to !== null && givenUp.has(to) && (next === null || to <= next));
        });
        expect(follows).not.toContain(false);
        expect(starts[0]).toBe(firstRegisteredOn);
        expect(plates.every((span) => span.to === null || span.from <= span.to)).toBe(true);
      }),
      SEED,
    );
  });

  it('a decision never changes the evidence, nor does evidence that agrees with it change the stage', () => {
    fc.assert(
      fc.property(
        vehicleFacts,
        fc.constantFrom(...STAGE_SOURCES),
        stageArbitrary.filter((stage) => stage !== 'UNKNOWN'),
        (facts, source, stage) => {
          const before = foldVehicle(facts);
          fc.pre(before !== null);
          const considered = before.stageEvidence.map((item) => item.factId);
          const said = {
            item: 'STAGE_CONFLICT' as const,
            decision: 'STAGE_IS' as const,
            value: stage,
            considered,
          };
          const later = { recordedAt: '2026-11-01T00:00:00.000Z', site: before.site };
          const after = foldVehicle([...facts, decided(90, said, later)]);
          expect(after).toMatchObject({ stage, stageDecidedBy: factId(90) });
          expect(after?.stageEvidence).toEqual(before.stageEvidence);
          expect(after?.review.map(({ code }) => code)).not.toContain('STAGE_CONFLICT');
          const more = foldVehicle([...facts, decided(90, said, later), evidence(91, source, stage, later)]);
          expect(more?.stage).toBe(stage);
          expect(more?.review.map(({ code }) => code)).not.toContain('STAGE_CONFLICT');
        },
      ),
      { ...SEED, numRuns: 500 },
    );
  });
});
