import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { statement } from '../../src/platform/database/statement.js';
import { TokenKey } from '../../src/platform/auth/token-settings.js';
import { DEMO_LOGINS, DEMO_PASSWORD, seedDemoAccounts } from '../../src/features/access/demo-accounts.js';
import {
  contextOf,
  createAccessFixture,
  FixedClock,
  INSERT_ACCOUNT,
  INSERT_ORGANISATION,
  NOW,
  tokenSettings,
  type AccessFixture,
} from '../support/access-fixture.js';
import { createTestDatabase } from '../support/database.js';

let fixture: AccessFixture;
beforeAll(async () => {
  fixture = await createAccessFixture();
});
afterAll(() => fixture.close());

describe('the demo accounts', () => {
  it('should let every role sign in', async () => {
    const roles = await Promise.all(
      DEMO_LOGINS.map(async ({ login }) => (await fixture.actorOf(login)).role),
    );
    expect(roles).toEqual(DEMO_LOGINS.map(({ role }) => role));
  });

  it('should be made once', async () => {
    expect(await seedDemoAccounts(fixture.test.database, '310000')).toBe(0);
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

describe('signing in', () => {
  const AUDITED = statement(
    'audit_of_request',
    `SELECT account_id, action, purpose, subjects, detail FROM audit_entry WHERE request_id = $1`,
  );
  const DISABLE = statement('disable', 'UPDATE account SET disabled_at = $2 WHERE login = $1');

  it('should accept a login whatever its capitals and say until when the token lasts', async () => {
    const signedIn = await fixture.signIn('POLICE ');
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
      await expect(fixture.signIn(login, password, context)).rejects.toMatchObject({
        code: 'SIGN_IN_FAILED',
        params: {},
      });
      const lines = await fixture.test.database.query(AUDITED, [context.requestId]);
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
    const { account } = await fixture.signIn('ecology', DEMO_PASSWORD, context);
    const lines = await fixture.test.database.query(AUDITED, [context.requestId]);
    expect(lines).toMatchObject([
      { account_id: account.id, subjects: [account.id], detail: { accepted: true } },
    ]);
  });

  it('should refuse a disabled account like a wrong password, and show it no more', async () => {
    const actor = await fixture.actorOf('maritime');
    await fixture.test.database.query(DISABLE, ['maritime', NOW]);
    await expect(fixture.signIn('maritime')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    await expect(fixture.accounts.me(contextOf(actor))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await fixture.test.database.query(DISABLE, ['maritime', null]);
  });
});

describe('tokens', () => {
  let sid: string;
  let sub: string;
  let kid: string;
  let key: Uint8Array;
  beforeAll(async () => {
    const signedIn = await fixture.signIn('admin');
    sid = signedIn.sessionId;
    sub = signedIn.account.id;
    ({ id: kid, bytes: key } = await fixture.keys.current(NOW));
  });

  interface Forged {
    readonly payload?: Record<string, unknown>;
    readonly subject?: string;
    readonly header?: Record<string, unknown>;
    readonly key?: Uint8Array;
    readonly audience?: string;
  }
  const sign = (forged: Forged = {}): Promise<string> =>
    new SignJWT(forged.payload ?? { sid })
      .setProtectedHeader({ alg: 'HS256', kid, ...forged.header })
      .setIssuer('qingtu')
      .setAudience(forged.audience ?? '310000')
      .setSubject(forged.subject ?? sub)
      .setIssuedAt(new Date(NOW))
      .setExpirationTime(new Date('2026-11-23T03:00:00Z'))
      .sign(forged.key ?? key);
  const unsigned = (token: string): string => {
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid })).toString('base64url');
    return `${header}.${token.split('.')[1]}.`;
  };

  it('should answer a known token at once and refuse it from the moment it expires', async () => {
    const own = new FixedClock(NOW);
    const authenticator = fixture.authenticator(own);
    const { token, expiresAt, account, sessionId } = await fixture.signIn('police');
    const actor = {
      accountId: account.id,
      role: 'TRAFFIC_POLICE',
      organisationId: account.organisation.id,
      division: '310100',
      sessionId,
    };
    expect(await authenticator.authenticate(token)).toEqual(actor);
    expect(authenticator.authenticate(token)).toEqual(actor);
    own.moment = expiresAt;
    expect(authenticator.authenticate(token)).toBeNull();
    expect(await fixture.authenticator(own).authenticate(token)).toBeNull();
  });

  it.each<[string, () => Promise<string>]>([
    ['of another key', () => sign({ key: Buffer.alloc(32, 8) })],
    ['signed with the key that seals keys', () => sign({ key: tokenSettings.key.bytes() })],
    ['of a key that nobody has', () => sign({ header: { kid: '0123456789abcdef' } })],
    ['of a key with no id', () => sign({ header: { kid: '../x' } })],
    ['for another site', () => sign({ audience: '320000' })],
    ['without a signature', async () => unsigned(await sign())],
    ['of no session', () => sign({ payload: {} })],
    ['of an unknown session', () => sign({ payload: { sid: uuidV7() } })],
    ['for another account', () => sign({ subject: uuidV7() })],
    ['that is no token', () => Promise.resolve('abc')],
  ])('should refuse one %s', async (_, make) => {
    expect(await fixture.authenticator().authenticate(await make())).toBeNull();
  });

  it('should accept the same claims when nothing is wrong with them', async () => {
    const actor = await fixture.authenticator().authenticate(await sign());
    expect(actor).toMatchObject({ role: 'ADMINISTRATOR', division: '310000', sessionId: sid });
  });

  it('should never show its key', () => {
    expect(JSON.stringify(tokenSettings)).not.toContain('7,7');
    expect(() => new TokenKey(Buffer.alloc(31))).toThrow(RangeError);
  });
});
