import { Injectable } from '@nestjs/common';
import type { TellingField } from '../../domain/personal/same-person.js';
import type { Instant } from '../../domain/shared/time.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { ErasureFollowers, type ErasedPerson } from './erasure-followers.js';
import { OwnerRecordsRepository, type HashedRecord } from './owner-records.repository.js';
import { OwnerVault } from './owner-vault.js';

/** Destroys particulars, here and wherever the same person's wait outside of the registry. */
@Injectable()
export class OwnerErasure {
  constructor(
    private readonly records: OwnerRecordsRepository,
    private readonly vault: OwnerVault,
    private readonly followers: ErasureFollowers,
  ) {}

  /** @returns ids of what was changed besides, for the audit. @throws Error when a record is not there */
  async erase(
    tx: Tx,
    vehicle: VehicleState,
    ids: readonly string[],
    at: Instant,
  ): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const kept = await this.records.loadHashed(tx, ids);
    const persons = kept.map((record) => this.#personOf(record));
    const destroyed = await this.records.erase(tx, ids, at);
    if (destroyed.length !== ids.length) throw new Error('a record to be erased is not there');
    return this.followers.forget(tx, { vehicle, persons });
  }

  /** By the hashes under every key; of a record that does not open by the hashes beside it, for it goes all the same. */
  #personOf({ id, sealed, hashes }: HashedRecord): ErasedPerson {
    const stored = (field: TellingField): readonly Buffer[] => {
      const hash = hashes[field];
      return hash === null ? [] : [hash];
    };
    try {
      const particulars = sealed === null ? null : this.vault.open(id, sealed).particulars;
      return personOf((field) => {
        const text = particulars?.[field] ?? null;
        return text === null ? stored(field) : this.vault.hashesOf(field, text);
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return personOf(stored);
    }
  }
}

const personOf = (hashesOf: (field: TellingField) => readonly Buffer[]): ErasedPerson => ({
  name: hashesOf('name'),
  phone: hashesOf('phone'),
  idNumber: hashesOf('idNumber'),
});
