import { describe, expect, it } from '@jest/globals';
import { foldVehicle } from '../../../src/domain/vehicle/fold.js';
import { roadsideCardOf } from '../../../src/domain/vehicle/roadside-card.js';
import type { VehicleFact } from '../../../src/domain/vehicle/vehicle-facts.js';
import { plate, registered, replated } from '../../support/vehicle-fact-builder.js';

/** The same JSON as a database may give it back: the members of every object in another order. */
function reordered<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => reordered(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, reordered(member)] as const);
  return Object.fromEntries(members.reverse()) as T;
}

const cardText = (facts: readonly VehicleFact[]): string => {
  const state = foldVehicle(facts);
  if (state === null) throw new Error('the facts make no vehicle');
  return JSON.stringify(roadsideCardOf(state));
};

describe('the text of a roadside card', () => {
  it('should not depend on the order of members in the payloads, which the store does not keep', () => {
    const retrofit = { kind: 'DPF', on: '2019-05-01', certificateNo: 'DPF-2019-1' } as const;
    const facts = [
      registered(1, { retrofit }),
      replated(2, { plate: plate('浙B54321'), division: null, on: '2026-02-01' }),
    ];
    expect(cardText(reordered(facts))).toBe(cardText(facts));
  });
});
