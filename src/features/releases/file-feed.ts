import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Instant } from '../../domain/shared/time.js';
import type { FileStore } from '../../platform/files/file-store.js';
import type { FileMeta, StoredFile } from '../../platform/files/stored-file.js';

/** Text that may wait for the store before the writer of lines has to. */
const MOST_WAITING = 2 ** 20;

/** One of several files that are written side by side from one stream of rows. */
export class FileFeed {
  readonly #stream = new PassThrough({ highWaterMark: MOST_WAITING });
  readonly #written: Promise<StoredFile>;
  rows = 0;

  constructor(files: Pick<FileStore, 'write'>, meta: FileMeta, now: Instant) {
    // The store begins to listen only when its row is there: what is given up before must not end the process.
    this.#stream.on('error', () => undefined);
    this.#written = files.write(meta, this.#stream, { maxBytes: null, now });
    // Met by whoever writes or ends; until then it is nobody's unhandled failure.
    this.#written.catch(() => this.#stream.destroy());
  }

  /** Resolves when there is room for more. Throws what the store threw. */
  async write(text: string, rows: number): Promise<void> {
    if (this.#stream.destroyed) await this.#written;
    this.rows += rows;
    if (text === '' || this.#stream.write(text)) return;
    await Promise.race([once(this.#stream, 'drain'), this.#written]);
  }

  /** Ends the file. @returns it as it is stored */
  end(): Promise<StoredFile> {
    this.#stream.end();
    return this.#written;
  }

  /** Gives the file up; nothing of it stays. */
  async abandon(files: Pick<FileStore, 'remove'>): Promise<void> {
    if (this.#stream.writableEnded) {
      const file = await this.#written.catch(() => null);
      if (file !== null) await files.remove(file.id);
      return;
    }
    this.#stream.destroy(new Error('the file was given up'));
    await this.#written.catch(() => undefined);
  }
}
