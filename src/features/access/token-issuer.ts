import { SignJWT } from 'jose';
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import { TokenSettings } from '../../platform/auth/token-settings.js';
import { TokenKeys } from './token-keys.js';

export const TOKEN_ALGORITHM = 'HS256';
export const TOKEN_ISSUER = 'qingtu';

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Instant;
}

/** Signs short-lived tokens (JWT, RFC 7519) that name a session; what its account may do is read when one is first seen. */
@Injectable()
export class TokenIssuer {
  constructor(
    private readonly settings: TokenSettings,
    private readonly keys: TokenKeys,
  ) {}

  /** A token that is valid from `now` for the configured life, at this site and while its session is open. */
  async issue(
    { sessionId, accountId }: { readonly sessionId: string; readonly accountId: string },
    now: Instant,
  ): Promise<IssuedToken> {
    const issuedAt = Math.floor(Date.parse(now) / 1000);
    const expiresAt = issuedAt + this.settings.ttlSeconds;
    const key = await this.keys.current(now);
    const token = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: key.id })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(this.settings.audience)
      .setSubject(accountId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(key.bytes);
    return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
  }
}
