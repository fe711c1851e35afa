import type { Actor, RequestContext } from '../../src/platform/context/request-context.js';
import { Clock } from '../../src/platform/context/clock.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { TokenKey, TokenSettings } from '../../src/platform/auth/token-settings.js';
import { ACCESS_ENTITIES } from '../../src/features/access/index.js';
import { AccountRepository } from '../../src/features/access/account.repository.js';
import { AccountService } from '../../src/features/access/account.service.js';
import { DEMO_PASSWORD, seedDemoAccounts } from '../../src/features/access/demo-accounts.js';
import { PasswordVerifier } from '../../src/features/access/password.js';
import { SignInService, type SignedIn } from '../../src/features/access/sign-in.service.js';
import { TokenAuthenticator } from '../../src/features/access/token-authenticator.js';
import { TokenIssuer } from '../../src/features/access/token-issuer.js';
import { createTestDatabase, type TestDatabase } from './database.js';

export const NOW = '2026-11-23T02:00:00.500Z';

export class FixedClock extends Clock {
  constructor(public moment: string) {
    super();
  }

  override now(): string {
    return this.moment;
  }
}

export const tokenSettings = new TokenSettings(new TokenKey(Buffer.alloc(32, 7)), '310000', 900);

export const contextOf = (actor: Actor | null): RequestContext => ({
  requestId: uuidV7(),
  actor,
  language: 'en',
  purpose: null,
  reference: null,
  now: NOW,
});

/** The access services over a database with the demo accounts of Shanghai. */
export interface AccessFixture {
  readonly test: TestDatabase;
  readonly accounts: AccountService;
  signIn(login: string, password?: string, context?: RequestContext): Promise<SignedIn>;
  actorOf(login: string): Promise<Actor>;
}

export async function createAccessFixture(): Promise<AccessFixture> {
  const test = await createTestDatabase(ACCESS_ENTITIES);
  const repository = new AccountRepository();
  const passwords = new PasswordVerifier();
  const tokens = new TokenIssuer(tokenSettings);
  const signIns = new SignInService(test.database, repository, passwords, tokens);
  await seedDemoAccounts(test.database, '310000');
  const signIn: AccessFixture['signIn'] = (login, password = DEMO_PASSWORD, context = contextOf(null)) =>
    signIns.signIn(context, login, password);
  return {
    test,
    accounts: new AccountService(test.database, repository, passwords),
    signIn,
    async actorOf(login) {
      const { token } = await signIn(login);
      const actor = await new TokenAuthenticator(tokenSettings, new FixedClock(NOW)).authenticate(token);
      if (actor === null) throw new Error(`no actor for ${login}`);
      return actor;
    },
  };
}

export const INSERT_ORGANISATION = `INSERT INTO organisation (id, name_zh, name_en, kind, division) VALUES ($1, '测', 'T', $2, $3)`;
export const INSERT_ACCOUNT = `INSERT INTO account (id, login, password_hash, role, organisation_id, created_at, password_changed_at)
  VALUES ($1, $2, $3, $4, $5, now(), now())`;
