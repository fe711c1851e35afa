import { createHash } from 'node:crypto';
import { CanonicalError, canonicalJson } from '../../domain/sync/canonical.js';
import type { RequestContext } from '../context/request-context.js';
import { statement } from '../database/statement.js';
import type { Database, Tx } from '../database/database.js';
import { AppError } from '../errors/app-error.js';

const KEY_FORM = /^[\x21-\x7e]{8,128}$/;

const CLAIM = statement(
  'idempotency_claim',
  `INSERT INTO idempotency_key (account_id, key, operation, request_hash, created_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT DO NOTHING RETURNING key`,
);
const FIND = statement(
  'idempotency_find',
  'SELECT operation, request_hash, response FROM idempotency_key WHERE account_id = $1 AND key = $2',
);
const ANSWER = statement(
  'idempotency_answer',
  'UPDATE idempotency_key SET response = $3::jsonb WHERE account_id = $1 AND key = $2',
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
    return createHash('sha256')
      .update(canonicalJson(JSON.parse(JSON.stringify(body))))
      .digest();
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

/**
 * Runs the work once for an account and key, in the given transaction; a repetition gets the stored answer and writes
 * nothing. A refused work (it throws) stores nothing, so that it can be tried again under the same key.
 * @throws AppError IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT, UNAUTHENTICATED, BAD_INPUT for a body that no table
 * could hold (a NUL character, half a character).
 */
export async function once<T>(
  tx: Tx,
  context: RequestContext,
  what: Once,
  work: () => Promise<T>,
): Promise<T> {
  const account = context.actor?.accountId;
  if (account === undefined) throw new AppError('UNAUTHENTICATED');
  if (!KEY_FORM.test(what.key))
    throw new AppError('IDEMPOTENCY_KEY_INVALID', {}, { field: 'idempotencyKey' });
  const hash = hashOf(what.body);
  // A concurrent first use holds the row: this insert waits for it and then finds its answer.
  const claimed = await tx.query(CLAIM, [account, what.key, what.operation, hash, context.now]);
  if (claimed.length > 0) {
    const answer = await work();
    await tx.query(ANSWER, [account, what.key, JSON.stringify(answer)]);
    return answer;
  }
  const [known] = await tx.query<{ operation: string; request_hash: Buffer; response: T }>(FIND, [
    account,
    what.key,
  ]);
  if (known === undefined || known.operation !== what.operation || !known.request_hash.equals(hash)) {
    throw new AppError('IDEMPOTENCY_CONFLICT', { key: what.key }, { field: 'idempotencyKey' });
  }
  return known.response;
}

/** Forgets keys made before the moment. @returns how many. */
export async function sweepIdempotencyKeys(database: Database, before: string): Promise<number> {
  return (await database.query(SWEEP, [before])).length;
}
