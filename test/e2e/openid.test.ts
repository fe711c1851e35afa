import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  CLIENT_ID,
  REDIRECT_URI,
  startTestIssuer,
  type Grant,
  type TestIssuer,
} from '../support/openid-provider.js';
import { bearer, codesOf, fieldOf, isOpen } from '../support/session-client.js';

const SIGN_IN = `mutation ($input: OpenIdCodeInput!) { signInWithOpenId(input: $input) {
  ... on SignInSucceeded { token account { login } } ... on SignInRefused { code } } }`;
const LINK = `mutation ($key: String!, $id: ID!, $subject: String) {
  linkOpenId(idempotencyKey: $key, accountId: $id, subject: $subject) {
  ... on AccountChanged { account { login } } ... on AccountRefused { code field } } }`;
const accountId = (number: number): string =>
  Buffer.from(`Account:00000000-0000-7000-8002-310000${String(number).padStart(6, '0')}`).toString(
    'base64url',
  );

let issuer: TestIssuer;
let api: TestApi;
let keys = 0;
beforeAll(async () => {
  issuer = await startTestIssuer();
  api = await startTestApi({
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: 'a secret of the test only',
    OIDC_REDIRECT_URI: REDIRECT_URI,
  });
});
afterAll(async () => {
  await api.close();
  await issuer.stop();
});
// The issuer has no other clock than the machine's.
beforeEach(() => {
  api.clock.at = new Date().toISOString();
});

const link = async (id: string, subject: string | null): Promise<unknown> => {
  const authorization = bearer(await adminToken());
  const variables = { key: `openid-test-${String((keys += 1)).padStart(3, '0')}`, id, subject };
  return fieldOf(await api.ask(LINK, { variables, headers: authorization }), 'linkOpenId');
};
const adminToken = (): Promise<string> => api.token('ADMINISTRATOR');
const signIn = async (grant: Grant): Promise<{ token: string; code?: string }> =>
  fieldOf(await api.ask(SIGN_IN, { variables: { input: grant } }), 'signInWithOpenId');

describe('signing in with an external identity', () => {
  it('should open the linked account and no other', async () => {
    expect(await signIn(await issuer.authorise('wang-of-nanjing'))).toEqual({ code: 'OPENID_NOT_LINKED' });
    expect(await link(accountId(6), 'wang-of-nanjing')).toEqual({ account: { login: 'ecology' } });
    const signedIn = await signIn(await issuer.authorise('wang-of-nanjing'));
    expect(signedIn).toMatchObject({ account: { login: 'ecology' } });
    expect(await isOpen(api, signedIn.token)).toBe(true);
    expect(await link(accountId(1), 'wang-of-nanjing')).toEqual({
      code: 'OPENID_SUBJECT_TAKEN',
      field: 'subject',
    });
    expect(await link(accountId(6), null)).toEqual({ account: { login: 'ecology' } });
    expect(await signIn(await issuer.authorise('wang-of-nanjing'))).toEqual({ code: 'OPENID_NOT_LINKED' });
  });

  it.each<[string, (grant: Grant) => Grant]>([
    ['another nonce', (grant) => ({ ...grant, nonce: 'other' })],
    ['another verifier', (grant) => ({ ...grant, codeVerifier: 'x'.repeat(43) })],
    ['a made-up code', (grant) => ({ ...grant, code: 'made-up' })],
  ])('should refuse %s', async (_, change) => {
    await link(accountId(6), 'li-of-suzhou');
    expect(await signIn(change(await issuer.authorise('li-of-suzhou')))).toEqual({ code: 'OPENID_REFUSED' });
  });

  it('should take a code once', async () => {
    await link(accountId(6), 'li-of-suzhou');
    const grant = await issuer.authorise('li-of-suzhou');
    expect(await signIn(grant)).toHaveProperty('token');
    expect(await signIn(grant)).toEqual({ code: 'OPENID_REFUSED' });
  });

  it('should refuse a token whose time is over', async () => {
    await link(accountId(6), 'li-of-suzhou');
    const grant = await issuer.authorise('li-of-suzhou');
    api.clock.at = new Date(Date.now() + 2 * 3_600_000).toISOString();
    expect(await signIn(grant)).toEqual({ code: 'OPENID_REFUSED' });
  });

  it('should follow the keys of the issuer', async () => {
    await link(accountId(6), 'li-of-suzhou');
    expect(await signIn(await issuer.authorise('li-of-suzhou'))).toHaveProperty('token');
    issuer.rotateKeys();
    expect(await signIn(await issuer.authorise('li-of-suzhou'))).toHaveProperty('token');
  });

  it('should tell where to begin, and when there is no issuer', async () => {
    const start = await api.ask('{ openIdStart { issuer clientId redirectUri authorizationEndpoint } }');
    expect(fieldOf(start, 'openIdStart')).toEqual({
      issuer: issuer.url,
      clientId: CLIENT_ID,
      redirectUri: REDIRECT_URI,
      authorizationEndpoint: `${issuer.url}/auth`,
    });
    const without = await startTestApi({}, api);
    expect(codesOf(await without.ask('{ openIdStart { issuer } }'))).toEqual(['OPENID_NOT_CONFIGURED']);
    await without.close();
  });

  it('should say that the issuer is away', async () => {
    const environment = {
      OIDC_ISSUER: 'http://127.0.0.1:1',
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_REDIRECT_URI: REDIRECT_URI,
    };
    const lonely = await startTestApi(environment, api);
    const input = { code: 'any', codeVerifier: 'any', nonce: 'any' };
    expect(codesOf(await lonely.ask(SIGN_IN, { variables: { input } }))).toEqual(['OPENID_UNAVAILABLE']);
    await lonely.close();
  });
});
