import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';

const VERSION = 1;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;
const MASK = '[secret]';

/** Something was sealed under a key that is not configured: nothing can be shown until it is again. */
export class KeyUnknownError extends Error {
  constructor(readonly keyId: string) {
    super(`the personal-data key "${keyId}" is not configured; name it in PERSONAL_DATA_KEYS again`);
    this.name = 'KeyUnknownError';
  }
}

/** What was sealed has been changed, was cut off, or belongs to another context. */
export class SealBrokenError extends Error {
  constructor(options?: ErrorOptions) {
    super('sealed data is broken or belongs elsewhere', options);
    this.name = 'SealBrokenError';
  }
}

/** A master key and the name by which sealed data refer to it. */
export interface NamedKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

interface DerivedKeys {
  readonly sealing: Buffer;
  readonly hashing: Buffer;
}

const derive = (master: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `qingtu ${use}`, KEY_BYTES));

/**
 * Seals personal data at rest (AES-256-GCM) and hashes it for equality search (HMAC-SM3, GB/T 32905), under master keys
 * that can be rotated: the first one seals, all of them open. Sealed data carry the name of their key.
 */
export class Keyring {
  readonly currentId: string;
  readonly #keys: ReadonlyMap<string, DerivedKeys>;

  /** @throws RangeError without a key, for a key of another size, and for a name that is malformed or given twice */
  constructor(keys: readonly NamedKey[]) {
    const [current] = keys;
    if (current === undefined) throw new RangeError('a keyring needs a key');
    const derived = new Map<string, DerivedKeys>();
    for (const { id, bytes } of keys) {
      if (!KEY_ID.test(id) || derived.has(id))
        throw new RangeError(`the key name "${id}" is malformed or doubled`);
      if (bytes.length !== KEY_BYTES) throw new RangeError(`the key "${id}" must have ${KEY_BYTES} bytes`);
      derived.set(id, { sealing: derive(bytes, 'seal'), hashing: derive(bytes, 'hash') });
    }
    this.currentId = current.id;
    this.#keys = derived;
  }

  /** Names of all keys, the one that seals first. */
  get keyIds(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** Seals under the current key; only the same `context` opens it again (`owner:<record>`, say). */
  seal(plain: Uint8Array, context: string): Buffer {
    const head = headOf(this.currentId);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key(this.currentId).sealing, nonce);
    cipher.setAAD(Buffer.concat([head, Buffer.from(context, 'utf8')]));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([head, nonce, body, cipher.getAuthTag()]);
  }

  /** @throws KeyUnknownError, SealBrokenError */
  open(sealed: Uint8Array, context: string): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const keyId = this.keyIdOf(bytes);
    const head = headOf(keyId);
    const { sealing } = this.#key(keyId);
    const nonce = bytes.subarray(head.length, head.length + NONCE_BYTES);
    const body = bytes.subarray(head.length + NONCE_BYTES, bytes.length - TAG_BYTES);
    try {
      const decipher = createDecipheriv(CIPHER, sealing, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.concat([head, Buffer.from(context, 'utf8')]));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      return Buffer.concat([decipher.update(body), decipher.final()]);
    } catch (cause) {
      throw new SealBrokenError({ cause });
    }
  }

  /** The same under the current key; null when it does not open. @throws KeyUnknownError */
  reseal(sealed: Uint8Array, context: string): Buffer | null {
    try {
      return this.seal(this.open(sealed, context), context);
    } catch (error) {
      if (error instanceof SealBrokenError) return null;
      throw error;
    }
  }

  /** Name of the key that sealed something. @throws SealBrokenError when it is not sealed data */
  keyIdOf(sealed: Uint8Array): string {
    const idBytes = sealed[1] ?? 0;
    const id = Buffer.from(sealed.subarray(2, 2 + idBytes)).toString('latin1');
    const least = 2 + idBytes + NONCE_BYTES + TAG_BYTES;
    if (sealed[0] !== VERSION || !KEY_ID.test(id) || sealed.length < least) throw new SealBrokenError();
    return id;
  }

  /** Keyed hash of 32 bytes under the current key, to be stored beside what was sealed; `kind` keeps fields apart. */
  blind(kind: string, text: string): Buffer {
    return this.#hash(this.currentId, kind, text);
  }

  /** The same under every key, for finding what an earlier key hashed. */
  blinds(kind: string, text: string): Buffer[] {
    return this.keyIds.map((id) => this.#hash(id, kind, text));
  }

  #hash(id: string, kind: string, text: string): Buffer {
    return createHmac('sm3', this.#key(id).hashing).update(`${kind}\0${text}`, 'utf8').digest();
  }

  #key(id: string): DerivedKeys {
    const key = this.#keys.get(id);
    if (key === undefined) throw new KeyUnknownError(id);
    return key;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

const headOf = (keyId: string): Buffer =>
  Buffer.from([VERSION, keyId.length, ...Buffer.from(keyId, 'latin1')]);
