import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { sqlState } from '../../src/platform/database/sql-state.js';
import { statement } from '../../src/platform/database/statement.js';
import type { AccountRequest } from '../../src/features/access/account.service.js';
import { DEMO_LOGINS } from '../../src/features/access/demo-accounts.js';
import {
  contextOf,
  createAccessFixture,
  INSERT_ORGANISATION,
  type AccessFixture,
} from '../support/access-fixture.js';

let fixture: AccessFixture;
beforeAll(async () => {
  fixture = await createAccessFixture();
});
afterAll(() => fixture.close());

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
    admin = contextOf(await fixture.actorOf('admin'));
  });

  it('should make an account that can sign in, once for each key', async () => {
    const wanted = request();
    const key = uuidV7();
    const made = await fixture.accounts.create(admin, key, wanted);
    const again = await fixture.accounts.create(admin, key, wanted);
    expect(again).toEqual(made);
    expect((await fixture.signIn(wanted.login, wanted.password)).account.id).toBe(made.id);
    expect(made.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(
      fixture.accounts.create(admin, key, { ...wanted, password: 'another long password' }),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    await expect(fixture.accounts.create(admin, key, request())).rejects.toMatchObject({
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
    await expect(fixture.accounts.create(admin, uuidV7(), request(changes))).rejects.toMatchObject({
      code,
      field,
    });
  });

  it('should not reach an organisation of another province', async () => {
    const organisationId = uuidV7();
    const values = [organisationId, 'ECOLOGY_BUREAU', '330100'];
    await fixture.test.database.query(statement('organisation', INSERT_ORGANISATION), values);
    await expect(fixture.accounts.create(admin, uuidV7(), request({ organisationId }))).rejects.toMatchObject(
      {
        code: 'ORGANISATION_UNKNOWN',
      },
    );
  });

  it('should be refused to everybody else', async () => {
    const others = DEMO_LOGINS.filter(({ role }) => role !== 'ADMINISTRATOR');
    for (const { login } of others) {
      const context = contextOf(await fixture.actorOf(login));
      await expect(fixture.accounts.create(context, uuidV7(), request())).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    await expect(fixture.accounts.create(contextOf(null), uuidV7(), request())).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('should make one of many that want the same login at once', async () => {
    const wanted = request();
    const attempts = Array.from({ length: 8 }, () => fixture.accounts.create(admin, uuidV7(), wanted));
    const outcomes = await Promise.allSettled(attempts);
    const codes = outcomes.map((one) =>
      one.status === 'fulfilled' ? 'MADE' : String(Reflect.get(one.reason as object, 'code')),
    );
    expect(codes.sort()).toEqual([...Array.from({ length: 7 }, () => 'LOGIN_TAKEN'), 'MADE']);
  });

  it('should change the own password, once for each key, and only with the present one', async () => {
    const { login, password } = await fixture.accounts.create(admin, uuidV7(), request()).then((made) => ({
      login: made.login,
      password: request().password,
    }));
    const { token } = await fixture.signIn(login, password);
    const actor = await fixture.authenticator().authenticate(token);
    const context = contextOf(actor);
    const change = { present: password, wanted: 'quite another password' };
    await expect(
      fixture.accounts.changePassword(context, uuidV7(), { ...change, present: 'wrong wrong wrong' }),
    ).rejects.toMatchObject({ code: 'SIGN_IN_FAILED', field: 'present' });
    const key = uuidV7();
    const changed = await fixture.accounts.changePassword(context, key, change);
    expect(await fixture.accounts.changePassword(context, key, change)).toEqual(changed);
    await expect(
      fixture.accounts.changePassword(context, key, { ...change, wanted: 'a third one, also long' }),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    await expect(fixture.signIn(login, password)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect((await fixture.signIn(login, change.wanted)).account.login).toBe(login);
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
    const error: unknown = await fixture.test.database
      .query(statement(what, sql))
      .catch((caught: unknown) => caught);
    expect(sqlState(error)).toBe(state);
  });

  it('should have the tables as the entities describe them', async () => {
    const { upQueries } = await fixture.test.owner.dataSource.driver.createSchemaBuilder().log();
    expect(
      upQueries.map(({ query }) => query).filter((query) => /"(account|organisation)"/.test(query)),
    ).toEqual([]);
  });
});
