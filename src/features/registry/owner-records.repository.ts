import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { SealedParticulars, SearchedField } from './owner-vault.js';

/** Sealed particulars on their way into the table. */
export interface NewRecord {
  readonly vehicleId: string;
  readonly record: SealedParticulars;
  readonly recordedAt: Instant;
}

/** A record as it is kept; `sealed` is null when it was erased. */
export interface KeptRecord {
  readonly id: string;
  readonly sealed: Buffer | null;
}

/** A record with the keyed hashes beside it. */
export interface HashedRecord extends KeptRecord {
  readonly hashes: Readonly<Record<SearchedField, Buffer | null>>;
}

/** What a search of owners looks for, within a division prefix. */
export interface OwnerSearch {
  readonly field: SearchedField;
  readonly hashes: readonly Buffer[];
  /** Only a name may be an organisation's, which is public. */
  readonly organisationName: string | null;
  readonly divisionPrefix: string;
}

const INSERT = statement(
  'personal_insert',
  `INSERT INTO personal_record (id, vehicle_id, key_id, sealed, name_hash, phone_hash, id_number_hash, recorded_at)
   SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[],
     $8::timestamptz[])`,
);
const LOAD = statement('personal_load', 'SELECT id, sealed FROM personal_record WHERE id = ANY ($1::uuid[])');
const LOAD_HASHED = statement(
  'personal_load_hashed',
  `SELECT id, sealed, name_hash AS name, phone_hash AS phone, id_number_hash AS "idNumber" FROM personal_record
   WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
);
const ERASE = statement(
  'personal_erase',
  `UPDATE personal_record SET sealed = NULL, key_id = NULL, name_hash = NULL, phone_hash = NULL, id_number_hash = NULL,
     erased_at = $2
   WHERE id = ANY ($1::uuid[]) AND erased_at IS NULL RETURNING id`,
);
const KEYS = statement(
  'personal_keys',
  'SELECT key_id, count(*)::int AS records FROM personal_record WHERE key_id IS NOT NULL GROUP BY key_id ORDER BY key_id',
);
const UNDER_OTHER_KEYS = statement(
  'personal_under_other_keys',
  `SELECT id, sealed FROM personal_record WHERE key_id = ANY ($1::text[]) AND ($2::uuid IS NULL OR id > $2)
   ORDER BY id LIMIT $3 FOR UPDATE`,
);
const RESEAL = statement(
  'personal_reseal',
  `UPDATE personal_record AS held SET key_id = given.key_id, sealed = given.sealed, name_hash = given.name_hash,
     phone_hash = given.phone_hash, id_number_hash = given.id_number_hash
   FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])
     AS given (id, key_id, sealed, name_hash, phone_hash, id_number_hash)
   WHERE held.id = given.id AND held.erased_at IS NULL`,
);

/**
 * Records of the present owner only: a former owner's particulars lead to no vehicle. Each hash has its own index, and
 * what was not asked about is an empty list.
 */
const SEARCH = statement(
  'personal_search',
  `SELECT v.id FROM (
     SELECT o.vehicle_id FROM personal_record p JOIN vehicle_owner o ON o.record = p.id WHERE p.name_hash = ANY ($1::bytea[])
     UNION
     SELECT o.vehicle_id FROM personal_record p JOIN vehicle_owner o ON o.record = p.id WHERE p.phone_hash = ANY ($2::bytea[])
     UNION
     SELECT o.vehicle_id FROM personal_record p JOIN vehicle_owner o ON o.record = p.id
     WHERE p.id_number_hash = ANY ($3::bytea[])
     UNION
     SELECT vehicle_id FROM vehicle_owner WHERE organisation_name = $4::text
   ) AS found JOIN vehicle v ON v.id = found.vehicle_id
   WHERE left(v.division, length($5::text)) = $5 AND ($6::uuid IS NULL OR v.id > $6) ORDER BY v.id LIMIT $7`,
);

const sealedColumns = (records: readonly SealedParticulars[]): unknown[] => [
  records.map(({ keyId }) => keyId),
  records.map(({ sealed }) => sealed),
  records.map(({ nameHash }) => nameHash),
  records.map(({ phoneHash }) => phoneHash),
  records.map(({ idNumberHash }) => idNumberHash),
];

/** The table of sealed particulars. It never sees what is under the seal. */
@Injectable()
export class OwnerRecordsRepository {
  /** One statement for all of them. */
  async insert(tx: Tx, added: readonly NewRecord[]): Promise<void> {
    if (added.length === 0) return;
    await tx.query(INSERT, [
      added.map(({ record }) => record.id),
      added.map(({ vehicleId }) => vehicleId),
      ...sealedColumns(added.map(({ record }) => record)),
      added.map(({ recordedAt }) => recordedAt),
    ]);
  }

  /** The records that this site keeps, erased ones without their seal. */
  async load(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, KeptRecord>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.query<KeptRecord>(LOAD, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Records with their hashes, kept from everybody else until the transaction ends. */
  async loadHashed(tx: Tx, ids: readonly string[]): Promise<readonly HashedRecord[]> {
    const rows = await tx.query<KeptRecord & HashedRecord['hashes']>(LOAD_HASHED, [ids]);
    return rows.map(({ id, sealed, ...hashes }) => ({ id, sealed, hashes }));
  }

  /** Destroys seal, hashes and salt. @returns the ids of those that were there. */
  async erase(tx: Tx, ids: readonly string[], at: Instant): Promise<readonly string[]> {
    return (await tx.query<{ id: string }>(ERASE, [ids, at])).map(({ id }) => id);
  }

  /** How many records each key seals. */
  async countByKey(tx: Tx): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.query<{ key_id: string; records: number }>(KEYS);
    return new Map(rows.map((row) => [row.key_id, row.records]));
  }

  /** Records under one of the keys, locked, in order of id. */
  async underKeys(
    tx: Tx,
    keyIds: readonly string[],
    after: string | null,
    size: number,
  ): Promise<KeptRecord[]> {
    return tx.query<KeptRecord>(UNDER_OTHER_KEYS, [keyIds, after, size]);
  }

  async reseal(tx: Tx, records: readonly SealedParticulars[]): Promise<void> {
    await tx.query(RESEAL, [records.map(({ id }) => id), ...sealedColumns(records)]);
  }

  /** Ids of the vehicles of such owners, in order of id; all of them without a size. */
  async search(
    tx: Tx,
    { field, hashes, organisationName, divisionPrefix }: OwnerSearch,
    after: string | null,
    size: number | null,
  ): Promise<readonly string[]> {
    const of = (asked: SearchedField): readonly Buffer[] => (asked === field ? hashes : []);
    const by = [of('name'), of('phone'), of('idNumber'), organisationName];
    const rows = await tx.query<{ id: string }>(SEARCH, [...by, divisionPrefix, after, size]);
    return rows.map(({ id }) => id);
  }
}
