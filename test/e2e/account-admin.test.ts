import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../../src/features/access/index.js';
import { startTestApi, type GraphqlAnswer, type TestApi } from '../support/api.js';
import {
  bearer,
  codesOf,
  fieldOf,
  isCutOff,
  isOpen,
  refreshAt,
  signInAt,
  trySignIn,
} from '../support/session-client.js';

const ACCOUNT =
  '... on AccountChanged { account { login disabledAt mustChangePassword } } ... on AccountRefused { code field }';
const CHANGE = `mutation ($key: String!, $present: String!, $wanted: String!) {
  changePassword(idempotencyKey: $key, present: $present, wanted: $wanted) {
  ... on PasswordChanged { account { mustChangePassword } } ... on AccountRefused { code field } } }`;
const accountId = (number: number, site = '310000'): string =>
  Buffer.from(`Account:00000000-0000-7000-8002-${site}${String(number).padStart(6, '0')}`).toString(
    'base64url',
  );
const POLICE = accountId(1);
const ECOLOGY = accountId(6);
const ADMIN = accountId(9);

let api: TestApi;
let other: TestApi;
let keys = 0;
const newKey = (): string => `admin-test-${String((keys += 1)).padStart(4, '0')}`;

beforeAll(async () => {
  api = await startTestApi();
  other = await startTestApi({}, api);
});
afterAll(async () => {
  await other.close();
  await api.close();
});

async function change(field: string, id: string, more = '', key = newKey()): Promise<unknown> {
  const query = `mutation ($key: String!, $id: ID!) { ${field}(idempotencyKey: $key, accountId: $id${more}) { ${ACCOUNT} } }`;
  const answer = await api.ask(query, { as: 'ADMINISTRATOR', variables: { key, id } });
  return fieldOf(answer, field);
}
/** A moment passes: the order of former passwords is that of their moments. */
function changeOwn(at: TestApi, token: string, present: string, wanted: string): Promise<GraphqlAnswer> {
  api.clock.at = new Date(Date.parse(api.clock.at) + 1000).toISOString();
  return at.ask(CHANGE, { variables: { key: newKey(), present, wanted }, headers: bearer(token) });
}

describe('an administrator', () => {
  it('should close an account at once in every process, and open it without its sessions', async () => {
    const tokens = await signInAt(other, 'police');
    expect(await isOpen(other, tokens.token)).toBe(true);
    const key = newKey();
    const disabled = { account: { login: 'police', disabledAt: api.clock.at, mustChangePassword: false } };
    expect(await change('disableAccount', POLICE, '', key)).toEqual(disabled);
    expect(await isCutOff(other, tokens.token)).toBe(true);
    expect(await change('disableAccount', POLICE, '', key)).toEqual(disabled);
    expect(fieldOf(await trySignIn(api, 'police', DEMO_PASSWORD), 'signIn')).toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    expect(await change('enableAccount', POLICE)).toMatchObject({ account: { disabledAt: null } });
    expect(await isOpen(other, tokens.token)).toBe(false);
    expect(await refreshAt(other, tokens.refreshToken)).toMatchObject({ code: 'REFRESH_REFUSED' });
    expect(await isOpen(other, (await signInAt(other, 'police')).token)).toBe(true);
  });

  it('should give a password that opens nothing but its own change', async () => {
    const before = await signInAt(other, 'ecology');
    expect(await isOpen(other, before.token)).toBe(true);
    const key = newKey();
    const reset = await change('resetPassword', ECOLOGY, ', password: "borrowed for one day"', key);
    expect(reset).toMatchObject({ account: { mustChangePassword: true } });
    expect(await change('resetPassword', ECOLOGY, ', password: "borrowed for one day"', key)).toEqual(reset);
    const conflict = await api.ask(
      `mutation ($id: ID!) { resetPassword(idempotencyKey: "${key}", accountId: $id, password: "another for one day") { ${ACCOUNT} } }`,
      { as: 'ADMINISTRATOR', variables: { id: ECOLOGY } },
    );
    expect(codesOf(conflict)).toEqual(['IDEMPOTENCY_CONFLICT']);
    expect(await isCutOff(other, before.token)).toBe(true);

    const { token } = await signInAt(other, 'ecology', 'borrowed for one day');
    for (const query of [
      '{ me { login } }',
      '{ vehicles(filter: {}) { edges { cursor } } }',
      '{ roadsideCheck(plateNumber: "沪A12345") { verdict } }',
    ]) {
      expect(codesOf(await other.ask(query, { headers: bearer(token) }))).toEqual([
        'PASSWORD_CHANGE_REQUIRED',
      ]);
    }
    const changed = await changeOwn(api, token, 'borrowed for one day', 'my own from now on');
    expect(fieldOf(changed, 'changePassword')).toEqual({ account: { mustChangePassword: false } });
    expect(codesOf(await api.ask('{ me { login } }', { headers: bearer(token) }))).toEqual([]);
  });

  it.each([
    ['an account of nobody', accountId(77), 'ACCOUNT_UNKNOWN'],
    ['the own account', ADMIN, 'ACCOUNT_OWN'],
  ])('should not close %s', async (_, id, code) => {
    expect(await change('disableAccount', id)).toEqual({ code, field: 'accountId' });
  });

  it('should lift a lock', async () => {
    for (let n = 0; n < 5; n += 1) await trySignIn(api, 'port', 'wrong wrong wrong');
    expect(codesOf(await trySignIn(other, 'port', DEMO_PASSWORD))).toEqual(['TOO_MANY_ATTEMPTS']);
    expect(await change('unlockAccount', accountId(4))).toMatchObject({ account: { login: 'port' } });
    expect(fieldOf(await trySignIn(other, 'port', DEMO_PASSWORD), 'signIn')).toMatchObject({
      account: { login: 'port' },
    });
  });

  it('should page through the accounts of the province', async () => {
    const query = `query ($after: String) { accounts(first: 4, after: $after) { edges { node { login kind } } pageInfo { endCursor hasNextPage } } }`;
    const logins: string[] = [];
    let after: string | null = null;
    do {
      const answer: GraphqlAnswer = await api.ask(query, { as: 'ADMINISTRATOR', variables: { after } });
      const page: {
        edges: { node: { login: string } }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      } = fieldOf(answer, 'accounts');
      logins.push(...page.edges.map(({ node }) => node.login));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(logins).toEqual([
      'admin',
      'ecology',
      'istation',
      'maritime',
      'mstation',
      'operator',
      'police',
      'port',
      'transport',
    ]);
    expect(codesOf(await api.ask(query, { as: 'SITE_OPERATOR' }))).toEqual(['FORBIDDEN']);
  });

  it('should change the key that signs tokens, and nobody is signed out', async () => {
    const before = await signInAt(api, 'transport');
    const rotate = await api.ask(`mutation { rotateTokenKey(idempotencyKey: "${newKey()}") { keyId } }`, {
      as: 'ADMINISTRATOR',
    });
    const { keyId }: { keyId: string } = fieldOf(rotate, 'rotateTokenKey');
    const after = await signInAt(other, 'transport');
    const kidOf = (token: string): unknown =>
      (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid: string })
        .kid;
    const next = await signInAt(api, 'transport');
    expect(kidOf(next.token)).toBe(keyId);
    expect(kidOf(before.token)).not.toBe(keyId);
    for (const { token } of [before, after, next]) {
      expect([await isOpen(api, token), await isOpen(other, token)]).toEqual([true, true]);
    }
  });
});

describe('changing the own password', () => {
  it('should end every other session, and refuse the last five', async () => {
    const [here, there] = [await signInAt(api, 'maritime'), await signInAt(other, 'maritime')];
    let present = DEMO_PASSWORD;
    const chosen = ['first fern of five', 'second fern of five', 'third fern of five', 'fourth fern of five'];
    for (const wanted of chosen) {
      expect(fieldOf(await changeOwn(api, here.token, present, wanted), 'changePassword')).toHaveProperty(
        'account',
      );
      present = wanted;
    }
    expect([await isOpen(api, here.token), await isCutOff(other, there.token)]).toEqual([true, true]);
    for (const wanted of [present, 'first fern of five']) {
      expect(fieldOf(await changeOwn(api, here.token, present, wanted), 'changePassword')).toEqual({
        code: 'PASSWORD_REUSED',
        field: 'wanted',
      });
    }
    const fifth = 'fifth fern of five';
    await changeOwn(api, here.token, present, fifth);
    const sixth = await changeOwn(api, here.token, fifth, 'sixth fern of six');
    expect(fieldOf(sixth, 'changePassword')).toHaveProperty('account');
    const again = await changeOwn(api, here.token, 'sixth fern of six', 'first fern of five');
    expect(fieldOf(again, 'changePassword')).toHaveProperty('account');
  });

  it.each([
    ['a common one', 'P@ssw0rd2026!', 'PASSWORD_COMMON'],
    ['a part of the organisation', 'shanghai-nice-inspection', 'PASSWORD_GUESSABLE'],
    ['the login', 'istation-and-more', 'PASSWORD_WEAK'],
  ])('should refuse %s', async (_, wanted, code) => {
    const { token } = await signInAt(api, 'istation');
    expect(fieldOf(await changeOwn(api, token, DEMO_PASSWORD, wanted), 'changePassword')).toEqual({
      code,
      field: 'wanted',
    });
  });

  it('should count a wrong present password as an attempt to sign in', async () => {
    const { token } = await signInAt(api, 'mstation');
    for (let n = 0; n < 5; n += 1) await changeOwn(api, token, 'wrong wrong wrong', 'a fern of my own');
    expect(codesOf(await trySignIn(api, 'mstation', DEMO_PASSWORD))).toEqual(['TOO_MANY_ATTEMPTS']);
  });
});
