import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { tellingParticulars } from '../../domain/personal/same-person.js';
import { OWNER_KINDS } from '../../domain/vehicle/vehicle-facts.js';
import { canonicalInput } from '../../domain/sync/canonical.js';
import type { Instant } from '../../domain/shared/time.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { OwnerVault, type RegistrationInput } from '../registry/index.js';
import type { HeldContent } from './held-row.js';

/** Keyed hashes of name, phone and identity number, in this order. */
export type OwnerHashes = readonly [Buffer | null, Buffer | null, Buffer | null];

/** All of a held row that depends on the key. */
export interface HeldSeals {
  /** Null once the row is decided. */
  readonly sealed: Buffer | null;
  /** Null where the content hash has no key. */
  readonly digest: Buffer | null;
  readonly contentHash: Buffer;
  /** Null where no particulars of a person wait. */
  readonly ownerHashes: OwnerHashes | null;
}

const contextOf = (id: string): string => `held-row:${id}`;
const contextOfDigest = (id: string): string => `held-row-digest:${id}`;

/** Seals what a held row says, and hashes what it is known again by. */
@Injectable()
export class HeldRowSeal {
  constructor(
    private readonly keyring: Keyring,
    private readonly vault: OwnerVault,
  ) {}

  /** Everything about a row that is to be held. */
  seal(id: string, content: HeldContent, now: Instant): HeldSeals & { readonly sealed: Buffer } {
    const digest = digestOf(content.input);
    const isKeyed = hasParticulars(content.input);
    return {
      sealed: this.sealContent(id, content),
      digest: isKeyed ? this.keyring.seal(digest, contextOfDigest(id)) : null,
      contentHash: isKeyed ? this.#keyed(digest) : digest,
      ownerHashes: this.#ownerHashes(content.input, now),
    };
  }

  sealContent(id: string, content: HeldContent): Buffer {
    return this.keyring.seal(Buffer.from(JSON.stringify(content), 'utf8'), contextOf(id));
  }

  /** @throws KeyUnknownError, SealBrokenError */
  open(id: string, sealed: Uint8Array): HeldContent {
    return JSON.parse(this.keyring.open(sealed, contextOf(id)).toString('utf8')) as HeldContent;
  }

  /**
   * What tells the same row again, under every key, the current one first. With particulars of an owner it is keyed, or
   * they could be guessed from it.
   */
  contentHashes(input: RegistrationInput): readonly [Buffer, ...Buffer[]] {
    const digest = digestOf(input);
    if (!hasParticulars(input)) return [digest];
    const [current = this.#keyed(digest), ...former] = this.keyring.blinds(KIND, digest.toString('hex'));
    return [current, ...former];
  }

  /** The same under the current key. @throws KeyUnknownError, SealBrokenError */
  reseal(id: string, { sealed, digest, contentHash }: HeldSeals, now: Instant): HeldSeals {
    const content = sealed === null ? null : this.open(id, sealed);
    const plain = digest === null ? null : this.keyring.open(digest, contextOfDigest(id));
    return {
      sealed: content === null ? null : this.sealContent(id, content),
      digest: plain === null ? null : this.keyring.seal(plain, contextOfDigest(id)),
      contentHash: plain === null ? contentHash : this.#keyed(plain),
      ownerHashes: content === null ? null : this.#ownerHashes(content.input, now),
    };
  }

  #keyed(digest: Buffer): Buffer {
    return this.keyring.blind(KIND, digest.toString('hex'));
  }

  #ownerHashes({ ownerParticulars, ownerKind }: RegistrationInput, now: Instant): OwnerHashes | null {
    if (!ownerParticulars) return null;
    const kind = OWNER_KINDS.find((known) => known === ownerKind) ?? 'PERSON';
    const { name, phone, idNumber } = this.vault.hashes(tellingParticulars(ownerParticulars, kind, now));
    return [name, phone, idNumber];
  }
}

const KIND = 'held-row';

const hasParticulars = ({ ownerParticulars }: RegistrationInput): boolean => Boolean(ownerParticulars);

const digestOf = (input: RegistrationInput): Buffer =>
  createHash('sha256').update(canonicalInput(input)).digest();
