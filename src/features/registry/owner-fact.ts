import type { OwnerRecorded } from '../../domain/vehicle/vehicle-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { NewRecord } from './owner-records.repository.js';
import type { OwnerEntry } from './owner-vault.js';

/** The fact about an owner, with the particulars that go under seal in the same transaction. */
export interface OwnerFact {
  readonly fact: Fact<'vehicle.owner-recorded', OwnerRecorded>;
  /** Null when nothing about a person was given. */
  readonly record: NewRecord | null;
}

/** The owner beside the fact that brings him: a registration, a transfer. Its id is the later one, so it comes after. */
export function ownerFactOf(
  { payload, record }: OwnerEntry,
  beside: Pick<Fact, 'site' | 'subject' | 'occurredAt' | 'recordedAt'>,
): OwnerFact {
  const { site, subject, occurredAt, recordedAt } = beside;
  const fact = {
    id: uuidV7(),
    site,
    kind: 'vehicle.owner-recorded',
    version: 1,
    subjectType: 'vehicle',
    subject,
    occurredAt,
    recordedAt,
    payload,
    supersedes: null,
  } as const;
  return { fact, record: record && { vehicleId: subject, record, recordedAt } };
}
