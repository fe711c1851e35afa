import { decoderOf } from './text-encoding.js';

/** Code units of the plane that every character but the rare ones lies in. */
const PLANE = 0x10000;
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;
/** The four-byte codes of the characters beyond the plane follow each other without a gap from 90 30 81 30. */
const FIRST_BEYOND = 189_000;
/** The four-byte codes of the plane end here. */
const FIRST_FREE = 39_420;
/** '?' */
const REPLACEMENT = 0x3f;

let codes: Uint32Array | null = null;

/**
 * Text as GB18030. The codes are those of the decoder turned round, so that what is written is read as the same text.
 * What has no code becomes '?': lone surrogates, and the few private-use characters whose codes later editions reassigned.
 */
export function encodeGb18030(text: string): Buffer {
  const table = (codes ??= invertDecoder());
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let size = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[size++] = unit;
      continue;
    }
    const point = text.codePointAt(at) ?? unit;
    if (point >= PLANE) at += 1;
    const code = point >= PLANE ? fourByteCode(FIRST_BEYOND + point - PLANE) : (table[point] ?? 0);
    size = put(bytes, size, code === 0 ? REPLACEMENT : code);
  }
  return bytes.subarray(0, size);
}

function put(bytes: Buffer, at: number, code: number): number {
  if (code > 0xffff) return bytes.writeUInt32BE(code, at);
  return code > 0xff ? bytes.writeUInt16BE(code, at) : bytes.writeUInt8(code, at);
}

/** The four bytes of the linear position, as one number. */
function fourByteCode(position: number): number {
  const fourth = 0x30 + (position % 10);
  const third = 0x81 + (Math.floor(position / 10) % 126);
  const second = 0x30 + (Math.floor(position / 1260) % 10);
  const first = 0x81 + Math.floor(position / 12_600);
  return first * 0x1000000 + second * 0x10000 + third * 0x100 + fourth;
}

/** Which code each character of the plane has; two-byte codes go before four-byte ones. */
function invertDecoder(): Uint32Array {
  const table = new Uint32Array(PLANE);
  const decoder = decoderOf('GB18030');
  const bytes = Buffer.allocUnsafe(4);
  const note = (code: number, length: number): void => {
    const text = decodeOrNull(decoder, bytes.subarray(0, length));
    const point = text?.length === 1 ? text.charCodeAt(0) : 0;
    if (point >= 0x80 && (point < FIRST_SURROGATE || point >= AFTER_SURROGATES)) table[point] ||= code;
  };
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      const code = first * 0x100 + second;
      bytes.writeUInt16BE(code);
      note(code, 2);
    }
  }
  for (let position = 0; position < FIRST_FREE; position += 1) {
    const code = fourByteCode(position);
    bytes.writeUInt32BE(code);
    note(code, 4);
  }
  return table;
}

function decodeOrNull(decoder: ReturnType<typeof decoderOf>, bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
