import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Bytes that can be read from any place, as often as wanted: a local file, or a stored one. */
export interface ByteSource {
  /** Whole size in bytes. */
  readonly size: number;
  /** The bytes from `start` up to but not including `end`, in order, in pieces of any size. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

const PIECE_BYTES = 256 * 1024;

/** A file of this machine; its size is taken now. */
export async function fileSource(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return {
    size,
    read: (start, end) =>
      start >= end ? nothing() : createReadStream(path, { start, end: end - 1, highWaterMark: PIECE_BYTES }),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // An empty range has no bytes, and a read stream cannot say so.
}

/** The bytes of a range as one buffer; only for ranges that are known to be small. */
export async function readRange(source: ByteSource, start: number, end: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source.read(start, end)) pieces.push(piece);
  return Buffer.concat(pieces);
}
