import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import type { Instant } from '../shared/time.js';
import { canonicalJson } from '../sync/canonical.js';
import type { SiteCode } from '../sync/fact.js';
import type { BlockEntry } from './pack-blocks.js';
import type { PlateMark } from './plate-set.js';

export const PACK_FORMAT = 'qingtu-pack/1';
const SIGNED_DOMAIN = 'qingtu/plate-pack/1/';
const MAGIC = 'QTPACK1\n';
const LENGTH_BYTES = 4;
const SIGNATURE_BYTES = 64;
/** Magic and length of the head: what must be read to know how much more. */
export const PREAMBLE_BYTES = MAGIC.length + LENGTH_BYTES;
/** A head beyond this is no head of ours; a reader must not be made to reserve what a file claims. */
const MAX_HEAD_BYTES = 16 * 1024 * 1024;

/** Marks with every text once: a mark is the place of its type, of its division and of its reasons, one after another. */
export interface Dictionary {
  readonly types: readonly string[];
  readonly divisions: readonly string[];
  readonly reasons: readonly (readonly string[])[];
  readonly marks: readonly number[];
}

interface CommonHead {
  readonly format: typeof PACK_FORMAT;
  readonly site: SiteCode;
  readonly id: string;
  /** From 1, without a gap, for each site. */
  readonly number: number;
  readonly madeAt: Instant;
  /** From this moment on a reader refuses the pack. */
  readonly expiresAt: Instant;
  readonly dictionary: Dictionary;
  readonly keyId: string;
  /** Ed25519, 32 bytes in base64. */
  readonly publicKey: string;
}

/** The head of a pack that stands by itself. */
export interface FullHead extends CommonHead {
  readonly kind: 'FULL';
  readonly plates: number;
  readonly blocks: readonly BlockEntry[];
}

/** The head of a pack that changes an earlier one into a later one. */
export interface DeltaHead extends CommonHead {
  readonly kind: 'DELTA';
  readonly base: { readonly id: string; readonly number: number; readonly sha256: string };
  readonly removed: number;
  readonly added: number;
  /** Size and hash (hex) of the later pack's opening, which follows the head, and of the changes after it. */
  readonly opening: { readonly bytes: number; readonly sha256: string };
  readonly changes: { readonly bytes: number; readonly sha256: string };
}

export type PackHead = FullHead | DeltaHead;

/** Head, preamble and signature of a pack: all but its blocks or changes. */
export interface Opening {
  readonly head: PackHead;
  /** What the signature covers. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** Length of the opening: where the blocks begin. */
  readonly bytes: number;
}

const encoder = new TextEncoder();

/** Splits marks into the texts that they share. */
export function dictionaryOf(marks: readonly PlateMark[]): Dictionary {
  const types = [...new Set(marks.map(({ plateType }) => plateType))].sort();
  const divisions = [...new Set(marks.map(({ division }) => division))].sort();
  const reasons = [...new Set(marks.map((mark) => mark.reasons.join('+')))].sort();
  const numbers = (texts: readonly string[]): ReadonlyMap<string, number> =>
    new Map(texts.map((text, number) => [text, number]));
  const [typeNumber, divisionNumber, reasonNumber] = [numbers(types), numbers(divisions), numbers(reasons)];
  return {
    types,
    divisions,
    reasons: reasons.map((text) => text.split('+')),
    marks: marks.flatMap((mark) => [
      typeNumber.get(mark.plateType) ?? 0,
      divisionNumber.get(mark.division) ?? 0,
      reasonNumber.get(mark.reasons.join('+')) ?? 0,
    ]),
  };
}

/** The marks of a dictionary, null when it points at texts that it does not hold. */
export function marksOf({ types, divisions, reasons, marks }: Dictionary): readonly PlateMark[] | null {
  const read: PlateMark[] = [];
  for (let at = 0; at < marks.length; at += 3) {
    const [type = -1, division = -1, reason = -1] = marks.slice(at, at + 3);
    const mark = { plateType: types[type], division: divisions[division], reasons: reasons[reason] };
    if (mark.plateType === undefined || mark.division === undefined || mark.reasons === undefined)
      return null;
    read.push({ plateType: mark.plateType, division: mark.division, reasons: mark.reasons });
  }
  return read;
}

/** Pieces one after another. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The opening of a pack as it stands in the file. */
export function openingBytes(head: PackHead, sign: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const text = encoder.encode(canonicalJson(head));
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, text.length);
  return joined([encoder.encode(MAGIC), length, text, sign(signedPart(text))]);
}

const signedPart = (head: Uint8Array): Uint8Array => joined([encoder.encode(SIGNED_DOMAIN), head]);

const damaged = (what: string): Result<never> => fail({ code: 'PACK_INVALID', params: { file: '', what } });

/** How long the opening is, from the first `PREAMBLE_BYTES` of a file. Problem: PACK_INVALID. */
export function openingLength(preamble: Uint8Array): Result<number> {
  const isOurs =
    preamble.length >= PREAMBLE_BYTES && encoder.encode(MAGIC).every((byte, at) => byte === preamble[at]);
  if (!isOurs) return damaged('magic');
  const view = new DataView(preamble.buffer, preamble.byteOffset, preamble.byteLength);
  const length = view.getUint32(MAGIC.length);
  if (length > MAX_HEAD_BYTES) return damaged('head length');
  return ok(PREAMBLE_BYTES + length + SIGNATURE_BYTES);
}

function isHead(value: unknown): value is PackHead {
  if (typeof value !== 'object' || value === null) return false;
  const get = (name: string): unknown => Reflect.get(value, name);
  const isText = (name: string): boolean => typeof get(name) === 'string';
  const kinds: Readonly<Record<string, () => boolean>> = {
    FULL: () => Array.isArray(get('blocks')) && Number.isSafeInteger(get('plates')),
    DELTA: () => ['base', 'opening', 'changes'].every((name) => typeof get(name) === 'object'),
  };
  const texts = ['id', 'site', 'madeAt', 'expiresAt', 'keyId', 'publicKey'];
  const hasKind = kinds[String(get('kind'))]?.() === true && typeof get('dictionary') === 'object';
  return (
    get('format') === PACK_FORMAT && texts.every(isText) && Number.isSafeInteger(get('number')) && hasKind
  );
}

/**
 * Reads an opening, whole or with more after it. Nothing in it may be believed before its signature was verified.
 * Problem: PACK_INVALID.
 */
export function readOpening(bytes: Uint8Array): Result<Opening> {
  const length = openingLength(bytes);
  if (!length.ok) return length;
  if (bytes.length < length.value) return damaged('head');
  const head = bytes.slice(PREAMBLE_BYTES, length.value - SIGNATURE_BYTES);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(head));
  } catch {
    // Neither text nor JSON: refused below.
    value = null;
  }
  if (!isHead(value)) return damaged('head');
  const signature = bytes.slice(length.value - SIGNATURE_BYTES, length.value);
  return ok({ head: value, signed: signedPart(head), signature, bytes: length.value });
}
