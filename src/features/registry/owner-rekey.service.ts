import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/context/clock.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { OwnerRecordsRepository, type KeptRecord } from './owner-records.repository.js';
import { OwnerVault, type SealedParticulars } from './owner-vault.js';

/** How many records a key seals. */
export interface KeyUse {
  readonly keyId: string;
  readonly records: number;
  /** CURRENT seals, FORMER only opens, UNKNOWN is not configured: its records cannot be shown. */
  readonly state: 'CURRENT' | 'FORMER' | 'UNKNOWN';
}

/** What was done in one transaction; `id` is the last record looked at. */
interface Batch {
  readonly id: string;
  readonly records: number;
  readonly broken: readonly string[];
}

const BATCH = 500;

/** Brings sealed particulars under the current key, hashes included. */
@Injectable()
export class OwnerRekeyService {
  constructor(
    private readonly database: Database,
    private readonly records: OwnerRecordsRepository,
    private readonly vault: OwnerVault,
    private readonly clock: Clock,
  ) {}

  /** Every key that is configured or seals anything, the current one first. */
  async keys(): Promise<readonly KeyUse[]> {
    const counts = await this.database.transaction((tx) => this.records.countByKey(tx));
    const configured = this.vault.keyIds;
    const unknown = [...counts.keys()].filter((id) => !configured.includes(id));
    const stateOf = (id: string): KeyUse['state'] => (id === this.vault.currentKeyId ? 'CURRENT' : 'FORMER');
    return [
      ...configured.map((keyId) => ({ keyId, records: counts.get(keyId) ?? 0, state: stateOf(keyId) })),
      ...unknown.map((keyId) => ({ keyId, records: counts.get(keyId) ?? 0, state: 'UNKNOWN' as const })),
    ];
  }

  /**
   * Seals again, in batches of their own transactions, whatever a former key seals: what is done stays done when the
   * run is broken off. Each batch is audited.
   * @returns how many records
   * @throws AppError after everything else was done: PERSON_DATA_KEY_UNKNOWN naming the keys that are not configured,
   *   PERSON_DATA_BROKEN naming the records that do not open
   */
  async rekey(onProgress: (done: number, total: number) => void = () => undefined): Promise<number> {
    const keys = await this.keys();
    const former = keys.filter(({ state }) => state === 'FORMER');
    const total = former.reduce((sum, { records }) => sum + records, 0);
    const ids = former.map(({ keyId }) => keyId);
    const broken: string[] = [];
    let done = 0;
    let after: string | null = null;
    for (let last = await this.#batch(ids, after); last !== null; last = await this.#batch(ids, after)) {
      after = last.id;
      done += last.records;
      broken.push(...last.broken);
      onProgress(done, total);
    }
    const unknown = keys.filter(({ state }) => state === 'UNKNOWN').map(({ keyId }) => keyId);
    if (unknown.length > 0) throw new AppError('PERSON_DATA_KEY_UNKNOWN', { key: unknown.join(', ') });
    if (broken.length > 0) throw new AppError('PERSON_DATA_BROKEN', { record: broken.join(', ') });
    return done;
  }

  #batch(keyIds: readonly string[], after: string | null): Promise<Batch | null> {
    return this.database.transaction(async (tx) => {
      const rows = await this.records.underKeys(tx, keyIds, after, BATCH);
      const last = rows.at(-1);
      if (last === undefined) return null;
      const broken: string[] = [];
      const sealed = rows.flatMap((row) => this.#resealed(row, broken));
      await this.records.reseal(tx, sealed);
      const detail = { records: sealed.length, broken, from: keyIds, to: this.vault.currentKeyId };
      await recordAudit(tx, this.#ownContext(), { action: 'owner.rekey', subjects: [], detail });
      return { id: last.id, records: sealed.length, broken };
    });
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
