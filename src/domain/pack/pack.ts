import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import type { Sha256 } from '../sync/hash-chain.js';
import { BlockError, collect, decodeBlock, encodeBlocks, type PackedPlate } from './pack-blocks.js';
import {
  dictionaryOf,
  joined,
  marksOf,
  openingBytes,
  PACK_FORMAT,
  readOpening,
  type DeltaHead,
  type FullHead,
  type Opening,
} from './pack-head.js';
import { markText, type PlateMark, type PlateSet } from './plate-set.js';
import { VarintError, VarintReader, VarintWriter } from './varint.js';

/** What the domain is given to prove things with. */
export interface PackTools {
  readonly sha256: Sha256;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/** Which pack it is. */
export type PackName = Pick<
  FullHead,
  'site' | 'id' | 'number' | 'madeAt' | 'expiresAt' | 'keyId' | 'publicKey'
>;

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const damaged = (what: string): Result<never> => fail({ code: 'PACK_INVALID', params: { file: '', what } });

/** A pack of all these plates, signed over its head, which holds the hash of every block. */
export function encodePack(plates: PlateSet, name: PackName, { sha256, sign }: PackTools): Uint8Array {
  const { blocks, index } = encodeBlocks(plates, sha256);
  const head: FullHead = {
    format: PACK_FORMAT,
    kind: 'FULL',
    ...name,
    plates: plates.keys.length,
    dictionary: dictionaryOf(plates.marks),
    blocks: index,
  };
  return joined([openingBytes(head, sign), ...blocks]);
}

/**
 * All plates of a whole pack file whose signature was verified. Problem: PACK_INVALID, with the block that was changed.
 */
export function platesOf(file: Uint8Array, opening: Opening, sha256: Sha256): Result<PackedPlate[]> {
  const { head } = opening;
  if (head.kind !== 'FULL') return fail({ code: 'PACK_NOT_FULL', params: { file: '' } });
  const marks = marksOf(head.dictionary);
  if (marks === null) return damaged('dictionary');
  const plates: PackedPlate[] = [];
  let start = opening.bytes;
  try {
    for (const [number, entry] of head.blocks.entries()) {
      const bytes = file.subarray(start, start + entry.bytes);
      for (const plate of decodeBlock({ number, entry, bytes }, marks, sha256)) plates.push(plate);
      start += entry.bytes;
    }
  } catch (error) {
    if (error instanceof BlockError) return damaged(`block ${error.block}`);
    throw error;
  }
  return start === file.length && plates.length === head.plates ? ok(plates) : damaged('length');
}

/** One plate that goes or comes; a plate whose mark changes does both. */
interface PlateChange extends PackedPlate {
  readonly isAdded: boolean;
}

const inOrder = (a: PackedPlate, b: PackedPlate): number =>
  a.key - b.key || (markText(a.mark) < markText(b.mark) ? -1 : markText(a.mark) > markText(b.mark) ? 1 : 0);

/** Sorted by key and text of the mark, whatever the dictionaries of the two packs are. */
function changesBetween(base: readonly PackedPlate[], later: readonly PackedPlate[]): PlateChange[] {
  const [from, to] = [base, later].map((plates) => [...plates].sort(inOrder)) as [
    PackedPlate[],
    PackedPlate[],
  ];
  const changes: PlateChange[] = [];
  let [atFrom, atTo] = [0, 0];
  while (atFrom < from.length || atTo < to.length) {
    const [gone, come] = [from[atFrom], to[atTo]];
    const order = gone === undefined ? 1 : come === undefined ? -1 : inOrder(gone, come);
    if (order < 0 && gone !== undefined) changes.push({ ...gone, isAdded: false });
    if (order > 0 && come !== undefined) changes.push({ ...come, isAdded: true });
    if (order <= 0) atFrom += 1;
    if (order >= 0) atTo += 1;
  }
  return changes;
}

function encodeChanges(changes: readonly PlateChange[], marks: readonly PlateMark[]): Uint8Array {
  const numberOf = new Map(marks.map((mark, number) => [markText(mark), number]));
  const writer = new VarintWriter();
  let last = 0;
  for (const { key, mark, isAdded } of changes) {
    writer.write(key - last);
    writer.write((numberOf.get(markText(mark)) ?? 0) * 2 + (isAdded ? 1 : 0));
    last = key;
  }
  return writer.bytes();
}

/**
 * What turns one pack file into another. It carries the later pack's own opening, so that the result is that pack byte
 * for byte, under the site's signature. Both files must have been verified.
 */
export function encodeDelta(
  base: { readonly file: Uint8Array; readonly opening: Opening },
  later: { readonly file: Uint8Array; readonly opening: Opening },
  { sha256, sign }: PackTools,
): Result<Uint8Array> {
  const from = platesOf(base.file, base.opening, sha256);
  if (!from.ok) return from;
  const to = platesOf(later.file, later.opening, sha256);
  if (!to.ok) return to;
  const changes = changesBetween(from.value, to.value);
  const marks = [...new Map(changes.map(({ mark }) => [markText(mark), mark])).values()];
  const body = encodeChanges(changes, marks);
  const opening = later.file.subarray(0, later.opening.bytes);
  const { site, id, number, madeAt, expiresAt, keyId, publicKey } = later.opening.head;
  const added = changes.filter(({ isAdded }) => isAdded).length;
  const head: DeltaHead = {
    format: PACK_FORMAT,
    kind: 'DELTA',
    ...{ site, id, number, madeAt, expiresAt, keyId, publicKey },
    base: {
      id: base.opening.head.id,
      number: base.opening.head.number,
      sha256: hex(sha256(base.file.subarray(0, base.opening.bytes))),
    },
    removed: changes.length - added,
    added,
    dictionary: dictionaryOf(marks),
    opening: { bytes: opening.length, sha256: hex(sha256(opening)) },
    changes: { bytes: body.length, sha256: hex(sha256(body)) },
  };
  return ok(joined([openingBytes(head, sign), opening, body]));
}

function readChanges(body: Uint8Array, marks: readonly PlateMark[]): PlateChange[] | null {
  try {
    const reader = new VarintReader(body);
    const changes: PlateChange[] = [];
    for (let key = 0; !reader.hasEnded;) {
      key += reader.read();
      const what = reader.read();
      const mark = marks[Math.floor(what / 2)];
      if (mark === undefined) return null;
      changes.push({ key, mark, isAdded: what % 2 === 1 });
    }
    return changes;
  } catch (error) {
    if (error instanceof VarintError) return null;
    throw error;
  }
}

const nameOf = ({ key, mark }: PackedPlate): string => `${key} ${markText(mark)}`;

/** The plates after the changes; null when one is to go that is not there, or to come that is. */
function applied(base: readonly PackedPlate[], changes: readonly PlateChange[]): PackedPlate[] | null {
  const plates = new Map(base.map((plate) => [nameOf(plate), plate]));
  for (const change of changes) {
    const name = nameOf(change);
    if (plates.has(name) === change.isAdded) return null;
    if (change.isAdded) plates.set(name, { key: change.key, mark: change.mark });
    else plates.delete(name);
  }
  return [...plates.values()];
}

/**
 * Applies a delta to its base; the result is the later pack, byte for byte. The signatures of both files, and that of
 * the opening which the delta carries, are the caller's to verify. Problems: PACK_NOT_DELTA, PACK_BASE_OTHER,
 * PACK_INVALID (naming the part that was changed).
 */
export function applyDelta(
  base: { readonly file: Uint8Array; readonly opening: Opening },
  delta: { readonly file: Uint8Array; readonly opening: Opening },
  sha256: Sha256,
): Result<{ readonly file: Uint8Array; readonly opening: Opening }> {
  const { head } = delta.opening;
  if (head.kind !== 'DELTA') return fail({ code: 'PACK_NOT_DELTA', params: { file: '' } });
  const baseHash = hex(sha256(base.file.subarray(0, base.opening.bytes)));
  if (baseHash !== head.base.sha256) {
    const params = { expected: head.base.number, found: base.opening.head.number };
    return fail({ code: 'PACK_BASE_OTHER', params });
  }
  const openingEnd = delta.opening.bytes + head.opening.bytes;
  const carried = delta.file.subarray(delta.opening.bytes, openingEnd);
  const body = delta.file.subarray(openingEnd);
  if (hex(sha256(carried)) !== head.opening.sha256) return damaged('opening');
  if (hex(sha256(body)) !== head.changes.sha256) return damaged('changes');
  const later = readOpening(carried);
  if (!later.ok || later.value.head.kind !== 'FULL') return damaged('opening');
  const marks = marksOf(head.dictionary);
  const changes = marks === null ? null : readChanges(body, marks);
  const from = platesOf(base.file, base.opening, sha256);
  if (!from.ok) return from;
  const plates = changes === null ? null : applied(from.value, changes);
  if (plates === null) return damaged('changes');
  const { blocks } = encodeBlocks(collect(plates), sha256);
  const file = joined([carried, ...blocks]);
  const proven = platesOf(file, later.value, sha256);
  return proven.ok ? ok({ file, opening: later.value }) : proven;
}
