import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Keyring } from '../../platform/secrets/keyring.js';
import {
  countsByKey,
  type KeyCount,
  type ResealedBatch,
  type SealedStore,
} from '../../platform/secrets/sealed-store.js';
import { contextOfRaw } from './raw-message.repository.js';

const BATCH = 200;
const COUNT = statement(
  'raw_message_keys',
  'SELECT key_id AS "keyId", count(*)::int AS things FROM raw_message GROUP BY 1',
);
const UNDER_KEYS = statement(
  'raw_message_under_keys',
  `SELECT id, sealed FROM raw_message WHERE id > $1::uuid AND key_id = ANY ($2::text[])
   ORDER BY id LIMIT ${BATCH} FOR UPDATE`,
);
const RESEAL = statement(
  'raw_message_reseal',
  `UPDATE raw_message AS held SET (key_id, sealed) = ($3, given.sealed)
   FROM unnest($1::uuid[], $2::bytea[]) AS given (id, sealed) WHERE held.id = given.id`,
);
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Messages of feeds, as things that are sealed. */
export class SealedRawMessages implements SealedStore {
  readonly kind = 'raw-messages';

  constructor(private readonly keyring: Keyring) {}

  async countByKey(tx: Tx): Promise<ReadonlyMap<string, number>> {
    return countsByKey(await tx.query<KeyCount>(COUNT));
  }

  async resealBatch(tx: Tx, keyIds: readonly string[], after: string | null): Promise<ResealedBatch | null> {
    const rows = await tx.query<{ id: string; sealed: Buffer }>(UNDER_KEYS, [after ?? FIRST_ID, keyIds]);
    const last = rows.at(-1);
    if (last === undefined) return null;
    const resealed = rows.map(({ id, sealed }) => ({
      id,
      sealed: this.keyring.reseal(sealed, contextOfRaw(id)),
    }));
    const good = resealed.filter(({ sealed }) => sealed !== null);
    await tx.query(RESEAL, [
      good.map(({ id }) => id),
      good.map(({ sealed }) => sealed),
      this.keyring.currentId,
    ]);
    const broken = resealed.filter(({ sealed }) => sealed === null).map(({ id }) => id);
    return { last: last.id, resealed: good.length, broken };
  }
}
