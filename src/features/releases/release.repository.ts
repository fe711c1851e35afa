import { Injectable } from '@nestjs/common';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { ReleaseEdition, ReleaseFile, ReleaseList } from '../../domain/release/release-list.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** A file of a release. */
export interface ReleasedFile {
  readonly name: ReleaseFile;
  readonly fileId: string;
  /** Null where the file has no rows. */
  readonly rows: number | null;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A release as it stands in the database. */
export interface Release {
  readonly id: string;
  readonly list: ReleaseList;
  readonly edition: ReleaseEdition;
  readonly number: number;
  readonly madeOn: CivilDate;
  readonly madeAt: Instant;
  readonly rows: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly keyId: string;
  readonly publicKey: string;
  readonly manifestSha256: string;
  readonly files: readonly ReleasedFile[];
}

/** Runs a statement, in a transaction or on its own. */
type Queries = Pick<Tx, 'query'>;

const COLUMNS = `r.id, r.list, r.edition, r.number, r.made_on AS "madeOn", r.made_at AS "madeAt", r.row_count AS rows,
  r.added, r.removed, r.changed, r.key_id AS "keyId", r.public_key AS "publicKey",
  r.manifest_sha256 AS "manifestSha256",
  (SELECT json_agg(json_build_object('name', f.name, 'fileId', f.file_id, 'rows', f.row_count, 'bytes', f.byte_count,
     'sha256', f.sha256) ORDER BY array_position(
       ARRAY['rows.ndjson', 'rows.csv', 'difference.ndjson', 'manifest.json', 'manifest.sig'], f.name))
   FROM list_release_file AS f WHERE f.release_id = r.id) AS files`;

const LOCK = statement(
  'release_lock',
  "SELECT pg_advisory_xact_lock(hashtextextended('list_release ' || $1 || ' ' || $2, 0))",
);
const NEWEST = statement(
  'release_newest',
  `SELECT ${COLUMNS} FROM list_release AS r WHERE r.list = $1 AND r.edition = $2 ORDER BY r.number DESC LIMIT 1`,
);
const FIND = statement('release_find', `SELECT ${COLUMNS} FROM list_release AS r WHERE r.id = $1`);
const PAGE = statement(
  'release_page',
  `SELECT ${COLUMNS} FROM list_release AS r
   WHERE r.list = $1 AND r.edition = $2 AND r.number < $3 ORDER BY r.number DESC LIMIT $4`,
);
const INSERT = statement(
  'release_insert',
  `INSERT INTO list_release (id, list, edition, number, previous_number, made_on, made_at, row_count, added, removed,
     changed, key_id, public_key, manifest_sha256)
   VALUES ($1, $2, $3, $4::int, nullif($4::int - 1, 0), $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
);
const INSERT_FILES = statement(
  'release_insert_files',
  `INSERT INTO list_release_file (release_id, name, file_id, row_count, byte_count, sha256)
   SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::int[], $5::bigint[], $6::text[])`,
);
const KEYS = statement(
  'release_keys',
  `SELECT key_id AS "keyId", public_key AS "publicKey", min(made_at) AS since FROM (
     SELECT key_id, public_key, made_at FROM list_release
     UNION ALL SELECT key_id, public_key, made_at FROM plate_pack) AS signed
   GROUP BY key_id, public_key ORDER BY min(made_at)`,
);

/** A key that signed something of this site, and when first. */
export interface UsedKey {
  readonly keyId: string;
  readonly publicKey: string;
  readonly since: Instant;
}

@Injectable()
export class ReleaseRepository {
  /** Waits until nobody else makes this list, and keeps everybody else from it until the transaction ends. */
  async lock(tx: Tx, list: ReleaseList, edition: ReleaseEdition): Promise<void> {
    await tx.query(LOCK, [list, edition]);
  }

  async newest(on: Queries, list: ReleaseList, edition: ReleaseEdition): Promise<Release | null> {
    const [row] = await on.query<Release>(NEWEST, [list, edition]);
    return row ?? null;
  }

  async find(on: Queries, id: string): Promise<Release | null> {
    const [row] = await on.query<Release>(FIND, [id]);
    return row ?? null;
  }

  /** The newest first, each with a number below the given one. */
  page(
    tx: Tx,
    of: { readonly list: ReleaseList; readonly edition: ReleaseEdition },
    below: number,
    size: number,
  ): Promise<Release[]> {
    return tx.query<Release>(PAGE, [of.list, of.edition, below, size]);
  }

  async insert(tx: Tx, release: Release): Promise<void> {
    const { id, list, edition, number, madeOn, madeAt, rows, added, removed, changed, files } = release;
    await tx.query(INSERT, [
      ...[id, list, edition, number, madeOn, madeAt, rows, added, removed, changed],
      ...[release.keyId, release.publicKey, release.manifestSha256],
    ]);
    await tx.query(INSERT_FILES, [
      id,
      files.map(({ name }) => name),
      files.map(({ fileId }) => fileId),
      files.map((file) => file.rows),
      files.map(({ bytes }) => bytes),
      files.map(({ sha256 }) => sha256),
    ]);
  }

  /** Every key that signed a release or a pack of this site. */
  usedKeys(on: Queries): Promise<UsedKey[]> {
    return on.query<UsedKey>(KEYS);
  }
}
