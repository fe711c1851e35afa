import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/shared/time.js';
import type { Action } from '../../domain/access/actions.js';
import { uuidV7 } from '../context/ids.js';
import type { Database, Tx } from '../database/database.js';
import { statement } from '../database/statement.js';
import { AppError } from '../errors/app-error.js';
import type { Keyring } from '../secrets/keyring.js';
import { inPieces } from './pieces.js';
import { contextOfPiece } from './sealed-pieces.js';
import type { FileMeta, FilePurpose, StoredFile } from './stored-file.js';

/** Bytes of a piece before it is sealed: what is in memory at once while a file is written or read. */
const PIECE_BYTES = 256 * 1024;

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly purpose: FilePurpose;
  readonly read_action: Action;
  readonly only_account: string | null;
  readonly size: number;
  readonly sha256: Buffer;
  readonly created_at: Instant;
  readonly expires_at: Instant | null;
}

const BEGIN = statement(
  'file_begin',
  `INSERT INTO stored_file (id, name, media_type, purpose, read_action, only_account, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const ADD_PIECE = statement(
  'file_add_piece',
  'INSERT INTO stored_file_chunk (file_id, ordinal, sealed) VALUES ($1, $2, $3)',
);
const FINISH = statement('file_finish', 'UPDATE stored_file SET size = $2, sha256 = $3 WHERE id = $1');
const FIND = statement('file_find', 'SELECT * FROM stored_file WHERE id = $1 AND size IS NOT NULL');
const PIECE = statement(
  'file_piece',
  'SELECT sealed FROM stored_file_chunk WHERE file_id = $1 AND ordinal = $2',
);
const REMOVE = statement('file_remove', 'DELETE FROM stored_file WHERE id = $1');
const KEEP = statement('file_keep', 'UPDATE stored_file SET expires_at = NULL WHERE id = ANY ($1::uuid[])');
const SWEEP = statement(
  'file_sweep',
  `WITH gone AS (
     DELETE FROM stored_file WHERE expires_at <= $1 OR (size IS NULL AND created_at <= $2) RETURNING id)
   SELECT count(*)::int AS removed FROM gone`,
);

const fileOf = (row: FileRow): StoredFile => ({
  id: row.id,
  name: row.name,
  mediaType: row.media_type,
  purpose: row.purpose,
  readAction: row.read_action,
  onlyAccount: row.only_account,
  size: row.size,
  sha256: row.sha256.toString('hex'),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

/**
 * Files in the database, so that every process of the site has them and a backup holds them. The content is sealed,
 * for what comes in and goes out may name people. Memory does not grow with a file.
 */
export class FileStore {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Writes a file; nobody sees it before all of it is there, and nothing stays of one that breaks off.
   * @param limits.maxBytes null: no limit
   * @throws AppError FILE_TOO_LARGE; whatever the source throws
   */
  async write(
    meta: FileMeta,
    source: AsyncIterable<Uint8Array>,
    limits: { readonly maxBytes: number | null; readonly now: Instant },
  ): Promise<StoredFile> {
    const id = uuidV7();
    const { name, mediaType, purpose, readAction, onlyAccount, expiresAt } = meta;
    const row = [id, name, mediaType, purpose, readAction, onlyAccount, limits.now, expiresAt];
    await this.database.query(BEGIN, row);
    try {
      const { size, sha256 } = await this.#writePieces(id, source, limits.maxBytes);
      await this.database.query(FINISH, [id, size, sha256]);
      return { ...meta, id, size, sha256: sha256.toString('hex'), createdAt: limits.now };
    } catch (error) {
      await this.remove(id);
      throw error;
    }
  }

  /** A piece is sealed while the one before it is being written. */
  async #writePieces(
    id: string,
    source: AsyncIterable<Uint8Array>,
    maxBytes: number | null,
  ): Promise<{ size: number; sha256: Buffer }> {
    const hash = createHash('sha256');
    let size = 0;
    let ordinal = 0;
    let underWay: Promise<unknown> = Promise.resolve();
    try {
      for await (const piece of inPieces(source, PIECE_BYTES)) {
        size += piece.length;
        if (maxBytes !== null && size > maxBytes) throw new AppError('FILE_TOO_LARGE', { maximum: maxBytes });
        hash.update(piece);
        const sealed = this.keyring.seal(piece, contextOfPiece(id, ordinal));
        await underWay;
        underWay = this.database.query(ADD_PIECE, [id, ordinal, sealed]);
        underWay.catch(() => undefined);
        ordinal += 1;
      }
    } finally {
      await underWay;
    }
    return { size, sha256: hash.digest() };
  }

  /** The file when all of it is there; expired ones included, until they are swept. */
  async find(id: string): Promise<StoredFile | null> {
    const [row] = await this.database.query<FileRow>(FIND, [id]);
    return row === undefined ? null : fileOf(row);
  }

  /**
   * The bytes from `start` up to but not including `end`, piece by piece.
   * @throws Error when a file has ended, or was removed, before a given `end`; KeyUnknownError, SealBrokenError
   */
  async *read(id: string, start = 0, end = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
    const pieceAt = async (ordinal: number): Promise<Buffer | null> => {
      const [row] = await this.database.query<{ sealed: Buffer }>(PIECE, [id, ordinal]);
      return row?.sealed ?? null;
    };
    let ordinal = Math.floor(start / PIECE_BYTES);
    let next = pieceAt(ordinal);
    for (let offset = ordinal * PIECE_BYTES; offset < end; offset += PIECE_BYTES) {
      const sealed = await next;
      if (sealed === null) {
        if (Number.isFinite(end)) throw new Error(`file ${id} lacks its piece ${ordinal}`);
        return;
      }
      if (offset + PIECE_BYTES < end) {
        next = pieceAt(ordinal + 1);
        next.catch(() => undefined);
      }
      const piece = this.keyring.open(sealed, contextOfPiece(id, ordinal));
      yield piece.subarray(Math.max(0, start - offset), Math.min(piece.length, end - offset));
      ordinal += 1;
    }
  }

  /** Takes a file away, with everything written of it. */
  async remove(id: string): Promise<void> {
    await this.database.query(REMOVE, [id]);
  }

  /** Keeps files that were written to expire: with the transaction that makes them part of something, or not at all. */
  async keep(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(KEEP, [ids]);
  }

  /** Removes what has expired by `now`, and what was begun before `abandonedBefore` and never finished. */
  async sweep(now: Instant, abandonedBefore: Instant): Promise<number> {
    const [row] = await this.database.query<{ removed: number }>(SWEEP, [now, abandonedBefore]);
    return row?.removed ?? 0;
  }
}
