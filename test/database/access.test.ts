import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import type { Actor, RequestContext } from '../../src/platform/context/request-context.js';
import { Clock } from '../../src/platform/context/clock.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { sqlState } from '../../src/platform/database/database.js';
import { statement } from '../../src/platform/database/statement.js';
import { TokenKey, TokenSettings } from '../../src/platform/auth/token-settings.js';
import { ACCESS_ENTITIES } from '../../src/features/access/index.js';
import { AccountRepository } from '../../src/features/access/account.repository.js';
import { AccountService, type AccountRequest } from '../../src/features/access/account.service.js';
import { DEMO_LOGINS, DEMO_PASSWORD, seedDemoAccounts } from '../../src/features/access/demo-accounts.js';
import { PasswordVerifier } from '../../src/features/access/password.js';
import { SignInService } from '../../src/features/access/sign-in.service.js';
import { TokenAuthenticator } from '../../src/features/access/token-authenticator.js';
import { TokenIssuer } from '../../src/features/access/token-issuer.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const NOW = '2026-11-23T02:00:00.500Z';
const TTL = 900;

class FixedClock extends Clock {
  constructor(public moment: string) {
    super();
  }

  override now(): string {
    return this.moment;
  }
}

const clock = new FixedClock(NOW);
const settings = new TokenSettings(new TokenKey(Buffer.alloc(32, 7)), '310000', TTL);

const contextOf = (actor: Actor | null, changes: Partial<RequestContext> = {}): RequestContext => ({
  requestId: uuidV7(),
  actor,
  language: 'en',
  purpose: null,
  reference: null,
  now: NOW,
  ...changes,
});

let test: TestDatabase;
let signIns: SignInService;
let accounts: AccountService;

const signIn = (login: string, password = DEMO_PASSWORD, context = contextOf(null)) =>
  signIns.signIn(context, login, password);

async function actorOf(login: string): Promise<Actor> {
  const { token } = await signIn(login);
  const actor = await new TokenAuthenticator(settings, clock).authenticate(token);
  if (actor === null) throw new Error(`no actor for ${login}`);
  return actor;
}

beforeAll(async () => {
  test = await createTestDatabase(ACCESS_ENTITIES);
  const repository = new AccountRepository();
  const passwords = new PasswordVerifier();
  signIns = new SignInService(test.database, repository, passwords, new TokenIssuer(settings));
  accounts = new AccountService(test.database, repository, passwords);
  await seedDemoAccounts(test.database, '310000');
});
afterAll(() => test.close());

describe('the demo accounts', () => {
  it('should let every role sign in', async () => {
    const roles = await Promise.all(DEMO_LOGINS.map(async ({ login }) => (await actorOf(login)).role));
    expect(roles).toEqual(DEMO_LOGINS.map(({ role }) => role));
  });

  it('should be made once', async () => {
    expect(await seedDemoAccounts(test.database, '310000')).toBe(0);
  });

  it('should leave an account alone that has one of their logins', async () => {
    const other = await createTestDatabase();
    const id = uuidV7();
    await other.database.query(statement('organisation', INSERT_ORGANISATION), [
      id,
      'SITE_OPERATOR',
      '320000',
    ]);
    const hash = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA';
    await other.database.query(statement('account', INSERT_ACCOUNT), [
      id,
      'police',
      hash,
      'SITE_OPERATOR',
      id,
    ]);
    expect(await seedDemoAccounts(other.database, '320000')).toBe(DEMO_LOGINS.length - 1);
    await other.close();
  });
});

const INSERT_ORGANISATION = `INSERT INTO organisation (id, name_zh, name_en, kind, division) VALUES ($1, '测', 'T', $2, $3)`;
const INSERT_ACCOUNT = `INSERT INTO account (id, login, password_hash, role, organisation_id, created_at, password_changed_at)
  VALUES ($1, $2, $3, $4, $5, now(), now())`;

describe('signing in', () => {
  const AUDITED = statement(
    'audit_of_request',
    `SELECT account_id, action, purpose, subjects, detail FROM audit_entry WHERE request_id = $1`,
  );
  const DISABLE = statement('disable', 'UPDATE account SET disabled_at = $2 WHERE login = $1');

  it('should accept a login whatever its capitals and say until when the token lasts', async () => {
    const signedIn = await signIn('POLICE ');
    expect(signedIn.account).toMatchObject({ login: 'police', role: 'TRAFFIC_POLICE' });
    expect(signedIn.expiresAt).toBe('2026-11-23T02:15:00.000Z');
  });

  it.each([
    ['an unknown login', 'nobody', DEMO_PASSWORD, []],
    ['an impossible login', "x' OR 1=1 --\0", DEMO_PASSWORD, []],
    ['a wrong password', 'police', 'qingtu-demo-2025', ['00000000-0000-7000-8002-310000000001']],
    ['an empty password', 'police', '', ['00000000-0000-7000-8002-310000000001']],
  ])(
    'should refuse %s with one code and audit the attempt without what was typed',
    async (_, login, password, who) => {
      const context = contextOf(null);
      await expect(signIn(login, password, context)).rejects.toMatchObject({
        code: 'SIGN_IN_FAILED',
        params: {},
      });
      const lines = await test.database.query(AUDITED, [context.requestId]);
      expect(lines).toEqual([
        {
          account_id: null,
          action: 'account.sign-in',
          purpose: 'OPERATION',
          subjects: who,
          detail: { accepted: false, known: who.length > 0, disabled: false },
        },
      ]);
    },
  );

  it('should audit a success under the account', async () => {
    const context = contextOf(null);
    const { account } = await signIn('ecology', DEMO_PASSWORD, context);
    const lines = await test.database.query(AUDITED, [context.requestId]);
    expect(lines).toMatchObject([
      { account_id: account.id, subjects: [account.id], detail: { accepted: true } },
    ]);
  });

  it('should refuse a disabled account like a wrong password, and show it no more', async () => {
    const actor = await actorOf('maritime');
    await test.database.query(DISABLE, ['maritime', NOW]);
    await expect(signIn('maritime')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    await expect(accounts.me(contextOf(actor))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await test.database.query(DISABLE, ['maritime', null]);
  });
});

describe('tokens', () => {
  const claims = { role: 'ADMINISTRATOR', org: uuidV7(), division: '310000' };
  const sign = (payload: Record<string, unknown>, key: Uint8Array, audience = '310000'): Promise<string> =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('qingtu')
      .setAudience(audience)
      .setSubject(uuidV7())
      .setIssuedAt(new Date(NOW))
      .setExpirationTime(new Date('2026-11-23T03:00:00Z'))
      .sign(key);
  const unsigned = (token: string): string => {
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    return `${header}.${token.split('.')[1]}.`;
  };

  it('should answer a known token at once and refuse it from the moment it expires', async () => {
    const own = new FixedClock(NOW);
    const authenticator = new TokenAuthenticator(settings, own);
    const { token, expiresAt, account } = await signIn('police');
    const actor = {
      accountId: account.id,
      role: 'TRAFFIC_POLICE',
      organisationId: account.organisation.id,
      division: '310100',
    };
    expect(await authenticator.authenticate(token)).toEqual(actor);
    expect(authenticator.authenticate(token)).toEqual(actor);
    own.moment = expiresAt;
    expect(authenticator.authenticate(token)).toBeNull();
    expect(await new TokenAuthenticator(settings, own).authenticate(token)).toBeNull();
  });

  const good = settings.key.bytes();
  it.each<[string, () => Promise<string>]>([
    ['of another key', () => sign(claims, Buffer.alloc(32, 8))],
    ['for another site', () => sign(claims, good, '320000')],
    ['without a signature', async () => unsigned(await sign(claims, good))],
    ['with an unknown role', () => sign({ ...claims, role: 'ROOT' }, good)],
    ['with a broken division', () => sign({ ...claims, division: '31%' }, good)],
    ['without an organisation', () => sign({ role: claims.role, division: claims.division }, good)],
    ['that is no token', () => Promise.resolve('abc')],
  ])('should refuse one %s', async (_, make) => {
    expect(await new TokenAuthenticator(settings, clock).authenticate(await make())).toBeNull();
  });

  it('should accept the same claims when nothing is wrong with them', async () => {
    const actor = await new TokenAuthenticator(settings, clock).authenticate(await sign(claims, good));
    expect(actor).toMatchObject({ role: 'ADMINISTRATOR', division: '310000' });
  });

  it('should never show its key', () => {
    expect(JSON.stringify(settings)).not.toContain('7,7');
    expect(() => new TokenKey(Buffer.alloc(31))).toThrow(RangeError);
  });
});

describe('making accounts', () => {
  const ECOLOGY = '00000000-0000-7000-8001-310000000006';
  const request = (changes: Partial<AccountRequest> = {}): AccountRequest => ({
    login: `user-${uuidV7()}`,
    password: 'a long enough password',
    role: 'ECOLOGY_BUREAU',
    organisationId: ECOLOGY,
    ...changes,
  });
  let admin: RequestContext;
  beforeAll(async () => {
    admin = contextOf(await actorOf('admin'));
  });

  it('should make an account that can sign in, once for each key', async () => {
    const wanted = request();
    const key = uuidV7();
    const made = await accounts.create(admin, key, wanted);
    const again = await accounts.create(admin, key, wanted);
    expect(again).toEqual(made);
    expect((await signIn(wanted.login, wanted.password)).account.id).toBe(made.id);
    expect(made.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(
      accounts.create(admin, key, { ...wanted, password: 'another long password' }),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    await expect(accounts.create(admin, key, request())).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
  });

  it.each<[string, Partial<AccountRequest>, string, string]>([
    ['a login in use', { login: 'Police' }, 'LOGIN_TAKEN', 'login'],
    ['a broken login', { login: '交警' }, 'LOGIN_INVALID', 'login'],
    ['a weak password', { password: 'short' }, 'PASSWORD_WEAK', 'password'],
    ['no organisation', { organisationId: uuidV7() }, 'ORGANISATION_UNKNOWN', 'organisationId'],
    ['a foreign role', { role: 'TRAFFIC_POLICE' }, 'ROLE_ORGANISATION_MISMATCH', 'role'],
  ])('should refuse %s', async (_, changes, code, field) => {
    await expect(accounts.create(admin, uuidV7(), request(changes))).rejects.toMatchObject({ code, field });
  });

  it('should not reach an organisation of another province', async () => {
    const organisationId = uuidV7();
    const values = [organisationId, 'ECOLOGY_BUREAU', '330100'];
    await test.database.query(statement('organisation', INSERT_ORGANISATION), values);
    await expect(accounts.create(admin, uuidV7(), request({ organisationId }))).rejects.toMatchObject({
      code: 'ORGANISATION_UNKNOWN',
    });
  });

  it('should be refused to everybody else', async () => {
    const others = DEMO_LOGINS.filter(({ role }) => role !== 'ADMINISTRATOR');
    for (const { login } of others) {
      const context = contextOf(await actorOf(login));
      await expect(accounts.create(context, uuidV7(), request())).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    await expect(accounts.create(contextOf(null), uuidV7(), request())).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('should make one of many that want the same login at once', async () => {
    const wanted = request();
    const attempts = Array.from({ length: 8 }, () => accounts.create(admin, uuidV7(), wanted));
    const outcomes = await Promise.allSettled(attempts);
    const codes = outcomes.map((one) =>
      one.status === 'fulfilled' ? 'MADE' : String(Reflect.get(one.reason as object, 'code')),
    );
    expect(codes.sort()).toEqual([...Array.from({ length: 7 }, () => 'LOGIN_TAKEN'), 'MADE']);
  });

  it('should change the own password, once for each key, and only with the present one', async () => {
    const { login, password } = await accounts.create(admin, uuidV7(), request()).then((made) => ({
      login: made.login,
      password: request().password,
    }));
    const { token } = await signIn(login, password);
    const actor = await new TokenAuthenticator(settings, clock).authenticate(token);
    const context = contextOf(actor);
    const change = { present: password, wanted: 'quite another password' };
    await expect(
      accounts.changePassword(context, uuidV7(), { ...change, present: 'wrong wrong wrong' }),
    ).rejects.toMatchObject({ code: 'SIGN_IN_FAILED', field: 'present' });
    const key = uuidV7();
    const changed = await accounts.changePassword(context, key, change);
    expect(await accounts.changePassword(context, key, change)).toEqual(changed);
    await expect(
      accounts.changePassword(context, key, { ...change, wanted: 'a third one, also long' }),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    await expect(signIn(login, password)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect((await signIn(login, change.wanted)).account.login).toBe(login);
  });
});

describe('what the database itself refuses', () => {
  const id = '00000000-0000-7000-8002-310000000001';
  it.each([
    ['deleting an account', 'DELETE FROM account', '42501'],
    ['deleting an organisation', 'DELETE FROM organisation', '42501'],
    ['changing a role', `UPDATE account SET role = 'ADMINISTRATOR'`, '42501'],
    ['changing a division', `UPDATE organisation SET division = '310000'`, '42501'],
    ['moving an account', `UPDATE account SET organisation_id = '${id}'`, '42501'],
    ['a password in the clear', `UPDATE account SET password_hash = 'secret'`, '23514'],
    [
      'an unknown role',
      `INSERT INTO account SELECT gen_random_uuid(), 'x1', password_hash, 'ROOT', organisation_id, NULL, now(), now() FROM account LIMIT 1`,
      '23514',
    ],
    [
      'a login in capitals',
      `INSERT INTO account SELECT gen_random_uuid(), 'Police', password_hash, role, organisation_id, NULL, now(), now() FROM account LIMIT 1`,
      '23514',
    ],
  ])('should refuse %s', async (what, sql, state) => {
    const error: unknown = await test.database.query(statement(what, sql)).catch((caught: unknown) => caught);
    expect(sqlState(error)).toBe(state);
  });

  it('should have the tables as the entities describe them', async () => {
    const { upQueries } = await test.owner.dataSource.driver.createSchemaBuilder().log();
    expect(
      upQueries.map(({ query }) => query).filter((query) => /"(account|organisation)"/.test(query)),
    ).toEqual([]);
  });
});
