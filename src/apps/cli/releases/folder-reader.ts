import { createHash } from 'node:crypto';
import { createReadStream, lstatSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** Whether there is an ordinary file; a link to one elsewhere is none. */
export function isOrdinaryFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Size and SHA-256 (hexadecimal) of a file. */
export async function digestOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path)) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The lines of a file without their ends, a piece's worth at a time. */
export async function* linesOf(folder: string, name: string): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const piece of createReadStream(join(folder, name))) {
    const lines = (rest + decoder.write(piece as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  rest += decoder.end();
  if (rest !== '') yield [rest];
}

/** Compares a file with text that is made bit by bit. */
export class FileComparer {
  #at = 0;

  private constructor(private readonly file: Awaited<ReturnType<typeof open>>) {}

  static async open(path: string): Promise<FileComparer> {
    return new FileComparer(await open(path, 'r'));
  }

  /** Whether the file goes on with the text. */
  async goesOnWith(text: string): Promise<boolean> {
    const expected = Buffer.from(text, 'utf8');
    const found = Buffer.alloc(expected.length);
    const { bytesRead } = await this.file.read(found, 0, found.length, this.#at);
    const isSame = bytesRead === expected.length && found.equals(expected);
    // A part that differs may be looked at again, piece by piece.
    if (isSame) this.#at += bytesRead;
    return isSame;
  }

  async hasEnded(): Promise<boolean> {
    const { bytesRead } = await this.file.read(Buffer.alloc(1), 0, 1, this.#at);
    return bytesRead === 0;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
