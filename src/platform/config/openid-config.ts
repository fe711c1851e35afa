import type { EnvironmentReader } from './environment-reader.js';
import { Secret } from './secret.js';

/** An external issuer of identities (OpenID Connect Core 1.0), and how this service is known to it. */
export interface OpenIdConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client, which proves itself by PKCE alone. */
  readonly clientSecret: Secret | null;
  /** The audience that id tokens must name; the client id unless said. */
  readonly audience: string;
  readonly redirectUri: string;
  /** The claim by which accounts are linked. */
  readonly subjectClaim: string;
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

const isPlain = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !LOOPBACK.has(hostname);
};

/** Null when OIDC_ISSUER is not set. */
export function readOpenId(read: EnvironmentReader): OpenIdConfig | null {
  const issuer = read.url('OIDC_ISSUER', ['https:', 'http:']);
  const redirectUri = read.url('OIDC_REDIRECT_URI', ['https:', 'http:']);
  const clientId = read.text('OIDC_CLIENT_ID');
  const secret = read.text('OIDC_CLIENT_SECRET');
  if (issuer === null) return null;
  if (isPlain(issuer))
    read.problems.push('OIDC_ISSUER must begin with https:// (http:// on this machine only)');
  if (clientId === null) read.problems.push('OIDC_CLIENT_ID is missing: OIDC_ISSUER needs it');
  if (redirectUri === null) read.problems.push('OIDC_REDIRECT_URI is missing: OIDC_ISSUER needs it');
  return {
    issuer,
    clientId: clientId ?? '',
    clientSecret: secret === null ? null : new Secret(secret),
    audience: read.text('OIDC_AUDIENCE') ?? clientId ?? '',
    redirectUri: redirectUri ?? '',
    subjectClaim: read.text('OIDC_SUBJECT_CLAIM') ?? 'sub',
  };
}
