import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';

const SEED_BYTES = 32;
const RAW_KEY_BYTES = 32;
const KEY_ID_BYTES = 8;
/** DER before the 32 bytes of an Ed25519 seed (PKCS #8) and of a public key (SPKI), RFC 8410. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const MASK = '[secret]';

/** Name of a public key: base64url of the first 8 bytes of its SHA-256. @param publicKey base64 of the 32 raw bytes */
export function signingKeyId(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest();
  return hash.subarray(0, KEY_ID_BYTES).toString('base64url');
}

/** The Ed25519 key (RFC 8032) with which a site signs what others must be able to prove without asking it. */
export class SiteSigner {
  readonly keyId: string;
  /** Base64 of the 32 raw bytes. */
  readonly publicKey: string;
  readonly #key: KeyObject;

  /** @throws RangeError when the seed has not 32 bytes */
  constructor(seed: Uint8Array) {
    if (seed.length !== SEED_BYTES) throw new RangeError(`a signing key is made from ${SEED_BYTES} bytes`);
    this.#key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(this.#key).export({ format: 'der', type: 'spki' });
    this.publicKey = spki.subarray(SPKI_PREFIX.length).toString('base64');
    this.keyId = signingKeyId(this.publicKey);
  }

  /** Signature of 64 bytes. */
  sign(bytes: Uint8Array): Buffer {
    return sign(null, bytes, this.#key);
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

/** Whether the signature over the bytes was made with the key; false for a key or signature that is malformed. */
export function verifySignature(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== RAW_KEY_BYTES) return false;
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
  return verify(null, bytes, key, signature);
}
