import { createHash } from 'node:crypto';
import { CanonicalError, canonicalInput } from '../../domain/sync/canonical.js';
import type { RequestContext } from '../context/request-context.js';
import { statement } from '../database/statement.js';
import type { Database, Tx } from '../database/database.js';
import { AppError } from '../errors/app-error.js';

const KEY_FORM = /^[\x21-\x7e]{8,128}$/;

/** `n` is the place of the claim; keys are taken in one order, so that two batches cannot deadlock over them. */
const CLAIM_ALL = statement(
  'idempotency_claim',
  `WITH given AS (
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::timestamptz[]) WITH ORDINALITY
       AS one (account_id, key, operation, request_hash, created_at, n)
   ), claimed AS (
     INSERT INTO idempotency_key (account_id, key, operation, request_hash, created_at)
     SELECT account_id, key, operation, request_hash, created_at FROM given ORDER BY account_id, key
     ON CONFLICT DO NOTHING RETURNING account_id, key
   )
   SELECT n::int FROM claimed JOIN given USING (account_id, key)`,
);
const FIND = statement(
  'idempotency_find',
  'SELECT operation, request_hash, response FROM idempotency_key WHERE account_id = $1 AND key = $2',
);
const ANSWER_ALL = statement(
  'idempotency_answer',
  `UPDATE idempotency_key AS held SET response = given.response::jsonb
   FROM unnest($1::uuid[], $2::text[], $3::text[]) AS given (account_id, key, response)
   WHERE held.account_id = given.account_id AND held.key = given.key`,
);
const SWEEP = statement(
  'idempotency_sweep',
  'DELETE FROM idempotency_key WHERE created_at < $1 RETURNING key',
);

/** What a repeated mutation is recognised by. */
export interface Once {
  readonly operation: string;
  /** Chosen by the client, 8 to 128 visible ASCII characters. */
  readonly key: string;
  /** JSON; the same key with another body is a conflict. */
  readonly body: unknown;
}

function hashOf(body: unknown): Buffer {
  try {
    return createHash('sha256').update(canonicalInput(body)).digest();
  } catch (error) {
    if (!(error instanceof CanonicalError)) throw error;
    const row = /^\$\[(\d+)\]/.exec(error.path)?.[1];
    const place = {
      field: error.path.replace(/^\$\.?/, ''),
      row: row === undefined ? undefined : Number(row),
    };
    throw new AppError('BAD_INPUT', { reason: error.code }, place);
  }
}

/** A checked key of a caller, with the digest of what was asked. */
export interface Claim {
  readonly account: string;
  readonly key: string;
  readonly operation: string;
  readonly hash: Buffer;
  readonly at: string;
}

/**
 * Checks the key and digests the body, before any transaction is opened.
 * @throws AppError UNAUTHENTICATED, IDEMPOTENCY_KEY_INVALID, BAD_INPUT for a body that no table could hold (a NUL
 * character, half a character).
 */
export function claimOf(context: RequestContext, what: Once): Claim {
  const account = context.actor?.accountId;
  if (account === undefined) throw new AppError('UNAUTHENTICATED');
  if (!KEY_FORM.test(what.key))
    throw new AppError('IDEMPOTENCY_KEY_INVALID', {}, { field: 'idempotencyKey' });
  return { account, key: what.key, operation: what.operation, hash: hashOf(what.body), at: context.now };
}

/** Claims keys that nobody has used yet. @returns for each claim whether it was free. */
export async function claimAll(tx: Tx, claims: readonly Claim[]): Promise<readonly boolean[]> {
  // A concurrent first use holds the row: this insert waits for it and then finds the key taken.
  const claimed = await tx.query<{ n: number }>(CLAIM_ALL, [
    claims.map(({ account }) => account),
    claims.map(({ key }) => key),
    claims.map(({ operation }) => operation),
    claims.map(({ hash }) => hash),
    claims.map(({ at }) => at),
  ]);
  const free = new Set(claimed.map(({ n }) => n));
  return claims.map((_claim, index) => free.has(index + 1));
}

/** Stores what is to be answered when the claimed keys come again. */
export function answerAll(
  tx: Tx,
  answered: readonly { readonly claim: Claim; readonly answer: unknown }[],
): void {
  tx.send(ANSWER_ALL, [
    answered.map(({ claim }) => claim.account),
    answered.map(({ claim }) => claim.key),
    answered.map(({ answer }) => JSON.stringify(answer)),
  ]);
}

/**
 * Runs the work once for an account and key, in the given transaction; a repetition gets the stored answer and writes
 * nothing. A refused work (it throws) stores nothing, so that it can be tried again under the same key.
 * @throws AppError IDEMPOTENCY_CONFLICT, and those of {@link claimOf}
 */
export async function once<T>(
  tx: Tx,
  context: RequestContext,
  what: Once,
  work: () => Promise<T>,
): Promise<T> {
  const claim = claimOf(context, what);
  const [isFree] = await claimAll(tx, [claim]);
  if (isFree) {
    const answer = await work();
    answerAll(tx, [{ claim, answer }]);
    return answer;
  }
  const [known] = await tx.query<{ operation: string; request_hash: Buffer; response: T }>(FIND, [
    claim.account,
    claim.key,
  ]);
  if (known === undefined || known.operation !== what.operation || !known.request_hash.equals(claim.hash)) {
    throw new AppError('IDEMPOTENCY_CONFLICT', { key: what.key }, { field: 'idempotencyKey' });
  }
  return known.response;
}

/** Forgets keys made before the moment. @returns how many. */
export async function sweepIdempotencyKeys(database: Database, before: string): Promise<number> {
  return (await database.query(SWEEP, [before])).length;
}
