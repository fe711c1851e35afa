import { fail, ok, type Result } from '../shared/result.js';
import type { SiteCode } from './fact.js';
import type { Sha256 } from './hash-chain.js';

/** Says what is hashed, so that a link can never be mistaken for one of another chain. */
const GENESIS_DOMAIN = 'qingtu/audit-chain/1/';
const NUMBER_BYTES = 8;
const HASH_BYTES = 32;

/** How far a site's audit has been walked: `link` belongs to block `number`, 0 before the first. */
export interface BlockState {
  readonly number: number;
  readonly link: Uint8Array;
  /** Entries in all blocks so far. */
  readonly entries: number;
}

/** A block as stored: which entries it holds, the SHA-256 of each one after another, and the link over them. */
export interface Block {
  readonly number: number;
  readonly entryIds: readonly number[];
  readonly entryHashes: Uint8Array;
  readonly link: Uint8Array;
}

/**
 * GAP a block is missing, REMOVED an entry is gone, CHANGED a byte of an entry was changed, BLOCK the block's own
 * hashes or link were changed, TRUNCATED the chain ends before its head, HEAD the head was changed, INSERTED an entry
 * is in no block and does not wait for one.
 */
export type AuditBreakKind = 'GAP' | 'REMOVED' | 'CHANGED' | 'BLOCK' | 'TRUNCATED' | 'HEAD' | 'INSERTED';

/** The first bad place of the audit; `entryId` where it is one entry. */
export interface AuditBreak {
  readonly block: number | null;
  readonly entryId: number | null;
  readonly what: AuditBreakKind;
}

/** The place before the first block of a site. */
export function startOfBlocks(site: SiteCode, sha256: Sha256): BlockState {
  return { number: 0, link: sha256(GENESIS_DOMAIN + site), entries: 0 };
}

/**
 * The link of block `number` (from 1): SHA-256 of previous link ‖ number as 8 bytes, big-endian ‖ the hashes of its
 * entries. In SQL: `sha256(previous || int8send(number) || entry_hashes)`.
 */
function nextBlockLink(
  previous: Uint8Array,
  number: number,
  entryHashes: Uint8Array,
  sha256: Sha256,
): Uint8Array {
  const data = new Uint8Array(previous.length + NUMBER_BYTES + entryHashes.length);
  data.set(previous, 0);
  new DataView(data.buffer).setBigInt64(previous.length, BigInt(number));
  data.set(entryHashes, previous.length + NUMBER_BYTES);
  return sha256(data);
}

/**
 * One step of the walk: the state after `block`, or the first thing that is wrong with it.
 * @param textOf the canonical text of an entry as it is stored now, null when it is gone
 */
export function verifyBlock(
  state: BlockState,
  block: Block,
  textOf: (entryId: number) => string | null,
  sha256: Sha256,
): Result<BlockState, AuditBreak> {
  const number = state.number + 1;
  if (block.number !== number) return fail({ block: number, entryId: null, what: 'GAP' });
  const link = nextBlockLink(state.link, number, block.entryHashes, sha256);
  const isWhole = block.entryHashes.length === HASH_BYTES * block.entryIds.length;
  if (!isWhole || !sameBytes(link, block.link)) return fail({ block: number, entryId: null, what: 'BLOCK' });
  for (const [index, entryId] of block.entryIds.entries()) {
    const text = textOf(entryId);
    if (text === null) return fail({ block: number, entryId, what: 'REMOVED' });
    const stored = block.entryHashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    if (!sameBytes(sha256(text), stored)) {
      return fail({ block: number, entryId, what: 'CHANGED' });
    }
  }
  return ok({ number, link: block.link, entries: state.entries + block.entryIds.length });
}

/** After the last block: whether the chain reaches the head that is recorded apart from it. */
export function verifyBlockHead(state: BlockState, head: BlockState): AuditBreak | null {
  if (state.number < head.number) return { block: state.number + 1, entryId: null, what: 'TRUNCATED' };
  const isSame = state.entries === head.entries && sameBytes(state.link, head.link);
  return isSame ? null : { block: head.number, entryId: null, what: 'HEAD' };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
