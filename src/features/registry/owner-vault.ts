import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../domain/shared/time.js';
import {
  particularsText,
  type CheckedParticulars,
  type Particulars,
  type ParticularsInput,
} from '../../domain/personal/particulars.js';
import type { TellingField, TellingParticulars } from '../../domain/personal/same-person.js';
import type { OwnerRecorded } from '../../domain/vehicle/vehicle-facts.js';
import { uuidV7 } from '../../platform/context/ids.js';
import { AppError } from '../../platform/errors/app-error.js';
import { sha256 } from '../../platform/facts/sha256.js';
import { Keyring, KeyUnknownError, SealBrokenError } from '../../platform/secrets/keyring.js';

/** The members by which owners can be searched. */
export type SearchedField = TellingField;

/** Particulars under seal, with the keyed hashes by which they are found. */
export interface SealedParticulars {
  readonly id: string;
  readonly keyId: string;
  readonly sealed: Buffer;
  readonly nameHash: Buffer | null;
  readonly phoneHash: Buffer | null;
  readonly idNumberHash: Buffer | null;
}

/** An owner ready to be written: the payload of the fact, and what goes under seal beside it. */
export interface OwnerEntry {
  readonly payload: OwnerRecorded;
  readonly record: SealedParticulars | null;
}

/** Particulars out of their seal, with the commitment that the fact must have. */
export interface OpenedParticulars {
  readonly particulars: Particulars;
  readonly commitment: string;
}

interface SealedText extends Particulars {
  readonly salt: string;
}

const SALT_BYTES = 32;
const contextOf = (record: string): string => `owner:${record}`;

/** SHA-256 (hex) of salt and particulars: without the salt nobody can try particulars against it. */
function commitmentOf(salt: Uint8Array, particulars: Particulars): string {
  const text = Buffer.from(particularsText(particulars), 'utf8');
  return Buffer.from(sha256(Buffer.concat([salt, text]))).toString('hex');
}

/** Seals and opens owners' particulars, and hashes what they are searched by. The only place that sees both. */
@Injectable()
export class OwnerVault {
  constructor(private readonly keyring: Keyring) {}

  /**
   * An owner as the fact and the table keep him, under a new record id.
   * @param on the day from which he is the owner
   * @param salt 32 secret bytes; only data that must come out alike twice bring their own
   */
  seal(
    { ownerKind, organisationName, personal }: CheckedParticulars,
    on: CivilDate,
    { id = uuidV7(), salt = randomBytes(SALT_BYTES) }: { id?: string; salt?: Uint8Array } = {},
  ): OwnerEntry {
    const open = { ownerKind, organisationName, on };
    if (personal === null) return { payload: { ...open, record: null, commitment: null }, record: null };
    const commitment = commitmentOf(salt, personal);
    return { payload: { ...open, record: id, commitment }, record: this.#sealed(id, salt, personal) };
  }

  /**
   * Opens what was sealed under the record id.
   * @throws AppError PERSON_DATA_KEY_UNKNOWN naming the key, PERSON_DATA_BROKEN naming the record
   */
  open(record: string, sealed: Uint8Array): OpenedParticulars {
    const { salt, ...particulars } = this.#opened(record, sealed);
    return { particulars, commitment: commitmentOf(Buffer.from(salt, 'base64'), particulars) };
  }

  /** The same particulars under the current key. @throws AppError as {@link open} */
  reseal(record: string, sealed: Uint8Array): SealedParticulars {
    const { salt, ...particulars } = this.#opened(record, sealed);
    return this.#sealed(record, Buffer.from(salt, 'base64'), particulars);
  }

  /** The keyed hashes, one a key, that a stored one may equal. */
  hashesOf(field: SearchedField, text: string): readonly Buffer[] {
    return this.keyring.blinds(`owner.${field}`, text);
  }

  /** The keyed hashes of the members that are known, under the current key, as they stand beside a seal. */
  hashes(particulars: TellingParticulars): Readonly<Record<SearchedField, Buffer | null>> {
    const hash = (field: SearchedField): Buffer | null => {
      const value = particulars[field];
      return value === null ? null : this.keyring.blind(`owner.${field}`, value);
    };
    return { name: hash('name'), phone: hash('phone'), idNumber: hash('idNumber') };
  }

  /**
   * What stands for particulars where a request is recognised by its digest: a plain digest of a phone number could be
   * guessed, a keyed one cannot.
   */
  fingerprint(input: ParticularsInput | null | undefined): string | null {
    if (input === null || input === undefined) return null;
    const { name = null, phone = null, address = null, idNumber = null } = input;
    return this.keyring
      .blind('owner.request', JSON.stringify([name, phone, address, idNumber]))
      .toString('hex');
  }

  #sealed(id: string, salt: Uint8Array, particulars: Particulars): SealedParticulars {
    const { name, phone, address, idNumber } = particulars;
    const text: SealedText = { salt: Buffer.from(salt).toString('base64'), name, phone, address, idNumber };
    const hashes = this.hashes(particulars);
    return {
      id,
      keyId: this.keyring.currentId,
      sealed: this.keyring.seal(Buffer.from(JSON.stringify(text), 'utf8'), contextOf(id)),
      nameHash: hashes.name,
      phoneHash: hashes.phone,
      idNumberHash: hashes.idNumber,
    };
  }

  #opened(record: string, sealed: Uint8Array): SealedText {
    try {
      const text = this.keyring.open(sealed, contextOf(record)).toString('utf8');
      return JSON.parse(text) as SealedText;
    } catch (error) {
      if (error instanceof KeyUnknownError)
        throw new AppError('PERSON_DATA_KEY_UNKNOWN', { key: error.keyId });
      if (error instanceof SealBrokenError) throw new AppError('PERSON_DATA_BROKEN', { record });
      throw error;
    }
  }
}
