import { inspect } from 'node:util';
import type { SiteCode } from '../../domain/sync/fact.js';

const MIN_KEY_BYTES = 32;
const MASK = '[secret]';

/** The key that signs tokens (HMAC-SHA-256, RFC 7518 §3.2: at least 256 bits); no log or JSON shows it. */
export class TokenKey {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    if (bytes.length < MIN_KEY_BYTES)
      throw new RangeError(`the token key must have ${MIN_KEY_BYTES} bytes or more`);
    this.#bytes = bytes;
  }

  bytes(): Uint8Array {
    return this.#bytes;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

/** How this site signs the tokens that it accepts. */
export class TokenSettings {
  constructor(
    readonly key: TokenKey,
    /** The site: a token of one site opens nothing at another. */
    readonly audience: SiteCode,
    /** Life of a token in seconds. */
    readonly ttlSeconds: number,
  ) {}
}
