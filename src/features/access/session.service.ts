import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { AccessSettings } from '../../platform/auth/access-settings.js';
import { authorise } from '../../platform/auth/authorise.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { AccessNews, sessionName } from './access-news.js';
import { AccountRepository, type Account } from './account.repository.js';
import {
  SessionRepository,
  type RefreshState,
  type Session,
  type SessionMethod,
} from './session.repository.js';
import { TokenIssuer, type IssuedToken } from './token-issuer.js';

const REFRESH_PREFIX = 'qr_';
const SECRET_BYTES = 32;
const MOST_SHOWN = 200;
const LONGEST_DEVICE = 120;
const MS = 1000;

/** A session that was just opened or refreshed, with the secret that refreshes it next. */
export interface OpenedSession extends IssuedToken {
  readonly sessionId: string;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Instant;
}

export interface SignedIn extends OpenedSession {
  readonly account: Account;
}

/** A new session inside a transaction that has yet to commit. */
type Prepared = Omit<OpenedSession, keyof IssuedToken>;

const hashOf = (refreshToken: string): Buffer => createHash('sha256').update(refreshToken).digest();
const plus = (now: Instant, seconds: number): Instant =>
  new Date(Date.parse(now) + seconds * MS).toISOString();
const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);

/** Opens, refreshes, lists and ends sessions. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly accounts: AccountRepository,
    private readonly tokens: TokenIssuer,
    private readonly settings: AccessSettings,
    private readonly news: AccessNews,
  ) {}

  /** Opens a session for an account inside the transaction of its sign-in. */
  async open(
    tx: Tx,
    account: Account,
    how: SessionMethod,
    device: string | null,
    now: Instant,
  ): Promise<Prepared> {
    const session: Session = {
      id: uuidV7(),
      accountId: account.id,
      method: how,
      device: device === null ? null : [...device.trim()].slice(0, LONGEST_DEVICE).join(''),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: plus(now, this.settings.sessionTtlSeconds),
    };
    await this.sessions.insert(tx, session);
    return this.addRefresh(tx, session, now);
  }

  /** The tokens of a session whose transaction has committed. */
  async tokensOf(prepared: Prepared, accountId: string, now: Instant): Promise<OpenedSession> {
    return { ...prepared, ...(await this.tokens.issue({ sessionId: prepared.sessionId, accountId }, now)) };
  }

  /**
   * Exchanges a refresh token for new tokens; each works once. A second use means that two hold it, and nobody can tell
   * which is the thief: the session ends for both (RFC 9700 §4.14).
   * @throws AppError REFRESH_REFUSED
   */
  async refresh(context: RequestContext, refreshToken: string): Promise<SignedIn> {
    const hash = hashOf(refreshToken);
    const done = await this.database.transaction(async (tx) => {
      const state = await this.sessions.lockRefresh(tx, hash);
      if (state === null || !isUsable(state, context.now)) {
        await this.refuseRefresh(tx, context, state);
        return { state, renewed: null };
      }
      await this.sessions.useRefresh(tx, hash, state.id, context.now);
      const prepared = await this.addRefresh(tx, state, context.now);
      const account = await this.accounts.findById(tx, state.accountId);
      await recordAudit(
        tx,
        { ...context, purpose: 'OPERATION' },
        {
          action: 'session.refresh',
          subjects: [state.accountId, state.id],
          detail: { accepted: true },
        },
      );
      return { state, renewed: account === null ? null : { prepared, account } };
    });
    if (done.renewed === null) {
      if (done.state !== null) this.news.told(sessionName(done.state.id));
      throw new AppError('REFRESH_REFUSED');
    }
    const { prepared, account } = done.renewed;
    return { account, ...(await this.tokensOf(prepared, account.id, context.now)) };
  }

  private async refuseRefresh(tx: Tx, context: RequestContext, state: RefreshState | null): Promise<void> {
    const reused = state !== null && state.usedAt !== null;
    const end = { because: 'REFRESH_REUSED', now: context.now } as const;
    const ended = reused ? await this.sessions.end(tx, state.accountId, end, [state.id]) : [];
    await recordAudit(
      tx,
      { ...context, purpose: 'OPERATION' },
      {
        action: 'session.refresh',
        subjects: state === null ? [] : [state.accountId, state.id],
        detail: { accepted: false, reused, ended: ended.length > 0 },
      },
    );
  }

  private async addRefresh(tx: Tx, session: Session, now: Instant): Promise<Prepared> {
    const refreshToken = `${REFRESH_PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const refreshExpiresAt = earlier(plus(now, this.settings.refreshTtlSeconds), session.expiresAt);
    await this.sessions.insertRefresh(tx, hashOf(refreshToken), session.id, refreshExpiresAt);
    return { sessionId: session.id, refreshToken, refreshExpiresAt };
  }

  /** The open sessions of the own account, the newest first, up to 200. */
  async list(context: RequestContext): Promise<readonly Session[]> {
    const { actor } = authorise(context, 'session.manage-own');
    return this.sessions.list(this.database, actor.accountId, context.now, MOST_SHOWN);
  }

  /**
   * Ends the session that the caller speaks in, or another of the own account.
   * @throws AppError SESSION_UNKNOWN
   */
  async signOut(context: RequestContext, sessionId: string | null): Promise<number> {
    const { actor } = authorise(context, 'session.manage-own');
    const id = sessionId ?? actor.sessionId ?? null;
    const ended = id === null ? 0 : await this.endOwn(context, 'SIGNED_OUT', [id]);
    if (ended === 0) throw new AppError('SESSION_UNKNOWN', {}, { field: 'sessionId' });
    return ended;
  }

  /** Ends every session of the own account, this one included. @returns how many */
  signOutEverywhere(context: RequestContext): Promise<number> {
    return this.endOwn(context, 'SIGNED_OUT_EVERYWHERE', null);
  }

  private async endOwn(
    context: RequestContext,
    because: 'SIGNED_OUT' | 'SIGNED_OUT_EVERYWHERE',
    which: readonly string[] | null,
  ): Promise<number> {
    const { actor, context: audited } = authorise(context, 'session.manage-own');
    const ended = await this.database.transaction(async (tx) => {
      const ids = await this.sessions.end(tx, actor.accountId, { because, now: context.now }, which);
      const detail = { because, ended: ids.length };
      await recordAudit(tx, audited, { action: 'session.end', subjects: [actor.accountId, ...ids], detail });
      return ids;
    });
    for (const id of ended) this.news.told(sessionName(id));
    return ended.length;
  }
}

const isUsable = (state: RefreshState, now: Instant): boolean =>
  state.usedAt === null &&
  state.endedAt === null &&
  state.disabledAt === null &&
  now < state.refreshExpiresAt &&
  now < state.expiresAt;
