import { Injectable } from '@nestjs/common';
import type { MarkedPlate } from '../../domain/pack/plate-set.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

export interface PackedFile {
  readonly fileId: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A pack as it stands in the database. */
export interface PlatePack {
  readonly id: string;
  readonly number: number;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  readonly plates: number;
  readonly keyId: string;
  readonly publicKey: string;
  readonly file: PackedFile;
  /** What changed since an earlier pack; null for the first. */
  readonly delta: (PackedFile & { readonly baseNumber: number }) | null;
}

type Queries = Pick<Tx, 'query'>;

const COLUMN_END = '\u001f';
const COLUMNS = `id, number, made_at AS "madeAt", expires_at AS "expiresAt", plates, key_id AS "keyId",
  public_key AS "publicKey",
  json_build_object('fileId', file_id, 'bytes', byte_count, 'sha256', sha256) AS file,
  CASE WHEN delta_file_id IS NOT NULL THEN json_build_object('fileId', delta_file_id, 'bytes', delta_byte_count,
    'sha256', delta_sha256, 'baseNumber', delta_base_number) END AS delta`;

const LOCK = statement('pack_lock', "SELECT pg_advisory_xact_lock(hashtextextended('plate_pack', 0))");
const NEWEST = statement('pack_newest', `SELECT ${COLUMNS} FROM plate_pack ORDER BY number DESC LIMIT 1`);
const FIND = statement('pack_find', `SELECT ${COLUMNS} FROM plate_pack WHERE id = $1`);
const PAGE = statement(
  'pack_page',
  `SELECT ${COLUMNS} FROM plate_pack WHERE number < $1 ORDER BY number DESC LIMIT $2`,
);
const INSERT = statement(
  'pack_insert',
  `INSERT INTO plate_pack (id, number, previous_number, made_at, expires_at, plates, key_id, public_key, file_id,
     byte_count, sha256, delta_file_id, delta_byte_count, delta_sha256, delta_base_number)
   VALUES ($1, $2::int, nullif($2::int - 1, 0), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
);
const WHOLE = statement('pack_whole', 'SET LOCAL cursor_tuple_fraction = 1');
/** Whatever this site knows of the delta: what its own vehicles are to others, the others' are to it. */
const OPEN = statement(
  'pack_open',
  `DECLARE pack_plates NO SCROLL CURSOR FOR
   SELECT v.plate_number || E'\\x1f' || v.plate_type || E'\\x1f' || v.division || E'\\x1f' || r.codes AS plate
   FROM (SELECT vehicle_id, string_agg(code, '+' ORDER BY code COLLATE "C") AS codes
         FROM supervision_reason WHERE until_at IS NULL OR until_at >= $1 GROUP BY vehicle_id) AS r
   JOIN vehicle AS v ON v.id = r.vehicle_id`,
);
const FETCH = statement('pack_fetch', 'FETCH FORWARD 5000 FROM pack_plates');
const CLOSE = statement('pack_close', 'CLOSE pack_plates');

function markedPlate(text: string): MarkedPlate {
  const [plateNumber = '', plateType = '', division = '', codes = ''] = text.split(COLUMN_END);
  return { plateNumber, plateType, division, reasons: codes.split('+') };
}

@Injectable()
export class PackRepository {
  /** Waits until nobody else makes a pack, and keeps everybody else from it until the transaction ends. */
  async lock(tx: Tx): Promise<void> {
    await tx.query(LOCK);
  }

  async newest(on: Queries): Promise<PlatePack | null> {
    const [row] = await on.query<PlatePack>(NEWEST);
    return row ?? null;
  }

  async find(on: Queries, id: string): Promise<PlatePack | null> {
    const [row] = await on.query<PlatePack>(FIND, [id]);
    return row ?? null;
  }

  /** The newest first, each with a number below the given one. */
  page(tx: Tx, below: number, size: number): Promise<PlatePack[]> {
    return tx.query<PlatePack>(PAGE, [below, size]);
  }

  async insert(tx: Tx, pack: PlatePack): Promise<void> {
    const { id, number, madeAt, expiresAt, plates, keyId, publicKey, file, delta } = pack;
    await tx.query(INSERT, [
      ...[id, number, madeAt, expiresAt, plates, keyId, publicKey, file.fileId, file.bytes, file.sha256],
      ...[delta?.fileId ?? null, delta?.bytes ?? null, delta?.sha256 ?? null, delta?.baseNumber ?? null],
    ]);
  }

  /** Every plate that is under key supervision, whatever the reason and wherever in the delta. */
  async *supervised(tx: Tx, at: Instant): AsyncGenerator<MarkedPlate[]> {
    await Promise.all([tx.query(WHOLE), tx.query(OPEN, [at])]);
    for (;;) {
      const rows = await tx.query<{ plate: string }>(FETCH);
      if (rows.length === 0) break;
      yield rows.map(({ plate }) => markedPlate(plate));
    }
    await tx.query(CLOSE);
  }
}
