import type { Sha256 } from '../sync/hash-chain.js';
import { KEY_LIMIT, plateKey, plateOfKey } from './plate-key.js';
import { PlateCollector, type MarkedPlate, type PlateMark, type PlateSet } from './plate-set.js';
import { VarintError, VarintReader, VarintWriter } from './varint.js';

/** Few enough that a find decodes little, enough that the index stays small. */
const PLATES_A_BLOCK = 2048;

/** What the head says of a block: its first key, how many plates and bytes, and its hash in base64url. */
export interface BlockEntry {
  readonly first: number;
  readonly plates: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The bytes of a block are not those that the head tells of. */
export class BlockError extends Error {
  constructor(readonly block: number) {
    super(`block ${block} was changed`);
    this.name = 'BlockError';
  }
}

/** base64url without padding, as the head spells hashes. */
export function base64Url(bytes: Uint8Array): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(index, index + 3);
    const group = (a << 16) | (b << 8) | c;
    for (let digit = 0; digit <= Math.min(3, bytes.length - index); digit += 1) {
      text += digits[(group >> (18 - 6 * digit)) & 63] ?? '';
    }
  }
  return text;
}

/** The plates in blocks: of each plate the distance to the one before and the number of its mark. */
export function encodeBlocks(
  { keys, markOf }: PlateSet,
  sha256: Sha256,
  platesABlock = PLATES_A_BLOCK,
): { readonly blocks: readonly Uint8Array[]; readonly index: readonly BlockEntry[] } {
  const blocks: Uint8Array[] = [];
  const index: BlockEntry[] = [];
  for (let start = 0; start < keys.length; start += platesABlock) {
    const end = Math.min(start + platesABlock, keys.length);
    const first = keys[start] ?? 0;
    const writer = new VarintWriter();
    for (let at = start, last = first; at < end; at += 1) {
      const key = keys[at] ?? 0;
      writer.write(key - last);
      writer.write(markOf[at] ?? 0);
      last = key;
    }
    const bytes = writer.bytes();
    blocks.push(bytes);
    index.push({ first, plates: end - start, bytes: bytes.length, sha256: base64Url(sha256(bytes)) });
  }
  return { blocks, index };
}

/** A plate as a block holds it. */
export interface PackedPlate {
  readonly key: number;
  readonly mark: PlateMark;
}

/**
 * The plates of a block after its hash was found right.
 * @throws BlockError
 */
export function decodeBlock(
  block: { readonly number: number; readonly entry: BlockEntry; readonly bytes: Uint8Array },
  marks: readonly PlateMark[],
  sha256: Sha256,
): PackedPlate[] {
  const { number, entry, bytes } = block;
  const isWhole = bytes.length === entry.bytes && base64Url(sha256(bytes)) === entry.sha256;
  if (!isWhole) throw new BlockError(number);
  try {
    const reader = new VarintReader(bytes);
    const plates: PackedPlate[] = [];
    for (let key = entry.first; !reader.hasEnded;) {
      key += reader.read();
      const mark = marks[reader.read()];
      if (mark === undefined || key >= KEY_LIMIT) throw new BlockError(number);
      plates.push({ key, mark });
    }
    if (plates.length !== entry.plates) throw new BlockError(number);
    return plates;
  } catch (error) {
    throw error instanceof VarintError ? new BlockError(number) : error;
  }
}

/** The numbers of the blocks that may hold the plate: hardly ever more than one. */
export function blocksOf(index: readonly BlockEntry[], plateNumber: string): number[] {
  const key = plateKey(plateNumber);
  if (key === null) return [];
  return index.flatMap(({ first }, number) => {
    const next = index[number + 1];
    return first <= key && (next === undefined || next.first >= key) ? [number] : [];
  });
}

/** The plates of one number among those of a block. */
export function platesNumbered(plates: readonly PackedPlate[], plateNumber: string): MarkedPlate[] {
  const key = plateKey(plateNumber);
  return plates.filter((plate) => plate.key === key).map(({ mark }) => ({ plateNumber, ...mark }));
}

/** Plates as they read, in order. */
export const markedPlate = ({ key, mark }: PackedPlate): MarkedPlate => ({
  plateNumber: plateOfKey(key),
  ...mark,
});

/** The set of plates read back from blocks. */
export function collect(plates: Iterable<PackedPlate>): PlateSet {
  const collector = new PlateCollector();
  for (const { key, mark } of plates) collector.addKey(key, mark);
  return collector.collected();
}
