import type { GuardPolicy } from '../../domain/access/sign-in-guard.js';
import type { AuthConfig } from '../config/auth-config.js';

/** Failures of a person who mistypes, and of everybody behind one address, that cost nothing. */
const FREE_FAILURES = { login: 4, address: 30 };

/** How long sessions live and how guessing is stopped; times in seconds. */
export class AccessSettings {
  readonly refreshTtlSeconds: number;
  readonly sessionTtlSeconds: number;
  readonly loginGuard: GuardPolicy;
  readonly addressGuard: GuardPolicy;

  constructor({ refreshTtl, sessionTtl, lock }: Omit<AuthConfig, 'tokenTtl'>) {
    this.refreshTtlSeconds = refreshTtl;
    this.sessionTtlSeconds = sessionTtl;
    const { seconds: lockSeconds, after, addressAfter } = lock;
    this.loginGuard = {
      freeFailures: Math.min(FREE_FAILURES.login, after - 1),
      lockAfter: after,
      lockSeconds,
    };
    this.addressGuard = {
      freeFailures: Math.min(FREE_FAILURES.address, addressAfter - 1),
      lockAfter: addressAfter,
      lockSeconds,
    };
  }
}
