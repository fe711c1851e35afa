import type { Tx } from '../database/database.js';

/** What was sealed anew in one transaction. */
export interface ResealedBatch {
  /** Where to go on: the place of the last thing looked at. */
  readonly last: string;
  readonly resealed: number;
  /** Places of the things that do not open. */
  readonly broken: readonly string[];
}

/** One kind of thing that is kept under the keys of the site; each feature contributes those of its own tables. */
export interface SealedStore {
  /** Names the kind, for people and for the audit. */
  readonly kind: string;
  /** How many things each key seals. */
  countByKey(tx: Tx): Promise<ReadonlyMap<string, number>>;
  /**
   * Seals the next few things anew, keyed hashes included, that one of the keys seals, within the transaction and in the
   * order of their places. @param after null at the beginning @returns null when there are no more
   */
  resealBatch(tx: Tx, keyIds: readonly string[], after: string | null): Promise<ResealedBatch | null>;
}

/** Rows of `SELECT key_id, count`. */
export interface KeyCount {
  readonly keyId: string;
  readonly things: number;
}

export const countsByKey = (rows: readonly KeyCount[]): ReadonlyMap<string, number> =>
  new Map(rows.map(({ keyId, things }) => [keyId, things]));
