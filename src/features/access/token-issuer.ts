import { SignJWT } from 'jose';
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import type { Actor } from '../../platform/context/request-context.js';
import { TokenSettings } from '../../platform/auth/token-settings.js';

export const TOKEN_ALGORITHM = 'HS256';
export const TOKEN_ISSUER = 'qingtu';

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Instant;
}

/** Signs short-lived tokens (JWT, RFC 7519) that carry all that a request needs to know of its actor. */
@Injectable()
export class TokenIssuer {
  constructor(private readonly settings: TokenSettings) {}

  /** A token that is valid from `now` for the configured life, at this site only. */
  async issue(actor: Actor, now: Instant): Promise<IssuedToken> {
    const issuedAt = Math.floor(Date.parse(now) / 1000);
    const expiresAt = issuedAt + this.settings.ttlSeconds;
    const token = await new SignJWT({ role: actor.role, org: actor.organisationId, division: actor.division })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(this.settings.audience)
      .setSubject(actor.accountId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.settings.key.bytes());
    return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
  }
}
