import { Injectable } from '@nestjs/common';
import type { HeldRowCode } from '../../domain/review/held-row.js';
import type { CivilDate } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { countsByKey, type KeyCount } from '../../platform/secrets/sealed-store.js';
import type { HeldSeals, OwnerHashes } from './held-row-seal.js';

/** A held row as it is kept. */
export interface HeldRowRecord {
  readonly id: string;
  readonly runId: string;
  readonly line: number;
  readonly codes: readonly HeldRowCode[];
  /** Null once it is decided. */
  readonly sealed: Buffer | null;
  readonly relatedVehicles: readonly string[];
  readonly division: string;
  readonly since: CivilDate;
}

/** A row to be kept. */
export interface SealedRow extends HeldRowRecord, HeldSeals {
  readonly sealed: Buffer;
}

/** All of a row that depends on the key. */
export interface KeyedRow extends HeldSeals {
  readonly id: string;
}

/** A waiting row with the particulars of a person. */
export interface OwnedRow extends HeldRowRecord {
  readonly sealed: Buffer;
  readonly ownerHashes: OwnerHashes;
}

const COLUMNS = `id, run_id AS "runId", line, codes, sealed, related_vehicles AS "relatedVehicles", division, since`;

const INSERT = statement(
  'held_row_insert',
  `INSERT INTO held_row (id, run_id, line, code, codes, sealed, related_vehicles, division, content_hash, since, digest,
     owner_hashes)
   SELECT id, run_id, line, code, codes::text[], sealed, related::uuid[], division, content_hash, since, digest,
     CASE WHEN has_owner THEN ARRAY[name_hash, phone_hash, id_number_hash] END
   FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::text[],
     $9::bytea[], $10::date[], $11::bytea[], $12::boolean[], $13::bytea[], $14::bytea[], $15::bytea[])
     AS given (id, run_id, line, code, codes, sealed, related, division, content_hash, since, digest, has_owner,
       name_hash, phone_hash, id_number_hash)
   ORDER BY content_hash
   ON CONFLICT (content_hash) DO NOTHING RETURNING id`,
);
const STATES = statement(
  'held_row_states',
  `SELECT content_hash AS hash, sealed IS NOT NULL AS "isOpen" FROM held_row WHERE content_hash = ANY ($1::bytea[])`,
);
const LOCK_ONE = statement('held_row_lock', `SELECT ${COLUMNS} FROM held_row WHERE id = $1 FOR UPDATE`);
const SOME = statement('held_row_some', `SELECT ${COLUMNS} FROM held_row WHERE id = ANY ($1::uuid[])`);
const FORGET = statement(
  'held_row_forget',
  'UPDATE held_row SET sealed = NULL, owner_hashes = NULL WHERE id = $1',
);
const OF_OWNERS = statement(
  'held_row_of_owners',
  `SELECT ${COLUMNS}, owner_hashes AS "ownerHashes" FROM held_row
   WHERE sealed IS NOT NULL AND owner_hashes && $1::bytea[] ORDER BY id FOR UPDATE`,
);
const WITHOUT_OWNER = statement(
  'held_row_without_owner',
  'UPDATE held_row SET sealed = $2, owner_hashes = NULL WHERE id = $1',
);
const COUNT_KEYS = statement(
  'held_row_keys',
  `SELECT key_id AS "keyId", count(DISTINCT id)::int AS things
   FROM held_row, LATERAL (VALUES (sealed_key_id(sealed)), (sealed_key_id(digest))) AS seal (key_id)
   WHERE key_id IS NOT NULL GROUP BY 1`,
);
const UNDER_KEYS = statement(
  'held_row_under_keys',
  `SELECT id, sealed, digest, content_hash AS "contentHash", owner_hashes AS "ownerHashes" FROM held_row
   WHERE ($2::uuid IS NULL OR id > $2) AND (sealed_key_id(sealed) = ANY ($1::text[]) OR sealed_key_id(digest) = ANY ($1))
   ORDER BY id LIMIT $3 FOR UPDATE`,
);
/** Where the same content was held a second time, under another key, the hash stays: both rows need one of their own. */
const RESEAL = statement(
  'held_row_reseal',
  `UPDATE held_row AS held SET sealed = $2, digest = $3, owner_hashes = $5,
     content_hash = CASE WHEN EXISTS (SELECT FROM held_row o WHERE o.content_hash = $4 AND o.id <> $1)
       THEN held.content_hash ELSE $4 END
   WHERE id = $1`,
);

/** An array literal of plain words (codes, UUIDs), one parameter element a row. */
const arrayLiteral = (words: readonly string[]): string => `{${words.join(',')}}`;

/** The rows that wait for a person, sealed. */
@Injectable()
export class HeldRowRepository {
  /** Keeps the rows whose content is not known yet. @returns the ids of those that were new. */
  async add(tx: Tx, rows: readonly SealedRow[]): Promise<ReadonlySet<string>> {
    const column = <V>(value: (row: SealedRow) => V): V[] => rows.map(value);
    const added = await tx.query<{ id: string }>(INSERT, [
      column((row) => row.id),
      column((row) => row.runId),
      column((row) => row.line),
      column((row) => row.codes[0]),
      column((row) => arrayLiteral(row.codes)),
      column((row) => row.sealed),
      column((row) => arrayLiteral(row.relatedVehicles)),
      column((row) => row.division),
      column((row) => row.contentHash),
      column((row) => row.since),
      column((row) => row.digest),
      column((row) => row.ownerHashes !== null),
      column((row) => row.ownerHashes?.[0] ?? null),
      column((row) => row.ownerHashes?.[1] ?? null),
      column((row) => row.ownerHashes?.[2] ?? null),
    ]);
    return new Set(added.map(({ id }) => id));
  }

  /** Whether each known content still waits, by its hash in hexadecimal digits. */
  async states(tx: Tx, hashes: readonly Buffer[]): Promise<ReadonlyMap<string, boolean>> {
    const rows = await tx.query<{ hash: Buffer; isOpen: boolean }>(STATES, [hashes]);
    return new Map(rows.map(({ hash, isOpen }) => [hash.toString('hex'), isOpen]));
  }

  /** One row, kept from everybody else until the transaction ends; null when there is none. */
  async lock(tx: Tx, id: string): Promise<HeldRowRecord | null> {
    const [row] = await tx.query<HeldRowRecord>(LOCK_ONE, [id]);
    return row ?? null;
  }

  async some(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, HeldRowRecord>> {
    const rows = await tx.query<HeldRowRecord>(SOME, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Takes away what a decided row said: the facts keep what was decided. */
  async forget(tx: Tx, id: string): Promise<void> {
    await tx.query(FORGET, [id]);
  }

  /** Waiting rows with one of the hashes, kept from everybody else until the transaction ends. */
  async ofOwners(tx: Tx, hashes: readonly Buffer[]): Promise<readonly OwnedRow[]> {
    return tx.query<OwnedRow>(OF_OWNERS, [hashes]);
  }

  /** The row goes on waiting without the particulars of an owner. */
  async replaceContent(tx: Tx, id: string, sealed: Buffer): Promise<void> {
    await tx.query(WITHOUT_OWNER, [id, sealed]);
  }

  /** How many rows each key seals something of. */
  async countByKey(tx: Tx): Promise<ReadonlyMap<string, number>> {
    return countsByKey(await tx.query<KeyCount>(COUNT_KEYS));
  }

  /** Rows of which one of the keys seals something, locked, in order of id. */
  async underKeys(
    tx: Tx,
    keyIds: readonly string[],
    after: string | null,
    size: number,
  ): Promise<readonly KeyedRow[]> {
    return tx.query<KeyedRow>(UNDER_KEYS, [keyIds, after, size]);
  }

  async reseal(tx: Tx, { id, sealed, digest, contentHash, ownerHashes }: KeyedRow): Promise<void> {
    await tx.query(RESEAL, [id, sealed, digest, contentHash, ownerHashes]);
  }
}
