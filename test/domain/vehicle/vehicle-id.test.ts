import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { vehicleIdOfVin } from '../../../src/domain/vehicle/vehicle-id.js';
import { sha256 } from '../../../src/platform/facts/sha256.js';

describe('the id of a VIN', () => {
  it('should be the marked digest of the VIN', () => {
    const digest = createHash('sha256').update('qingtu/vehicle/1/LZZ5ELNB6CN123456').digest('hex');
    const id = vehicleIdOfVin('LZZ5ELNB6CN123456', sha256).replaceAll('-', '');
    const unmarked = (hex: string): string => hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17, 32);
    expect(unmarked(id)).toBe(unmarked(digest));
  });

  it('should be a UUIDv8 that differs from VIN to VIN and never from call to call', () => {
    const vin = fc.stringMatching(/^[A-HJ-NPR-Z0-9]{17}$/);
    fc.assert(
      fc.property(vin, vin, (one, other) => {
        const id = vehicleIdOfVin(one, sha256);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(vehicleIdOfVin(other, sha256) === id).toBe(one === other);
      }),
      { seed: 20261123 },
    );
  });
});
