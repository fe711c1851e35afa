import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { registerVehiclePayloads } from '../../../src/features/registry/vehicle.payloads.js';
import type { VehicleRegistered } from '../../../src/domain/vehicle/vehicle-facts.js';
import { PayloadRegistry } from '../../../src/platform/facts/payloads.js';
import { registered } from '../../support/vehicle-fact-builder.js';

const newRegistry = (): PayloadRegistry => {
  const payloads = new PayloadRegistry();
  registerVehiclePayloads(payloads);
  return payloads;
};

const refuses = (payloads: PayloadRegistry, payload: unknown): boolean => {
  try {
    payloads.check({ kind: 'vehicle.registered', version: 1, payload });
    return false;
  } catch {
    return true;
  }
};

const retrofit = { kind: 'DPF', on: '2019-01-01', certificateNo: 'A1' } as const;
const good = registered(1, { retrofit }).payload as VehicleRegistered;
const members = Object.keys(good);
const odd = fc.constantFrom<unknown>(
  null,
  undefined,
  '',
  'B',
  '2026-02-30',
  '01',
  5,
  -1,
  0.5,
  true,
  [],
  [1],
  ['A'],
  {},
  {
    number: '苏A12345',
  },
);

describe('the quick check of payloads', () => {
  const learned = newRegistry();
  learned.check({ kind: 'vehicle.registered', version: 1, payload: good });

  it('should refuse exactly what the careful check refuses, whatever is changed in a payload', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...members, 'planted'), odd, fc.boolean(), (name, value, inPlate) => {
        const changed = inPlate
          ? { ...good, plate: { ...good.plate, [name]: value } }
          : { ...good, [name]: value };
        const byRule = refuses(newRegistry(), changed);
        refused += byRule ? 1 : 0;
        expect(refuses(learned, changed)).toBe(byRule);
      }),
      { seed: 20261123, numRuns: 1500 },
    );
    expect(refused).toBeGreaterThan(500);
    expect(refused).toBeLessThan(1500);
  });

  it('should miss a member that is left out', () => {
    for (const name of members) {
      const { [name]: _left, ...rest } = good as unknown as Record<string, unknown>;
      expect(refuses(learned, rest)).toBe(refuses(newRegistry(), rest));
    }
  });
});
