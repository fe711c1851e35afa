import type { ByteSource } from '../../src/platform/tables/byte-source.js';
import type { TableLimits } from '../../src/platform/tables/table-limits.js';

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
