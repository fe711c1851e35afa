import { AppError } from '../../src/platform/errors/app-error.js';
import type { ByteSource } from '../../src/platform/tables/byte-source.js';
import type { TableLimits } from '../../src/platform/tables/table-limits.js';
import type { OpenedTable, RawRow } from '../../src/platform/tables/table.js';

/** The limits that a service has when nothing else is configured. */
export const TABLE_LIMITS: TableLimits = {
  maxRowChars: 1024 * 1024,
  maxColumns: 256,
  maxArchiveEntries: 1000,
  maxExpandedBytes: 8 * 1024 ** 3,
  maxExpansion: 200,
};

/** Bytes in memory, given out in pieces of `piece` bytes. */
export function memorySource(bytes: Buffer, piece = 64 * 1024): ByteSource {
  return {
    size: bytes.length,
    async *read(start, end) {
      for (let at = start; at < end; at += piece) {
        // Pieces come one at a time, as they do from a disk.
        await Promise.resolve();
        yield bytes.subarray(at, Math.min(at + piece, end));
      }
    },
  };
}

/** Every row of a table; the table is closed. */
export async function rowsOf(table: OpenedTable): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  try {
    for await (const row of table.rows()) rows.push(row);
  } finally {
    await table.close();
  }
  return rows;
}

/** The code and params of the refusal that the work ends in. */
export async function refusalOf(work: () => Promise<unknown>): Promise<object> {
  const error: unknown = await work().then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error('nothing was refused', { cause: error });
  return { code: error.code, ...error.params };
}

/** All bytes of a stream. */
export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
