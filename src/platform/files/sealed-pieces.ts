import type { Tx } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { Keyring } from '../secrets/keyring.js';
import { countsByKey, type KeyCount, type ResealedBatch, type SealedStore } from '../secrets/sealed-store.js';

/** Pieces of 256 KiB that are in memory at once. */
const BATCH = 8;

/** Ties a sealed piece to its file and its place in it. */
export const contextOfPiece = (id: string, ordinal: number): string => `file:${id}:${ordinal}`;

interface PieceRow {
  readonly fileId: string;
  readonly ordinal: number;
  readonly sealed: Buffer;
}

const COUNT = statement(
  'file_piece_keys',
  `SELECT sealed_key_id(sealed) AS "keyId", count(*)::int AS things FROM stored_file_chunk GROUP BY 1`,
);
const UNDER_KEYS = statement(
  'file_piece_under_keys',
  `SELECT file_id AS "fileId", ordinal, sealed FROM stored_file_chunk
   WHERE (file_id, ordinal) > ($1::uuid, $2::integer) AND sealed_key_id(sealed) = ANY ($3::text[])
   ORDER BY file_id, ordinal LIMIT ${BATCH} FOR UPDATE`,
);
const RESEAL = statement(
  'file_piece_reseal',
  'UPDATE stored_file_chunk SET sealed = $3 WHERE file_id = $1 AND ordinal = $2',
);
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000:-1';

/** The pieces of files, as things that are sealed. Whoever reads a file meanwhile gets each piece under either key. */
export class SealedPieces implements SealedStore {
  readonly kind = 'file-pieces';

  constructor(private readonly keyring: Keyring) {}

  async countByKey(tx: Tx): Promise<ReadonlyMap<string, number>> {
    return countsByKey(await tx.query<KeyCount>(COUNT));
  }

  async resealBatch(tx: Tx, keyIds: readonly string[], after: string | null): Promise<ResealedBatch | null> {
    const [file, ordinal] = (after ?? BEFORE_ALL).split(':');
    const rows = await tx.query<PieceRow>(UNDER_KEYS, [file, Number(ordinal), keyIds]);
    const last = rows.at(-1);
    if (last === undefined) return null;
    const broken: string[] = [];
    for (const row of rows) {
      const sealed = this.keyring.reseal(row.sealed, contextOfPiece(row.fileId, row.ordinal));
      if (sealed === null) broken.push(placeOf(row));
      else await tx.query(RESEAL, [row.fileId, row.ordinal, sealed]);
    }
    return { last: placeOf(last), resealed: rows.length - broken.length, broken };
  }
}

const placeOf = ({ fileId, ordinal }: PieceRow): string => `${fileId}:${ordinal}`;
