import { compareFacts } from '../sync/effective-facts.js';
import type { LifeState, TransferFact } from './life-events.js';
import type { VehicleFact } from './vehicle-facts.js';
import type { OwnerState } from './vehicle-state.js';

type OwnerFact = Extract<VehicleFact, { kind: 'vehicle.owner-recorded' }>;

/**
 * What was recorded of the present owner: the newest of the records that are about him, by their civil dates (of one
 * day: as they happened). Null when there is none.
 *
 * A record from before the last transfer is about a former owner. So is one that was written down before the transfer
 * was known, whatever its date: who wrote it could not mean the new owner, and a former owner's particulars must never
 * show as another's. A record of another kind of owner than the vehicle has is about nobody (a correction has said so).
 */
export function ownerInForce(
  { lastTransfer, ownerKind }: Pick<LifeState, 'lastTransfer' | 'ownerKind'>,
  inForce: readonly VehicleFact[],
): OwnerState | null {
  const records = inForce.filter(isOwnerFact).filter((fact) => isAboutPresent(fact, lastTransfer));
  const newest = records.reduce<OwnerFact | null>(
    (last, fact) => (last === null || compareByDay(fact, last) > 0 ? fact : last),
    null,
  );
  if (newest?.payload.ownerKind !== ownerKind) return null;
  const { organisationName, record, commitment, on } = newest.payload;
  const { id: factId, site } = newest;
  // Only the site that keeps the particulars can destroy them.
  const erased = inForce.some(
    (fact) => fact.kind === 'vehicle.owner-erased' && fact.payload.record === record && fact.site === site,
  );
  return { organisationName, record, commitment, erased, on, factId, site };
}

function isOwnerFact(fact: VehicleFact): fact is OwnerFact {
  return fact.kind === 'vehicle.owner-recorded';
}

function isAboutPresent(fact: OwnerFact, lastTransfer: TransferFact | null): boolean {
  if (lastTransfer === null) return true;
  return fact.recordedAt >= lastTransfer.recordedAt && compareByDay(fact, lastTransfer) > 0;
}

function compareByDay(a: OwnerFact, b: OwnerFact | TransferFact): number {
  if (a.payload.on !== b.payload.on) return a.payload.on < b.payload.on ? -1 : 1;
  return compareFacts(a, b);
}
