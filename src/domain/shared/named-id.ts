import type { Sha256 } from '../sync/hash-chain.js';

const UUID_BYTES = 16;
const VERSION_8 = 0x80;
const VARIANT = 0x80;

/**
 * The id of what has this name: a UUIDv8 (RFC 9562) from the first 16 bytes of the SHA-256 of a prefix that says what is
 * named, and the name; so facts of two sites about one thing meet on one subject.
 */
export function idOfName(domain: string, name: string, sha256: Sha256): string {
  const bytes = [...sha256(domain + name).slice(0, UUID_BYTES)];
  const hex = bytes.map((byte, index) => withVersion(byte, index).toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function withVersion(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | VERSION_8;
  return index === 8 ? (byte & 0x3f) | VARIANT : byte;
}
