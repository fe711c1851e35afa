import type { Fact, SiteCode } from '../../domain/sync/fact.js';
import { particularsText } from '../../domain/personal/particulars.js';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import { tellsThePresent } from '../../domain/vehicle/same-registration.js';
import { ownerFactOf, type OwnerFact } from './owner-fact.js';
import type { OwnerVault } from './owner-vault.js';
import type { GoodCandidate } from './registration-check.js';
import { vehicleFactsOf } from './vehicle.payloads.js';

/** Sealed particulars by record id; null where they were erased, and no entry where another site keeps them. */
export type SealedRecords = ReadonlyMap<string, Uint8Array | null>;

/** What a row that tells nothing new of its vehicle tells of the owner. UNSURE: it must not be taken unasked. */
export type OwnerNews = 'NOTHING' | 'UNSURE' | OwnerFact;

/** A vehicle that is known, with the particulars that were ever recorded for it. */
export interface KnownOwners {
  readonly vehicleId: string;
  readonly facts: readonly Fact[];
  readonly records: SealedRecords;
  readonly site: SiteCode;
}

/** The ids of all particulars that facts ever named. */
export const recordsNamed = (facts: readonly Fact[]): readonly string[] =>
  vehicleFactsOf(facts).flatMap((fact) =>
    fact.kind === 'vehicle.owner-recorded' && fact.payload.record !== null ? [fact.payload.record] : [],
  );

/**
 * Compares a row's owner with everything recorded of the vehicle's owners. What was recorded once is nothing new, else an
 * old file would undo what came after it. UNSURE is the owner of a row that describes a former state of the vehicle, of a
 * day before the last record, or of a vehicle whose owner was erased: erased particulars must not come back by a file.
 */
export function ownerNews(
  { owner, registered, occurredAt }: GoodCandidate,
  { vehicleId, facts, records, site }: KnownOwners,
  recordedAt: string,
  vault: OwnerVault,
): OwnerNews {
  if (owner === null) return 'NOTHING';
  const known = vehicleFactsOf(facts);
  const text = textOf(owner, vault);
  const named = known.flatMap((fact) => (fact.kind === 'vehicle.owner-recorded' ? [fact.payload] : []));
  const isKnown = named.some(
    ({ organisationName, record }) =>
      organisationName === owner.payload.organisationName && textOfRecord(record, records, vault) === text,
  );
  if (isKnown) return 'NOTHING';
  const state = foldVehicle(known);
  const wasErased = named.some(({ record }) => record !== null && records.get(record) === null);
  const isLate = state?.owner !== null && state?.owner !== undefined && state.owner.on > owner.payload.on;
  if (wasErased || isLate || !tellsThePresent(registered, known, site)) return 'UNSURE';
  return ownerFactOf(owner, { site, subject: vehicleId, occurredAt, recordedAt });
}

const textOf = ({ record }: NonNullable<GoodCandidate['owner']>, vault: OwnerVault): string | null =>
  record === null ? null : particularsText(vault.open(record.id, record.sealed).particulars);

function textOfRecord(
  id: string | null,
  records: SealedRecords,
  vault: OwnerVault,
): string | null | undefined {
  if (id === null) return null;
  const sealed = records.get(id);
  return sealed ? particularsText(vault.open(id, sealed).particulars) : undefined;
}
