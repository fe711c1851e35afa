import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How many strings are kept, written and fetched together. */
const BLOCK_STRINGS = 64;
/** How many characters stay in memory. */
const RESIDENT_CHARS = 8 * 1024 * 1024;
/** What a string takes besides its characters, in characters: texts of nothing fill the memory too. */
const STRING_CHARS = 16;

interface Block {
  readonly strings: readonly string[];
  readonly chars: number;
  /** Looked at since it was last passed over. */
  isUsed: boolean;
}

/**
 * The shared texts of a workbook, by number, in bounded memory: what does not fit lies in a temporary file that has no
 * name any more and goes with the process. Blocks in use stay in memory.
 */
export class SharedStrings {
  #open: string[] = [];
  #openChars = 0;
  #blocks = 0;
  #residentChars = 0;
  readonly #resident = new Map<number, Block>();
  /** Where each block lies in the file: start and length, 0 and 0 while it was never put away. */
  readonly #places: [start: number, length: number][] = [];
  #file: number | null = null;
  #fileSize = 0;

  constructor(private readonly residentLimit = RESIDENT_CHARS) {}

  push(text: string): void {
    this.#open.push(text);
    this.#openChars += text.length + STRING_CHARS;
    if (this.#open.length < BLOCK_STRINGS) return;
    this.#keep(this.#blocks, { strings: this.#open, chars: this.#openChars, isUsed: false });
    this.#places.push([0, 0]);
    this.#blocks += 1;
    this.#open = [];
    this.#openChars = 0;
  }

  /** The text of that number, or null when there is none. */
  get(index: number): string | null {
    const number = Math.floor(index / BLOCK_STRINGS);
    if (number === this.#blocks) return this.#open[index % BLOCK_STRINGS] ?? null;
    const block = this.#resident.get(number) ?? this.#fetch(number);
    if (block === null) return null;
    block.isUsed = true;
    return block.strings[index % BLOCK_STRINGS] ?? null;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#resident.clear();
  }

  #keep(number: number, block: Block): void {
    this.#resident.set(number, block);
    this.#residentChars += block.chars;
    for (const [oldest, candidate] of this.#resident) {
      if (this.#residentChars <= this.residentLimit || oldest === number) break;
      this.#resident.delete(oldest);
      if (candidate.isUsed) {
        candidate.isUsed = false;
        this.#resident.set(oldest, candidate);
        continue;
      }
      this.#putAway(oldest, candidate);
    }
  }

  #putAway(number: number, { strings, chars }: Block): void {
    this.#residentChars -= chars;
    const place = this.#places[number];
    if (place !== undefined && place[1] > 0) return;
    const bytes = Buffer.from(JSON.stringify(strings));
    this.#file ??= openUnnamedFile();
    writeSync(this.#file, bytes, 0, bytes.length, this.#fileSize);
    this.#places[number] = [this.#fileSize, bytes.length];
    this.#fileSize += bytes.length;
  }

  #fetch(number: number): Block | null {
    const [start, length] = this.#places[number] ?? [0, 0];
    if (length === 0 || this.#file === null) return null;
    const bytes = Buffer.allocUnsafe(length);
    readSync(this.#file, bytes, 0, length, start);
    const strings = JSON.parse(bytes.toString()) as readonly string[];
    const block = {
      strings,
      chars: strings.reduce((sum, text) => sum + text.length + STRING_CHARS, 0),
      isUsed: false,
    };
    this.#keep(number, block);
    return block;
  }
}

/** A file that only this process can reach, and that is gone when it ends, however it ends. */
function openUnnamedFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'qingtu-table-'));
  try {
    return openSync(join(folder, 'strings'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
