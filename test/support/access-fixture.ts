import type { Actor, RequestContext } from '../../src/platform/context/request-context.js';
import { Clock } from '../../src/platform/context/clock.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { AccessSettings } from '../../src/platform/auth/access-settings.js';
import { TokenKey, TokenSettings } from '../../src/platform/auth/token-settings.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { ACCESS_ENTITIES } from '../../src/features/access/index.js';
import { AccessNews } from '../../src/features/access/access-news.js';
import { AccountRepository } from '../../src/features/access/account.repository.js';
import { AccountService } from '../../src/features/access/account.service.js';
import { DEMO_PASSWORD, seedDemoAccounts } from '../../src/features/access/demo-accounts.js';
import { PasswordPolicy } from '../../src/features/access/password-policy.js';
import { PasswordVerifier } from '../../src/features/access/password.js';
import { SessionRepository } from '../../src/features/access/session.repository.js';
import { SessionService, type SignedIn } from '../../src/features/access/session.service.js';
import { SignInGuard } from '../../src/features/access/sign-in-guard.js';
import { SignInService } from '../../src/features/access/sign-in.service.js';
import { TokenAuthenticator } from '../../src/features/access/token-authenticator.js';
import { TokenIssuer } from '../../src/features/access/token-issuer.js';
import { TokenKeys } from '../../src/features/access/token-keys.js';
import { RateLimiter } from '../../src/platform/limits/rate-limiter.js';
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
export const accessSettings = new AccessSettings(loadConfig({}).auth);

export const contextOf = (actor: Actor | null): RequestContext => ({
  requestId: uuidV7(),
  actor,
  language: 'en',
  purpose: null,
  reference: null,
  now: NOW,
});

/** The access services of one process. */
interface AccessServices {
  readonly news: AccessNews;
  readonly keys: TokenKeys;
  readonly repository: AccountRepository;
  readonly sessionRepository: SessionRepository;
  readonly guard: SignInGuard;
  readonly policy: PasswordPolicy;
  readonly accounts: AccountService;
  readonly sessions: SessionService;
  readonly signIns: SignInService;
  /** A new one, which remembers nothing. */
  authenticator(clock?: Clock): TokenAuthenticator;
}

/** The access services over a database, put together by hand; nothing is heard until `news.onModuleInit`. */
function accessServices({ database }: TestDatabase): AccessServices {
  const repository = new AccountRepository();
  const sessionRepository = new SessionRepository();
  const passwords = new PasswordVerifier();
  const news = new AccessNews(database);
  const keys = new TokenKeys(database, tokenSettings, news);
  const issuer = new TokenIssuer(tokenSettings, keys);
  const guard = new SignInGuard(database, accessSettings, tokenSettings);
  const policy = new PasswordPolicy(repository, passwords);
  const sessions = new SessionService(database, sessionRepository, repository, issuer, accessSettings, news);
  return {
    news,
    keys,
    repository,
    sessionRepository,
    guard,
    policy,
    sessions,
    accounts: new AccountService(database, repository, passwords, policy, sessionRepository, guard, news),
    signIns: new SignInService(database, repository, passwords, sessions, guard, new RateLimiter(null)),
    authenticator: (clock = new FixedClock(NOW)) =>
      new TokenAuthenticator(tokenSettings, clock, database, sessionRepository, keys, news),
  };
}

/** The access services over a database with the demo accounts of Shanghai. */
export interface AccessFixture extends AccessServices {
  readonly test: TestDatabase;
  signIn(login: string, password?: string, context?: RequestContext): Promise<SignedIn>;
  actorOf(login: string): Promise<Actor>;
  close(): Promise<void>;
}

export async function createAccessFixture(): Promise<AccessFixture> {
  const test = await createTestDatabase(ACCESS_ENTITIES);
  await seedDemoAccounts(test.database, '310000');
  const services = accessServices(test);
  await services.news.onModuleInit();
  const signIn: AccessFixture['signIn'] = (login, password = DEMO_PASSWORD, context = contextOf(null)) =>
    services.signIns.signIn(context, { login, password, device: null });
  return {
    ...services,
    test,
    signIn,
    async actorOf(login) {
      const { token } = await signIn(login);
      const actor = await services.authenticator().authenticate(token);
      if (actor === null) throw new Error(`no actor for ${login}`);
      return actor;
    },
    async close() {
      await services.news.onModuleDestroy();
      await test.close();
    },
  };
}

export const INSERT_ORGANISATION = `INSERT INTO organisation (id, name_zh, name_en, kind, division) VALUES ($1, '测', 'T', $2, $3)`;
export const INSERT_ACCOUNT = `INSERT INTO account (id, login, password_hash, role, organisation_id, created_at, password_changed_at)
  VALUES ($1, $2, $3, $4, $5, now(), now())`;
