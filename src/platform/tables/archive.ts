import { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { fromRandomAccessReaderPromise, RandomAccessReader, validateFileName } from 'yauzl';
import { AppError } from '../errors/app-error.js';
import type { ByteSource } from './byte-source.js';
import type { TableLimits } from './table-limits.js';

/** Small parts may be as dense as they like: empty templates are. */
const HARMLESS_BYTES = 8 * 1024 * 1024;

/**
 * The parts of an XLSX archive, read by name and never written anywhere. Before any part is unpacked the whole
 * directory is judged: names, number, sizes and density of the parts, and encryption.
 */
export class Archive {
  readonly #parts = new Map<string, Entry>();
  readonly #source: SourceReader;

  private constructor(
    private readonly zip: ZipFile,
    source: SourceReader,
    private readonly limits: TableLimits,
  ) {
    this.#source = source;
  }

  /** AppErrors: TABLE_CORRUPT, ARCHIVE_ENCRYPTED, ARCHIVE_TOO_LARGE, ARCHIVE_NAME_FORBIDDEN. */
  static async open(source: ByteSource, limits: TableLimits): Promise<Archive> {
    const reader = new SourceReader(source);
    const zip = await reader.guard('zip', () =>
      fromRandomAccessReaderPromise(reader, source.size, { autoClose: false, decodeStrings: false }),
    );
    const archive = new Archive(zip, reader, limits);
    try {
      await reader.guard('zip', () => archive.#readDirectory());
    } catch (error) {
      archive.close();
      throw error;
    }
    return archive;
  }

  has(part: string): boolean {
    return this.#parts.has(part);
  }

  /** Packed size of a part in bytes. */
  packedSize(part: string): number {
    return this.#parts.get(part)?.compressedSize ?? 0;
  }

  /** The unpacked bytes of a part. AppError: TABLE_CORRUPT where it is missing, damaged or longer than it says. */
  async *read(part: string, onPacked?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    const entry = this.#parts.get(part);
    if (entry === undefined) throw new AppError({ code: 'TABLE_CORRUPT', params: { part } });
    try {
      this.#source.onRead = onPacked ?? null;
      for await (const bytes of await this.zip.openReadStreamPromise(entry)) yield bytes as Uint8Array;
    } catch (error) {
      throw this.#source.refusal(error, part);
    }
  }

  close(): void {
    this.zip.close();
  }

  async #readDirectory(): Promise<void> {
    const { maxArchiveEntries, maxExpandedBytes } = this.limits;
    let expanded = 0;
    for await (const entry of this.zip.eachEntry()) {
      // Names are decoded as UTF-8: every part that is read has a plain one.
      const name = entry.fileNameRaw.toString('utf8');
      if (validateFileName(name) !== null || name.includes('\0')) {
        throw new AppError({ code: 'ARCHIVE_NAME_FORBIDDEN', params: { name: printable(name) } });
      }
      if (entry.isEncrypted()) throw new AppError({ code: 'ARCHIVE_ENCRYPTED' });
      this.#judgeSize(name, entry);
      expanded += entry.uncompressedSize;
      if (expanded > maxExpandedBytes) throw tooLarge(name, 'bytes', maxExpandedBytes);
      if (this.#parts.has(name))
        throw new AppError({ code: 'TABLE_CORRUPT', params: { part: printable(name) } });
      this.#parts.set(name, entry);
      if (this.#parts.size > maxArchiveEntries) throw tooLarge(name, 'entries', maxArchiveEntries);
    }
  }

  #judgeSize(name: string, { compressedSize, uncompressedSize }: Entry): void {
    const { maxExpansion } = this.limits;
    if (uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * maxExpansion) {
      throw tooLarge(name, 'expansion', maxExpansion);
    }
  }
}

const tooLarge = (part: string, what: string, maximum: number): AppError =>
  new AppError({ code: 'ARCHIVE_TOO_LARGE', params: { part: printable(part), what, maximum } });

/** A name from outside as it may stand in a message. */
const printable = (name: string): string => name.replace(/[\p{Cc}\p{Cs}\uFFFD]/gu, '?').slice(0, 80);

/** Lets the archive be read where it lies, and keeps failures of the source apart from faults of the archive. */
class SourceReader extends RandomAccessReader {
  /** Told how many packed bytes were read. */
  onRead: ((bytes: number) => void) | null = null;
  #failure: Error | null = null;

  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#read(start, end), { objectMode: false });
  }

  async guard<T>(part: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.refusal(error, part);
    }
  }

  /** What to throw: our own refusals and failures of the source as they are, the rest as damage of the archive. */
  refusal(error: unknown, part: string): unknown {
    if (error instanceof AppError) return error;
    return this.#failure ?? new AppError({ code: 'TABLE_CORRUPT', params: { part } });
  }

  async *#read(start: number, end: number): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of this.source.read(start, end)) {
        yield piece;
        this.onRead?.(piece.length);
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }
}
