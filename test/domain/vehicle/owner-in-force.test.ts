import { describe, expect, it } from '@jest/globals';
import { foldVehicle } from '../../../src/domain/vehicle/fold.js';
import type { VehicleFact } from '../../../src/domain/vehicle/vehicle-facts.js';
import {
  factId,
  ownerErased,
  ownerRecorded,
  registered,
  transferred,
} from '../../support/vehicle-fact-builder.js';

const at = (day: string) => ({ occurredAt: `${day}T02:00:00.000Z`, recordedAt: `${day}T03:00:00.000Z` });
const to = (n: number, on: string, recorded = on): VehicleFact =>
  transferred(
    n,
    { division: '320100', ownerKind: 'PERSON', ownerUscc: null, useNature: null, on },
    { occurredAt: `${on}T02:00:00.000Z`, recordedAt: `${recorded}T03:00:00.000Z` },
  );
const REGISTERED = registered(1, { ownerKind: 'PERSON', ownerUscc: null }, at('2020-01-01'));
const by = (n: number, on: string, recorded = on): VehicleFact =>
  ownerRecorded(
    n,
    { ownerKind: 'PERSON', on },
    { occurredAt: `${on}T02:00:00.000Z`, recordedAt: `${recorded}T03:00:00.000Z` },
  );

const ownerOf = (...facts: readonly VehicleFact[]) => foldVehicle([REGISTERED, ...facts])?.owner ?? null;

describe('the owner in force', () => {
  it('should be nobody while none is recorded', () => {
    expect(ownerOf()).toBeNull();
  });

  it('should be the newest that was recorded', () => {
    expect(ownerOf(by(3, '2022-01-01'), by(2, '2024-01-01'))).toMatchObject({
      factId: factId(2),
      on: '2024-01-01',
      erased: false,
    });
  });

  it('should not be a former one after a transfer (case 60), and the new one once recorded', () => {
    expect(ownerOf(by(2, '2022-01-01'), to(3, '2023-01-01'))).toBeNull();
    expect(ownerOf(by(2, '2022-01-01'), to(3, '2023-01-01'), by(4, '2023-01-01'))).toMatchObject({
      factId: factId(4),
    });
  });

  it('should not be one who was written down before the transfer was known, whatever the dates', () => {
    expect(ownerOf(by(2, '2023-06-01'), to(3, '2023-01-01', '2023-07-01'))).toBeNull();
  });

  it('should be nobody when a correction has made the owner of another kind', () => {
    const corrected = registered(9, { ownerKind: 'ORG' }, { ...at('2024-01-01'), supersedes: factId(1) });
    expect(ownerOf(by(2, '2022-01-01'), corrected)).toBeNull();
  });

  it('should be erased when the site that keeps the particulars has destroyed them', () => {
    const erasure = { record: factId(9002), basis: 'B-1', on: '2025-01-01' };
    expect(ownerOf(by(2, '2022-01-01'), ownerErased(3, erasure, at('2025-01-01')))).toMatchObject({
      erased: true,
    });
    const elsewhere = ownerErased(3, erasure, { ...at('2025-01-01'), site: '330000' });
    expect(ownerOf(by(2, '2022-01-01'), elsewhere)).toMatchObject({ erased: false });
    expect(ownerOf(by(2, '2022-01-01'), ownerErased(3, { ...erasure, record: factId(9001) }))).toMatchObject({
      erased: false,
    });
  });
});
