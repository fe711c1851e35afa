import type { EnvironmentReader } from './environment-reader.js';

/** Sign-in and sessions; times in seconds. */
export interface AuthConfig {
  readonly tokenTtl: number;
  /** Life of a refresh token that is not used. */
  readonly refreshTtl: number;
  /** Life of a session however often it is refreshed. */
  readonly sessionTtl: number;
  /** After how many failures of a login, and of an address, guessing is locked out. */
  readonly lock: { readonly after: number; readonly addressAfter: number; readonly seconds: number };
}

export function readAuth(read: EnvironmentReader): AuthConfig {
  return {
    tokenTtl: read.integer('TOKEN_TTL', 900, 60, 86_400),
    refreshTtl: read.integer('REFRESH_TTL', 43_200, 60, 31_536_000),
    sessionTtl: read.integer('SESSION_TTL', 604_800, 60, 31_536_000),
    lock: {
      after: read.integer('SIGN_IN_LOCK_AFTER', 10, 3, 1000),
      addressAfter: read.integer('SIGN_IN_ADDRESS_LOCK_AFTER', 100, 3, 100_000),
      seconds: read.integer('SIGN_IN_LOCK_SECONDS', 900, 10, 86_400),
    },
  };
}
