import fc from 'fast-check';
import type { SiteCode } from '../../src/domain/sync/fact.js';
import { SITES } from '../../src/domain/sync/fact.js';
import type { VehicleFact } from '../../src/domain/vehicle/vehicle-facts.js';
import {
  DUPLICATE_CODES,
  EMISSION_STAGES,
  PLATE_COLORS,
  REVIEW_CODES,
  STAGE_SOURCES,
} from '../../src/domain/vehicle/vehicle-facts.js';
import type { Envelope } from './vehicle-fact-builder.js';
import {
  decided,
  evidence,
  factId,
  ownerErased,
  ownerRecorded,
  plate,
  registered,
  replated,
  scrapped,
  surrendered,
  transferred,
} from './vehicle-fact-builder.js';

// Few values, so that equal times, two re-plates of one day and rival corrections are common.
const instant = fc
  .tuple(fc.integer({ min: 2010, max: 2026 }), fc.integer({ min: 1, max: 3 }), fc.constantFrom('02', '17'))
  .map(([year, month, hour]) => `${year}-0${month}-05T${hour}:00:00.000Z`);
const civilDate = fc
  .tuple(fc.integer({ min: 2009, max: 2026 }), fc.integer({ min: 1, max: 3 }))
  .map(([year, month]) => `${year}-0${month}-05`);
const site: fc.Arbitrary<SiteCode> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<SiteCode>('320000') },
  { weight: 1, arbitrary: fc.constantFrom(...SITES) },
);
const anyPlate = fc
  .tuple(
    fc.constantFrom('苏A12345', '浙B54321', '皖K12345'),
    fc.constantFrom('01', '02'),
    fc.constantFrom(...PLATE_COLORS),
  )
  .map(([number, type, color]) => plate(number, type, color));
const division = fc.constantFrom('310000', '320100', '330200', '341200');
const owner = fc.record({
  ownerKind: fc.constantFrom('ORG' as const, 'PERSON' as const),
  ownerUscc: fc.constantFrom(null, '91320102MA20M0N15H'),
});

const record = fc.constantFrom(factId(9001), factId(9002));

/** Instants as facts carry them, from the same few values. */
export const knownAt = instant;

export const stageArbitrary = fc.constantFrom(...EMISSION_STAGES);

const build: fc.Arbitrary<(n: number, more: Envelope) => VehicleFact> = fc.oneof(
  fc
    .record({
      plate: anyPlate,
      vehicleType: fc.constantFrom('H11', 'Q11', 'Z51', 'K11', 'B11', 'H51'),
      fuel: fc.constantFrom('A', 'B', 'BO', 'O', ''),
      emissionStage: stageArbitrary,
      firstRegisteredOn: civilDate,
      division,
      status: fc.constantFrom('A', 'GQ', 'E', 'C'),
    })
    .map((payload) => (n: number, more: Envelope) => registered(n, payload, more)),
  fc
    .record({ plate: anyPlate, division: fc.option(division), on: civilDate })
    .map((payload) => (n: number, more: Envelope) => replated(n, payload, more)),
  fc
    .tuple(owner, fc.record({ division, useNature: fc.constantFrom(null, 'A', 'F', 'L'), on: civilDate }))
    .map(
      ([who, what]) =>
        (n: number, more: Envelope) =>
          transferred(n, { ...who, ...what }, more),
    ),
  fc
    .record({
      status: fc.constantFrom('E' as const, 'M' as const, 'P' as const),
      certificateNo: fc.constant(null),
      on: civilDate,
    })
    .map((payload) => (n: number, more: Envelope) => scrapped(n, payload, more)),
  fc
    .record({
      ownerKind: fc.constantFrom('ORG' as const, 'PERSON' as const),
      record: fc.option(record),
      on: civilDate,
    })
    .map((payload) => (n: number, more: Envelope) => ownerRecorded(n, payload, more)),
  fc
    .record({ record, basis: fc.constant('B-1'), on: civilDate })
    .map((payload) => (n: number, more: Envelope) => ownerErased(n, payload, more)),
  fc.tuple(fc.constantFrom(...STAGE_SOURCES), stageArbitrary).map(
    ([source, stage]) =>
      (n: number, more: Envelope) =>
        evidence(n, source, stage, more),
  ),
  fc
    .record({
      number: fc.constantFrom('苏A12345', '浙B54321'),
      type: fc.constantFrom('01', '02'),
      on: civilDate,
    })
    .map((payload) => (n: number, more: Envelope) => surrendered(n, payload, more)),
  fc
    .record({
      item: fc.constantFrom(...REVIEW_CODES, ...DUPLICATE_CODES),
      said: fc.oneof(
        fc.constant({ decision: 'KEEP' as const, value: null }),
        fc.constant({ decision: 'LEAVE_UNKNOWN' as const, value: null }),
        fc.constantFrom('A', 'B').map((value) => ({ decision: 'FUEL_IS' as const, value })),
        fc
          .constantFrom(...EMISSION_STAGES.filter((stage) => stage !== 'UNKNOWN'))
          .map((value) => ({ decision: 'STAGE_IS' as const, value })),
      ),
      considered: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }),
    })
    .map(
      ({ item, said, considered }) =>
        (n: number, more: Envelope) =>
          decided(n, { item, ...said, considered: considered.map(factId) }, more),
    ),
);

/**
 * Up to a dozen facts about one vehicle in order of id: corrections of each other, of unknown facts, from other sites
 * and in rings included.
 */
export const vehicleFacts: fc.Arbitrary<readonly VehicleFact[]> = fc
  .array(
    fc.record({
      build,
      site,
      occurredAt: instant,
      recordedAt: instant,
      target: fc.option(fc.integer({ min: 1, max: 14 }), { freq: 2 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map((draft, index) =>
      draft.build(index + 1, {
        site: draft.site,
        occurredAt: draft.occurredAt,
        recordedAt: draft.recordedAt,
        supersedes: draft.target === null ? null : factId(draft.target),
      }),
    ),
  );

/** The same facts in another order, some of them repeated as equal copies. */
export const arrivalsOf = (facts: readonly VehicleFact[]): fc.Arbitrary<readonly VehicleFact[]> =>
  fc.subarray([...facts]).chain((again) =>
    fc.shuffledSubarray([...facts, ...again.map((fact) => structuredClone(fact))], {
      minLength: facts.length + again.length,
    }),
  );
