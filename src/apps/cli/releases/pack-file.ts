import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { blocksOf, BlockError, decodeBlock, platesNumbered } from '../../../domain/pack/pack-blocks.js';
import {
  marksOf,
  openingLength,
  PREAMBLE_BYTES,
  readOpening,
  type Opening,
  type PackHead,
} from '../../../domain/pack/pack-head.js';
import type { MarkedPlate } from '../../../domain/pack/plate-set.js';
import { fail, ok, type Problem, type Result } from '../../../domain/shared/result.js';
import type { Instant } from '../../../domain/shared/time.js';
import type { TrustedKey } from '../../../platform/config/trusted-keys.js';
import { sha256 } from '../../../platform/facts/sha256.js';
import { verifySignature } from '../../../platform/secrets/site-signer.js';
import { trustIn, type Trust } from './trust.js';

/** A problem of a pack with the file that it is in. */
export const inFile = (problem: Problem, file: string): Problem =>
  problem.params?.file === '' ? { ...problem, params: { ...problem.params, file } } : problem;

const damaged = (file: string, what: string): Result<never> =>
  fail({ code: 'PACK_INVALID', params: { file, what } });

/** Which keys a pack may be signed with. */
export interface PackKeys {
  /** `--key`; null: the key beside the pack (`FILE.key`), then the pinned ones. */
  readonly given: string | null;
  readonly pinned: readonly TrustedKey[];
}

/**
 * Whether a pack was signed with the key that it carries, and on whose word that is the site's.
 * Problems: SIGNATURE_INVALID, KEY_OTHER, KEY_UNREADABLE.
 */
export function provePack(opening: Opening, file: string, keys: PackKeys): Result<Trust> {
  const { head, signed, signature } = opening;
  if (!verifySignature(head.publicKey, signed, signature)) {
    return fail({ code: 'SIGNATURE_INVALID', params: { file } });
  }
  const beside = existsSync(`${file}.key`) ? `${file}.key` : null;
  return trustIn(head, keys.given ?? beside, keys.pinned);
}

/** An opened pack with all of its bytes. */
export interface WholePack {
  readonly file: Uint8Array;
  readonly opening: Opening;
  readonly trust: Trust;
}

/** Reads and proves a whole file. Problems: PACK_INVALID and those of `provePack`. */
export function readWhole(path: string, keys: PackKeys): Result<WholePack> {
  if (!existsSync(path)) return damaged(path, 'no such file');
  const file = readFileSync(path);
  const opening = readOpening(file);
  if (!opening.ok) return fail(inFile(opening.error, path));
  const trust = provePack(opening.value, path, keys);
  return trust.ok ? ok({ file, opening: opening.value, trust: trust.value }) : trust;
}

/** What a search found, and in what pack. */
export interface Search {
  readonly head: PackHead;
  readonly trust: Trust;
  readonly plates: readonly MarkedPlate[];
}

interface Asked {
  readonly path: string;
  readonly number: string;
  readonly now: Instant;
  readonly keys: PackKeys;
}

/** Reads a part of a file, less when it ends before. */
function readPart(descriptor: number, start: number, length: number): Buffer {
  const part = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(descriptor, part, filled, length - filled, start + filled);
    if (read === 0) break;
    filled += read;
  }
  return part.subarray(0, filled);
}

/**
 * Looks a plate number up: reads the opening and the one block that may hold it. Problems: PACK_INVALID (the block that
 * was changed), PACK_NOT_FULL, PACK_EXPIRED and those of `provePack`.
 */
export function searchPack({ path, number, now, keys }: Asked): Result<Search> {
  if (!existsSync(path)) return damaged(path, 'no such file');
  const descriptor = openSync(path, 'r');
  try {
    const length = openingLength(readPart(descriptor, 0, PREAMBLE_BYTES));
    const opening = length.ok ? readOpening(readPart(descriptor, 0, length.value)) : length;
    if (!opening.ok) return fail(inFile(opening.error, path));
    const trust = provePack(opening.value, path, keys);
    if (!trust.ok) return trust;
    const { head } = opening.value;
    if (head.expiresAt <= now) return fail({ code: 'PACK_EXPIRED', params: { expiresAt: head.expiresAt } });
    const plates = platesIn(descriptor, opening.value, number);
    return plates.ok
      ? ok({ head, trust: trust.value, plates: plates.value })
      : fail(inFile(plates.error, path));
  } finally {
    closeSync(descriptor);
  }
}

function platesIn(
  descriptor: number,
  { head, bytes }: Opening,
  number: string,
): Result<readonly MarkedPlate[]> {
  if (head.kind !== 'FULL') return fail({ code: 'PACK_NOT_FULL', params: { file: '' } });
  const marks = marksOf(head.dictionary);
  const size = bytes + head.blocks.reduce((sum, block) => sum + block.bytes, 0);
  if (marks === null || fstatSync(descriptor).size !== size) return damaged('', 'length');
  const found: MarkedPlate[] = [];
  try {
    for (const wanted of blocksOf(head.blocks, number)) {
      const entry = head.blocks[wanted];
      if (entry === undefined) continue;
      const start = bytes + head.blocks.slice(0, wanted).reduce((sum, block) => sum + block.bytes, 0);
      const block = { number: wanted, entry, bytes: readPart(descriptor, start, entry.bytes) };
      found.push(...platesNumbered(decodeBlock(block, marks, sha256), number));
    }
    return ok(found);
  } catch (error) {
    if (error instanceof BlockError) return damaged('', `block ${error.block}`);
    throw error;
  }
}
