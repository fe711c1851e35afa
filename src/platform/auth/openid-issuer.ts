import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Instant } from '../../domain/shared/time.js';
import type { OpenIdConfig } from '../config/openid-config.js';
import { AppError } from '../errors/app-error.js';

const PATIENCE_MS = 5000;
const METADATA_MS = 3_600_000;
const SKEW_SECONDS = 30;
/** Signatures that only the issuer can make; `none` and shared keys are never accepted. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const JWKS_FAILURES: ReadonlySet<string> = new Set([
  'ERR_JWKS_TIMEOUT',
  'ERR_JOSE_GENERIC',
  'ERR_JWKS_INVALID',
]);

interface Metadata {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly keys: JWTVerifyGetKey;
  readonly until: number;
}

const away = (): AppError => new AppError('OPENID_UNAVAILABLE');
const refused = (): AppError => new AppError('OPENID_REFUSED');

/** What a user agent brings back from the issuer. */
export interface CodeGrant {
  readonly code: string;
  /** PKCE, RFC 7636. */
  readonly codeVerifier: string;
  readonly nonce: string;
}

/**
 * Speaks to one external issuer: discovery, the exchange of a code, and the proof of the id token. Only tokens that this
 * service itself fetched from the issuer are proved, so that nobody can make it fetch keys by sending made-up ones.
 */
export class OpenIdIssuer {
  #metadata: Promise<Metadata> | null = null;

  /** @param config null: no issuer is configured */
  constructor(private readonly config: OpenIdConfig | null) {}

  /** @throws AppError OPENID_NOT_CONFIGURED */
  get settings(): OpenIdConfig {
    if (this.config === null) throw new AppError('OPENID_NOT_CONFIGURED');
    return this.config;
  }

  /** Where to send a user agent. @throws AppError OPENID_NOT_CONFIGURED, OPENID_UNAVAILABLE */
  async authorizationEndpoint(): Promise<string> {
    return (await this.#discover()).authorizationEndpoint;
  }

  /**
   * Exchanges an authorization code and proves the id token: signature, issuer, audience, times, nonce.
   * @returns the subject, by the configured claim
   * @throws AppError OPENID_NOT_CONFIGURED, OPENID_UNAVAILABLE, OPENID_REFUSED
   */
  async subjectOf(grant: CodeGrant, now: Instant): Promise<string> {
    const metadata = await this.#discover();
    const idToken = await this.#exchange(metadata, grant);
    const payload = await this.#prove(metadata, idToken, now);
    const subject = payload[this.settings.subjectClaim];
    if (payload['nonce'] !== grant.nonce || typeof subject !== 'string' || subject === '') throw refused();
    return subject;
  }

  async #exchange({ tokenEndpoint }: Metadata, { code, codeVerifier }: CodeGrant): Promise<string> {
    const { clientId, clientSecret, redirectUri } = this.settings;
    const form = new URLSearchParams({ grant_type: 'authorization_code', code, code_verifier: codeVerifier });
    form.set('redirect_uri', redirectUri);
    if (clientSecret === null) form.set('client_id', clientId);
    const answer = await ask(tokenEndpoint, {
      method: 'POST',
      headers: clientSecret === null ? {} : { authorization: basic(clientId, clientSecret.reveal()) },
      body: form,
    });
    const idToken = answer['id_token'];
    if (typeof idToken !== 'string') throw refused();
    return idToken;
  }

  async #prove({ keys }: Metadata, idToken: string, now: Instant): Promise<JWTPayload> {
    const { issuer, audience, clientId } = this.settings;
    try {
      const { payload } = await jwtVerify(idToken, keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ['iat', 'exp', 'sub'],
        currentDate: new Date(now),
      });
      const parties = Array.isArray(payload.aud) ? payload.aud : [];
      if (parties.length > 1 && payload['azp'] !== clientId) throw refused();
      return payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error instanceof AppError ? error : away();
      throw JWKS_FAILURES.has(error.code) ? away() : refused();
    }
  }

  #discover(): Promise<Metadata> {
    const known = this.#metadata;
    this.#metadata = (async () => {
      const metadata = await known?.catch(() => null);
      return metadata != null && performance.now() < metadata.until ? metadata : this.#readMetadata();
    })();
    return this.#metadata;
  }

  async #readMetadata(): Promise<Metadata> {
    const { issuer } = this.settings;
    const found = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {});
    const {
      authorization_endpoint: authorizationEndpoint,
      token_endpoint: tokenEndpoint,
      jwks_uri: jwks,
    } = found;
    const isText = (value: unknown): value is string => typeof value === 'string' && URL.canParse(value);
    // A document of another issuer would let that one sign in here (OpenID Connect Discovery §4.3).
    if (found['issuer'] !== issuer) throw away();
    if (!isText(authorizationEndpoint) || !isText(tokenEndpoint) || !isText(jwks)) throw away();
    // An unknown key is asked for at once: the issuer rotates its keys, and only its own answers are proved here.
    const keys = createRemoteJWKSet(new URL(jwks), { timeoutDuration: PATIENCE_MS, cooldownDuration: 0 });
    return { authorizationEndpoint, tokenEndpoint, keys, until: performance.now() + METADATA_MS };
  }
}

const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;

/** @throws AppError OPENID_UNAVAILABLE when nobody answers in time or sensibly, OPENID_REFUSED for 4xx */
async function ask(url: string, init: RequestInit): Promise<Readonly<Record<string, unknown>>> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    // The issuer is away, slow, or sends elsewhere: the caller is told which of our neighbours it is.
    throw away();
  }
  if (init.method === 'POST' && response.status >= 400 && response.status < 500) throw refused();
  if (!response.ok) throw away();
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null) throw away();
  return { ...body };
}
