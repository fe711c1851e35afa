import { foldVehicle } from '../../src/domain/vehicle/fold.js';
import type { RoadsideCard } from '../../src/domain/vehicle/roadside-card.js';
import { roadsideCardOf } from '../../src/domain/vehicle/roadside-card.js';
import type { RoadsideQuery, SourceStatus } from '../../src/domain/vehicle/roadside.js';
import { assessRoadside } from '../../src/domain/vehicle/roadside.js';
import type { VehicleFact, VehicleRegistered } from '../../src/domain/vehicle/vehicle-facts.js';
import type { Envelope } from './vehicle-fact-builder.js';
import { factId, registered } from './vehicle-fact-builder.js';

export const NUMBER = '苏A12345';
export const CLEAN: Partial<VehicleRegistered> = { emissionStage: 'G5', firstRegisteredOn: '2018-03-01' };

/** The card as the hot path has it: stored as JSON and read back. */
export function card(facts: readonly VehicleFact[]): RoadsideCard {
  const state = foldVehicle(facts);
  if (state === null) throw new Error('no vehicle');
  return JSON.parse(JSON.stringify(roadsideCardOf(state))) as RoadsideCard;
}

export const vehicle = (given: Partial<VehicleRegistered> = CLEAN, more: Envelope = {}): RoadsideCard =>
  card([registered(1, given, more)]);

/** A clean vehicle with an identity of its own. */
export const other = (n: number, given: Partial<VehicleRegistered>): RoadsideCard =>
  vehicle({ ...CLEAN, ...given }, { subject: factId(1000 + n) });

export function ask(
  cards: readonly RoadsideCard[],
  query: Partial<RoadsideQuery> = {},
  sources: SourceStatus[] = [],
) {
  return assessRoadside({
    query: {
      plateNumber: NUMBER,
      plateType: '01',
      plateColor: null,
      at: '2026-11-23T04:00:00.000Z',
      ...query,
    },
    cards,
    sources,
  });
}

export const codes = (assessment: ReturnType<typeof ask>): string[] =>
  assessment.reasons.map((reason) => reason.code);
