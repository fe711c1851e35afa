import { errors, jwtVerify, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import type { Instant } from '../../domain/shared/time.js';
import { Authenticator } from '../../platform/auth/authenticator.js';
import { TokenSettings } from '../../platform/auth/token-settings.js';
import { Clock } from '../../platform/context/clock.js';
import type { Actor, Restriction } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { BoundedCache } from '../../platform/graphql/bounded-cache.js';
import { AccessNews, accountName, sessionName, type Stamp } from './access-news.js';
import { SessionRepository } from './session.repository.js';
import { TOKEN_ALGORITHM, TOKEN_ISSUER } from './token-issuer.js';
import { TokenKeys } from './token-keys.js';

/** Half of the tokens that are remembered at once: two generations of these. */
const GENERATION_SIZE = 5_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KEY_ID = /^[0-9a-f]{16}$/;
const UNTIL_CHANGED: ReadonlySet<Action> = new Set<Action>(['account.change-password', 'session.manage-own']);
const MUST_CHANGE: Restriction = { actions: UNTIL_CHANGED, refusal: 'PASSWORD_CHANGE_REQUIRED' };

interface Claims {
  readonly accountId: string;
  readonly sessionId: string;
  readonly expiresAt: Instant;
}

interface KnownToken {
  readonly actor: Actor;
  readonly expiresAt: Instant;
  readonly stamp: Stamp;
  readonly session: string;
  readonly account: string;
}

function claimsOf({ sub, sid, exp }: JWTPayload): Claims | null {
  if (typeof sub !== 'string' || !UUID.test(sub) || typeof sid !== 'string' || !UUID.test(sid)) return null;
  if (exp === undefined) return null;
  return { accountId: sub, sessionId: sid, expiresAt: new Date(exp * 1000).toISOString() };
}

/**
 * Accepts the tokens of `TokenIssuer`. What a token's account may do is read from the database when the token is first
 * seen; then the token is remembered, and its repetition costs three look-ups in memory and no statement, until it
 * expires or until the database says something of its session or its account.
 */
@Injectable()
export class TokenAuthenticator extends Authenticator {
  private readonly known = new BoundedCache<string, KnownToken>(GENERATION_SIZE);

  constructor(
    private readonly settings: TokenSettings,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly keys: TokenKeys,
    private readonly news: AccessNews,
  ) {
    super();
  }

  override authenticate(token: string): Actor | null | Promise<Actor | null> {
    const known = this.known.get(token);
    if (known === undefined || !this.isCurrent(known)) return this.verify(token);
    return this.clock.now() < known.expiresAt ? known.actor : null;
  }

  private isCurrent({ stamp, session, account }: KnownToken): boolean {
    return this.news.isCurrent(stamp, session) && this.news.isCurrent(stamp, account);
  }

  private async verify(token: string): Promise<Actor | null> {
    const stamp = this.news.stamp();
    const claims = await this.claims(token);
    if (claims === null) return null;
    const now = this.clock.now();
    const open = await this.sessions.findOpen(this.database, claims, now);
    if (open === null) return null;
    const { mustChangePassword, ...account } = open;
    const actor: Actor = {
      ...account,
      sessionId: claims.sessionId,
      ...(mustChangePassword ? { restriction: MUST_CHANGE } : {}),
    };
    this.known.set(token, {
      actor,
      expiresAt: claims.expiresAt,
      stamp,
      session: sessionName(claims.sessionId),
      account: accountName(claims.accountId),
    });
    return actor;
  }

  private async claims(token: string): Promise<Claims | null> {
    const now = this.clock.now();
    const findKey = async ({ kid = '' }: JWTHeaderParameters): Promise<Uint8Array> => {
      const key = KEY_ID.test(kid) ? await this.keys.find(kid, now) : null;
      if (key === null) throw new errors.JWKSNoMatchingKey();
      return key.bytes;
    };
    try {
      const { payload } = await jwtVerify(token, findKey, {
        algorithms: [TOKEN_ALGORITHM],
        issuer: TOKEN_ISSUER,
        audience: this.settings.audience,
        requiredClaims: ['sub', 'iat', 'exp'],
        currentDate: new Date(now),
      });
      return claimsOf(payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}
