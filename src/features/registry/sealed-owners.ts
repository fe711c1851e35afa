import type { Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { ResealedBatch, SealedStore } from '../../platform/secrets/sealed-store.js';
import { OwnerRecordsRepository, type KeptRecord } from './owner-records.repository.js';
import type { OwnerVault, SealedParticulars } from './owner-vault.js';

const BATCH = 500;

/** Owners' particulars, with the keyed hashes by which they are searched, as things that are sealed. */
export class SealedOwners implements SealedStore {
  readonly kind = 'owner-records';
  readonly #records = new OwnerRecordsRepository();

  constructor(private readonly vault: OwnerVault) {}

  countByKey(tx: Tx): Promise<ReadonlyMap<string, number>> {
    return this.#records.countByKey(tx);
  }

  async resealBatch(tx: Tx, keyIds: readonly string[], after: string | null): Promise<ResealedBatch | null> {
    const rows = await this.#records.underKeys(tx, keyIds, after, BATCH);
    const last = rows.at(-1);
    if (last === undefined) return null;
    const broken: string[] = [];
    const sealed = rows.flatMap((row) => this.#resealed(row, broken));
    await this.#records.reseal(tx, sealed);
    return { last: last.id, resealed: sealed.length, broken };
  }

  /** One broken record must not keep the others under a key that is to go. */
  #resealed({ id, sealed }: KeptRecord, broken: string[]): readonly SealedParticulars[] {
    if (sealed === null) return [];
    try {
      return [this.vault.reseal(id, sealed)];
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'PERSON_DATA_BROKEN') throw error;
      broken.push(id);
      return [];
    }
  }
}
