import type { Clock } from '../../platform/context/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { SealBrokenError, type Keyring } from '../../platform/secrets/keyring.js';
import type { ResealedBatch, SealedStore } from '../../platform/secrets/sealed-store.js';
import { OwnerVault } from '../registry/index.js';
import { HeldRowSeal } from './held-row-seal.js';
import { HeldRowRepository, type KeyedRow } from './held-row.repository.js';

const BATCH = 200;

/** Rows that wait, and what those that were decided are known again by, as things that are sealed. */
export class SealedHeldRows implements SealedStore {
  readonly kind = 'held-rows';
  readonly #rows = new HeldRowRepository();
  readonly #seal: HeldRowSeal;

  constructor(
    keyring: Keyring,
    private readonly clock: Clock,
  ) {
    this.#seal = new HeldRowSeal(keyring, new OwnerVault(keyring));
  }

  countByKey(tx: Tx): Promise<ReadonlyMap<string, number>> {
    return this.#rows.countByKey(tx);
  }

  async resealBatch(tx: Tx, keyIds: readonly string[], after: string | null): Promise<ResealedBatch | null> {
    const rows = await this.#rows.underKeys(tx, keyIds, after, BATCH);
    const last = rows.at(-1);
    if (last === undefined) return null;
    const broken: string[] = [];
    for (const row of rows) {
      const anew = this.#resealed(row);
      if (anew === null) broken.push(row.id);
      else await this.#rows.reseal(tx, anew);
    }
    return { last: last.id, resealed: rows.length - broken.length, broken };
  }

  /** Null when it does not open. */
  #resealed(row: KeyedRow): KeyedRow | null {
    try {
      return { id: row.id, ...this.#seal.reseal(row.id, row, this.clock.now()) };
    } catch (error) {
      if (error instanceof SealBrokenError) return null;
      throw error;
    }
  }
}
