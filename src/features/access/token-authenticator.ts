import { errors, jwtVerify, type JWTPayload } from 'jose';
import { Injectable } from '@nestjs/common';
import { isRole } from '../../domain/access/roles.js';
import type { Instant } from '../../domain/shared/time.js';
import { Authenticator } from '../../platform/auth/authenticator.js';
import { TokenSettings } from '../../platform/auth/token-settings.js';
import { Clock } from '../../platform/context/clock.js';
import type { Actor } from '../../platform/context/request-context.js';
import { BoundedCache } from '../../platform/graphql/bounded-cache.js';
import { TOKEN_ALGORITHM, TOKEN_ISSUER } from './token-issuer.js';

/** Half of the tokens that are remembered at once: two generations of these. */
const GENERATION_SIZE = 5_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DIVISION = /^\d{6}$/;

interface KnownToken {
  readonly actor: Actor;
  readonly expiresAt: Instant;
}

function knownTokenOf(payload: JWTPayload): KnownToken | null {
  const { sub, exp, role, org, division } = payload;
  if (typeof sub !== 'string' || !UUID.test(sub) || typeof org !== 'string' || !UUID.test(org)) return null;
  if (typeof role !== 'string' || !isRole(role)) return null;
  if (typeof division !== 'string' || !DIVISION.test(division) || exp === undefined) return null;
  return {
    actor: { accountId: sub, role, organisationId: org, division },
    expiresAt: new Date(exp * 1000).toISOString(),
  };
}

/**
 * Accepts the tokens of `TokenIssuer`. A verified token is remembered until it expires, so that its repetition costs
 * a look-up; what was not verified is never remembered. An account that is disabled, or changes its role, is cut off
 * when its present token expires, that is within the configured life of a token.
 */
@Injectable()
export class TokenAuthenticator extends Authenticator {
  private readonly known = new BoundedCache<string, KnownToken>(GENERATION_SIZE);

  constructor(
    private readonly settings: TokenSettings,
    private readonly clock: Clock,
  ) {
    super();
  }

  override authenticate(token: string): Actor | null | Promise<Actor | null> {
    const known = this.known.get(token);
    if (known === undefined) return this.verify(token);
    return this.clock.now() < known.expiresAt ? known.actor : null;
  }

  private async verify(token: string): Promise<Actor | null> {
    try {
      const { payload } = await jwtVerify(token, this.settings.key.bytes(), {
        algorithms: [TOKEN_ALGORITHM],
        issuer: TOKEN_ISSUER,
        audience: this.settings.audience,
        requiredClaims: ['sub', 'iat', 'exp'],
        currentDate: new Date(this.clock.now()),
      });
      const known = knownTokenOf(payload);
      if (known !== null) this.known.set(token, known);
      return known?.actor ?? null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}
