import type { Result } from '../shared/result.js';
import { fail, ok } from '../shared/result.js';
import { CanonicalError, canonicalFact } from './canonical.js';
import type { Fact, SiteCode } from './fact.js';

/** SHA-256 of the given bytes, or of a text in UTF-8: 32 bytes. Handed in so that the domain needs no platform. */
export type Sha256 = (data: Uint8Array | string) => Uint8Array;

/** Says what is hashed, so that a link can never be mistaken for a hash of anything else. */
const GENESIS_DOMAIN = 'qingtu/fact-chain/1/';
const SEQ_BYTES = 8;

/**
 * SHA-256 over the canonical form of the fact. Throws CanonicalError when it has none.
 * @param payload the canonical text of its payload, where it is at hand
 */
export function contentHash(fact: Fact, sha256: Sha256, payload?: string): Uint8Array {
  return sha256(canonicalFact(fact, payload));
}

/** The link before the first fact of a site; it differs from site to site, so two logs never share a link. */
export function genesisLink(site: SiteCode, sha256: Sha256): Uint8Array {
  return sha256(GENESIS_DOMAIN + site);
}

/**
 * The link of fact number `seq` (from 1): SHA-256 of previous link ‖ seq as 8 bytes, big-endian ‖ content hash. In SQL:
 * `sha256(previous || int8send(seq) || content_hash)`.
 * @throws RangeError for a number that is no position in a log.
 */
export function nextLink(
  previous: Uint8Array,
  seq: number,
  factHash: Uint8Array,
  sha256: Sha256,
): Uint8Array {
  if (!Number.isSafeInteger(seq) || seq < 1) throw new RangeError(`no position in a log: ${seq}`);
  const data = new Uint8Array(previous.length + SEQ_BYTES + factHash.length);
  data.set(previous, 0);
  new DataView(data.buffer).setBigInt64(previous.length, BigInt(seq));
  data.set(factHash, previous.length + SEQ_BYTES);
  return sha256(data);
}

/** How far one site's log has been walked: `link` belongs to fact number `seq`, 0 before the first. */
export interface ChainState {
  readonly site: SiteCode;
  readonly seq: number;
  readonly link: Uint8Array;
}

/** A stamped row as stored; `fact` is null when the log has the number but not the fact. */
export interface ChainRow {
  readonly seq: number;
  readonly factId: string;
  readonly fact: Fact | null;
  readonly contentHash: Uint8Array;
  readonly link: Uint8Array;
}

/**
 * GAP a number is missing, REPEAT a number comes again, MISSING the fact is gone, SITE the fact is of another site,
 * IDENTITY the row names another fact, UNREADABLE the fact has no canonical form, CONTENT a byte of the fact was
 * changed, LINK a link was changed, TRUNCATED the log ends before the place that its head names.
 */
export type ChainBreakKind =
  'GAP' | 'REPEAT' | 'MISSING' | 'SITE' | 'IDENTITY' | 'UNREADABLE' | 'CONTENT' | 'LINK' | 'TRUNCATED';

/** The first bad place of a log. */
export interface ChainBreak {
  readonly seq: number;
  readonly factId: string | null;
  readonly what: ChainBreakKind;
}

export function startOfChain(site: SiteCode, sha256: Sha256): ChainState {
  return { site, seq: 0, link: genesisLink(site, sha256) };
}

/** One step of the walk: the state after `row`, or what is wrong with it. Rows must come in order of seq. */
export function verifyChainRow(
  state: ChainState,
  row: ChainRow,
  sha256: Sha256,
): Result<ChainState, ChainBreak> {
  const expected = state.seq + 1;
  if (row.seq > expected) return broken({ seq: expected, factId: null, what: 'GAP' });
  const what = wrongWith(state, row, sha256);
  if (what !== null) return broken({ seq: row.seq, factId: row.factId, what });
  return ok({ site: state.site, seq: row.seq, link: row.link });
}

/** After the last row: whether the log reaches the head that was recorded apart from it. */
export function verifyChainHead(
  state: ChainState,
  head: { readonly seq: number; readonly link: Uint8Array },
): ChainBreak | null {
  if (state.seq < head.seq) return { seq: state.seq + 1, factId: null, what: 'TRUNCATED' };
  if (state.seq > head.seq) return { seq: head.seq + 1, factId: null, what: 'REPEAT' };
  return sameBytes(state.link, head.link) ? null : { seq: head.seq, factId: null, what: 'LINK' };
}

function wrongWith(state: ChainState, row: ChainRow, sha256: Sha256): ChainBreakKind | null {
  if (row.seq <= state.seq) return 'REPEAT';
  if (row.fact === null) return 'MISSING';
  if (row.fact.id !== row.factId) return 'IDENTITY';
  if (row.fact.site !== state.site) return 'SITE';
  const hash = hashOrNull(row.fact, sha256);
  if (hash === null) return 'UNREADABLE';
  if (!sameBytes(hash, row.contentHash)) return 'CONTENT';
  return sameBytes(nextLink(state.link, row.seq, hash, sha256), row.link) ? null : 'LINK';
}

function hashOrNull(fact: Fact, sha256: Sha256): Uint8Array | null {
  try {
    return contentHash(fact, sha256);
  } catch (error) {
    if (error instanceof CanonicalError) return null;
    throw error;
  }
}

function broken(chainBreak: ChainBreak): Result<never, ChainBreak> {
  return fail(chainBreak);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
