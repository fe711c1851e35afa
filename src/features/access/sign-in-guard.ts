import { createHmac, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  afterAttempt,
  waitOf,
  type GuardPolicy,
  type GuardState,
} from '../../domain/access/sign-in-guard.js';
import type { Instant } from '../../domain/shared/time.js';
import { AccessSettings } from '../../platform/auth/access-settings.js';
import { TokenSettings } from '../../platform/auth/token-settings.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { AppError } from '../../platform/errors/app-error.js';

type GuardKind = 'ADDRESS' | 'LOGIN';

const ENSURE = statement(
  'guard_ensure',
  `INSERT INTO sign_in_guard (kind, subject, failures, last_at) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING`,
);
const LOCK = statement(
  'guard_lock',
  `SELECT failures, last_at AS "lastAt", blocked_until AS "blockedUntil" FROM sign_in_guard
   WHERE kind = $1 AND subject = $2 FOR UPDATE`,
);
const SET = statement(
  'guard_set',
  'UPDATE sign_in_guard SET failures = $3, last_at = $4, blocked_until = $5 WHERE kind = $1 AND subject = $2',
);
const CLEAR = statement(
  'guard_clear',
  'DELETE FROM sign_in_guard WHERE kind = $1 AND subject = $2 RETURNING kind',
);
const TAKE_BACK = statement(
  'guard_take_back',
  `UPDATE sign_in_guard SET failures = greatest(failures - 1, 0), blocked_until = NULL
   WHERE kind = $1 AND subject = $2`,
);

/** What an attempt is counted under. */
export interface AttemptSource {
  /** Normalised; of an account or not, it makes no difference here. */
  readonly login: string;
  readonly address: string | undefined;
}

/** An attempt that may go on; it counts as failed until it is taken back. */
export interface Attempt {
  /** Whether, if it fails, the login is locked. */
  readonly locks: boolean;
}

/**
 * Counts failed attempts in the database, so that all processes count together. Logins that do not exist are counted
 * like those that do, under a keyed hash: what people type into the wrong field is often a password.
 */
@Injectable()
export class SignInGuard {
  readonly #key: Uint8Array;

  constructor(
    private readonly database: Database,
    private readonly settings: AccessSettings,
    tokens: TokenSettings,
  ) {
    this.#key = new Uint8Array(hkdfSync('sha256', tokens.key.bytes(), '', 'qingtu sign-in guard v1', 32));
  }

  /**
   * Counts an attempt before it is known how it ends, so that many at once are not one.
   * @throws AppError TOO_MANY_ATTEMPTS with `retryAfterSeconds`
   */
  async admit(source: AttemptSource, now: Instant): Promise<Attempt> {
    const { wait, locks } = await this.database.transaction(async (tx) => {
      const address = await this.lock(tx, 'ADDRESS', source.address, now);
      const login = await this.lock(tx, 'LOGIN', source.login, now);
      const waits = Math.max(waitOf(address, now), waitOf(login, now));
      if (waits > 0) return { wait: waits, locks: false };
      await this.count(tx, 'ADDRESS', source.address, afterAttempt(address, now, this.settings.addressGuard));
      const policy: GuardPolicy = this.settings.loginGuard;
      const next = afterAttempt(login, now, policy);
      await this.count(tx, 'LOGIN', source.login, next);
      return { wait: 0, locks: next.failures >= policy.lockAfter };
    });
    if (wait > 0) throw new AppError('TOO_MANY_ATTEMPTS', { retryAfterSeconds: wait });
    return { locks };
  }

  /** The attempt was right: the login's failures are forgotten, and at its address this one was none. */
  async takeBack(tx: Tx, { login, address }: AttemptSource): Promise<void> {
    if (address !== undefined) await tx.query(TAKE_BACK, ['ADDRESS', this.subjectOf('ADDRESS', address)]);
    await tx.query(CLEAR, ['LOGIN', this.subjectOf('LOGIN', login)]);
  }

  /** Forgets the failures of a login. @returns whether there were any */
  async unlock(tx: Tx, login: string): Promise<boolean> {
    return (await tx.query(CLEAR, ['LOGIN', this.subjectOf('LOGIN', login)])).length > 0;
  }

  private async lock(
    tx: Tx,
    kind: GuardKind,
    text: string | undefined,
    now: Instant,
  ): Promise<GuardState | null> {
    if (text === undefined) return null;
    const subject = this.subjectOf(kind, text);
    const ensured = tx.query(ENSURE, [kind, subject, now]);
    const [[state]] = await Promise.all([tx.query<GuardState>(LOCK, [kind, subject]), ensured]);
    return state ?? null;
  }

  private async count(tx: Tx, kind: GuardKind, text: string | undefined, state: GuardState): Promise<void> {
    if (text === undefined) return;
    const { failures, lastAt, blockedUntil } = state;
    await tx.query(SET, [kind, this.subjectOf(kind, text), failures, lastAt, blockedUntil]);
  }

  private subjectOf(kind: GuardKind, text: string): Buffer {
    return createHmac('sha256', this.#key).update(`${kind} ${text}`).digest();
  }
}
