import { recordAudit } from '../audit/audit-log.js';
import type { Clock } from '../context/clock.js';
import { uuidV7 } from '../context/ids.js';
import type { RequestContext } from '../context/request-context.js';
import type { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';
import type { Keyring } from './keyring.js';
import type { ResealedBatch, SealedStore } from './sealed-store.js';

/** How many things a key seals, of each kind. */
export interface KeyUse {
  readonly keyId: string;
  /** CURRENT seals, FORMER only opens, UNKNOWN is not configured: what it seals cannot be shown. */
  readonly state: 'CURRENT' | 'FORMER' | 'UNKNOWN';
  /** By kind, every kind named. */
  readonly sealed: Readonly<Record<string, number>>;
  readonly total: number;
}

/** Brings everything that is sealed under the current key, keyed hashes included, so that a former key can go. */
export class Rekeying {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly stores: readonly SealedStore[],
    private readonly clock: Clock,
  ) {}

  /** Every key that is configured or seals anything, the current one first. */
  async keys(): Promise<readonly KeyUse[]> {
    const counts = await this.database.transaction((tx) =>
      Promise.all(this.stores.map(async (store) => [store.kind, await store.countByKey(tx)] as const)),
    );
    const configured = this.keyring.keyIds;
    const used = counts.flatMap(([, byKey]) => [...byKey.keys()]);
    return [...new Set([...configured, ...used])].map((keyId): KeyUse => {
      const sealed = Object.fromEntries(counts.map(([kind, byKey]) => [kind, byKey.get(keyId) ?? 0]));
      const total = Object.values(sealed).reduce((sum, things) => sum + things, 0);
      const isCurrent = keyId === this.keyring.currentId;
      const state = isCurrent ? 'CURRENT' : configured.includes(keyId) ? 'FORMER' : 'UNKNOWN';
      return { keyId, state, sealed, total };
    });
  }

  /**
   * Seals again, in batches of their own transactions, whatever a former key seals: what is done stays done when the
   * run is broken off. Each batch is audited. While it runs everything opens, for both keys are configured.
   * @returns how many things
   * @throws AppError after everything else was done: PERSON_DATA_KEY_UNKNOWN naming the keys that are not configured,
   *   PERSON_DATA_BROKEN naming the things that do not open
   */
  async rekey(onProgress: (done: number, total: number) => void = () => undefined): Promise<number> {
    const keys = await this.keys();
    const former = keys.filter(({ state, total }) => state === 'FORMER' && total > 0);
    const total = former.reduce((sum, key) => sum + key.total, 0);
    const keyIds = former.map(({ keyId }) => keyId);
    const broken: string[] = [];
    let done = 0;
    for (const store of former.length === 0 ? [] : this.stores) {
      for await (const batch of this.#batches(store, keyIds)) {
        done += batch.resealed;
        broken.push(...batch.broken.map((place) => `${store.kind} ${place}`));
        onProgress(done, total);
      }
    }
    const unknown = keys.filter(({ state }) => state === 'UNKNOWN').map(({ keyId }) => keyId);
    if (unknown.length > 0) throw new AppError('PERSON_DATA_KEY_UNKNOWN', { key: unknown.join(', ') });
    if (broken.length > 0) throw new AppError('PERSON_DATA_BROKEN', { record: broken.join(', ') });
    return done;
  }

  async *#batches(store: SealedStore, from: readonly string[]): AsyncGenerator<ResealedBatch> {
    for (let after: string | null = null; ;) {
      const batch = await this.#batch(store, from, after);
      if (batch === null) return;
      yield batch;
      after = batch.last;
    }
  }

  #batch(store: SealedStore, from: readonly string[], after: string | null): Promise<ResealedBatch | null> {
    return this.database.transaction(async (tx) => {
      const batch = await store.resealBatch(tx, from, after);
      if (batch === null) return null;
      const { resealed, broken } = batch;
      const detail = { kind: store.kind, resealed, broken, from, to: this.keyring.currentId };
      await recordAudit(tx, this.#ownContext(), { action: 'personal.rekey', subjects: [], detail });
      return batch;
    });
  }

  /** The service asks this of itself. */
  #ownContext(): RequestContext {
    return {
      requestId: `rekey-${uuidV7()}`,
      actor: null,
      language: 'zh',
      purpose: 'OPERATION',
      reference: null,
      now: this.clock.now(),
    };
  }
}
