import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { AppError } from '../errors/app-error.js';
import type { ByteSource } from './byte-source.js';
import { readRange } from './byte-source.js';

export type TextEncoding = 'UTF-8' | 'GB18030' | 'UTF-16LE' | 'UTF-16BE';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** UTF-8 begins the characters of Chinese with such a byte or a higher one. */
const FIRST_OF_THREE = 0xe0;
const SAMPLE_BYTES = 4096;
const BYTE_ORDER_MARKS: readonly (readonly [encoding: TextEncoding, mark: Buffer])[] = [
  ['UTF-8', Buffer.from('efbbbf', 'hex')],
  ['UTF-16LE', Buffer.from('fffe', 'hex')],
  ['UTF-16BE', Buffer.from('feff', 'hex')],
];

/** A decoder that refuses what is not of the encoding and swallows a byte order mark. */
export const decoderOf = (encoding: TextEncoding): TextDecoder => new TextDecoder(encoding, { fatal: true });

/**
 * The encoding of a text, from the evidence of every byte of it: a file that begins with a million plain lines may yet
 * show what it is in the last. Without a byte order mark it is UTF-8 when every line is, and GB18030 when every line
 * can be and none shows that it is UTF-8. AppErrors naming the line: TABLE_ENCODING (bytes of neither, or lines of
 * both), TABLE_NUL (no text at all), TABLE_ROW_TOO_LONG.
 */
export async function detectEncoding(source: ByteSource, longestLine: number): Promise<TextEncoding> {
  const sample = await readRange(source, 0, Math.min(SAMPLE_BYTES, source.size));
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => sample.subarray(0, mark.length).equals(mark))?.[0];
  const wide = marked ?? encodingOfZeros(sample);
  if (wide === 'UTF-16LE' || wide === 'UTF-16BE') {
    await proveWide(source, wide);
    return wide;
  }
  const scan = new LineScan(sample.includes(NEWLINE) ? NEWLINE : CARRIAGE_RETURN, longestLine);
  for await (const piece of source.read(0, source.size)) scan.take(piece);
  return scan.verdict(marked === 'UTF-8');
}

/** UTF-16 without a mark shows in its zeros: plain characters have one in every second byte. */
function encodingOfZeros(sample: Buffer): TextEncoding | null {
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const some = sample.length / 16;
  if (odd > some && even === 0) return 'UTF-16LE';
  return even > some && odd === 0 ? 'UTF-16BE' : null;
}

async function proveWide(source: ByteSource, encoding: TextEncoding): Promise<void> {
  const decoder = decoderOf(encoding);
  let line = 1;
  try {
    for await (const piece of source.read(0, source.size)) {
      line += countOf(decoder.decode(piece, { stream: true }), '\n');
    }
    decoder.decode();
  } catch (error) {
    if (!isDecodingFailure(error)) throw error;
    throw new AppError({ code: 'TABLE_ENCODING', params: { line } });
  }
}

/** What a fatal decoder throws. */
function isDecodingFailure(error: unknown): boolean {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && Reflect.get(error, 'code') === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

/** Reads whole lines of bytes and notes where each encoding first shows itself, and where it is ruled out. */
class LineScan {
  /** Bytes of a line whose end has not come. */
  #rest: Buffer = Buffer.alloc(0);
  #line = 1;
  /** First line that has Chinese in UTF-8. */
  #chineseUtf8: number | null = null;
  /** First line that is not UTF-8. */
  #notUtf8: number | null = null;
  /** First line that is not GB18030 either. */
  #neither: number | null = null;
  readonly #gb18030 = decoderOf('GB18030');

  constructor(
    private readonly newline: number,
    private readonly longestLine: number,
  ) {}

  take(piece: Uint8Array): void {
    const bytes = Buffer.concat([this.#rest, piece]);
    const end = bytes.lastIndexOf(this.newline) + 1;
    this.#rest = bytes.subarray(end);
    if (end > 0) this.#judge(bytes.subarray(0, end));
    // A character is at most four bytes long.
    if (this.#rest.length > this.longestLine * 4) {
      throw new AppError({
        code: 'TABLE_ROW_TOO_LONG',
        params: { line: this.#line, maximum: this.longestLine },
      });
    }
  }

  verdict(isMarkedUtf8: boolean): TextEncoding {
    if (this.#rest.length > 0) this.#judge(this.#rest);
    if (this.#notUtf8 === null) return 'UTF-8';
    const mixed = this.#chineseUtf8 !== null || isMarkedUtf8;
    if (!mixed && this.#neither === null) return 'GB18030';
    const line = mixed ? Math.max(this.#notUtf8, this.#chineseUtf8 ?? 0) : (this.#neither ?? 1);
    throw new AppError({ code: 'TABLE_ENCODING', params: { line } });
  }

  #judge(block: Buffer): void {
    if (block.includes(0)) this.#refuseZero(block);
    if (isUtf8(block)) {
      if (this.#chineseUtf8 === null && !isAscii(block)) this.#findChinese(block);
      this.#line += linesIn(block, this.newline);
      return;
    }
    const isGb18030 = isOf(this.#gb18030, block);
    for (const line of linesOf(block, this.newline)) {
      if (isUtf8(line)) this.#findChinese(line);
      else {
        this.#notUtf8 ??= this.#line;
        if (!isGb18030 && !isOf(this.#gb18030, line)) this.#neither ??= this.#line;
      }
      this.#line += linesIn(line, this.newline);
    }
  }

  #findChinese(block: Buffer): void {
    if (this.#chineseUtf8 !== null) return;
    const at = block.findIndex((byte) => byte >= FIRST_OF_THREE);
    if (at !== -1) this.#chineseUtf8 = this.#line + linesIn(block.subarray(0, at), this.newline);
  }

  #refuseZero(block: Buffer): never {
    const before = linesIn(block.subarray(0, block.indexOf(0)), this.newline);
    throw new AppError({ code: 'TABLE_NUL', params: { line: this.#line + before } });
  }
}

function isOf(decoder: TextDecoder, bytes: Buffer): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function linesIn(block: Buffer, newline: number): number {
  let count = 0;
  for (let at = block.indexOf(newline); at !== -1; at = block.indexOf(newline, at + 1)) count += 1;
  return count;
}

function* linesOf(block: Buffer, newline: number): Generator<Buffer> {
  let start = 0;
  while (start < block.length) {
    const at = block.indexOf(newline, start);
    const end = at === -1 ? block.length : at + 1;
    yield block.subarray(start, end);
    start = end;
  }
}
