import { randomBytes } from 'node:crypto';

const COUNTER_LIMIT = 0xfff;
let lastMillisecond = -1;
let counter = 0;

const POOL_BYTES = 4096;
const ID_BYTES = 16;
let pool = Buffer.alloc(0);

/** Random bytes from a supply: asking the system for each id by itself costs more than all the rest of it. */
function random16(): Buffer {
  if (pool.length < ID_BYTES) pool = randomBytes(POOL_BYTES);
  const bytes = pool.subarray(0, ID_BYTES);
  pool = pool.subarray(ID_BYTES);
  return bytes;
}

/**
 * A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then a 12-bit counter that keeps ids of one process in
 * the order in which they were given, then 62 random bits.
 */
export function uuidV7(millisecond: number = Date.now()): string {
  if (millisecond > lastMillisecond) {
    lastMillisecond = millisecond;
    counter = 0;
  } else if (++counter > COUNTER_LIMIT) {
    lastMillisecond += 1;
    counter = 0;
  }
  const bytes = random16();
  bytes.writeUIntBE(lastMillisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
