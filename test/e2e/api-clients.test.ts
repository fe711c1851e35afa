import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import { ONLY_PERSONS_DO } from '../support/access-oracle.js';
import { startTestApi, type Asking, type GraphqlAnswer, type TestApi } from '../support/api.js';
import { bearer, codesOf, fieldOf } from '../support/session-client.js';

const CREATE = `mutation ($key: String!, $input: CreateApiClientInput!) { createApiClient(idempotencyKey: $key, input: $input) {
  __typename ... on ApiKeyIssued { key client { id accountId name role actions addressRanges lastUsedAt } }
  ... on AccountRefused { code field message } } }`;
const ROTATE = `mutation ($key: String!, $id: ID!, $overlap: Int!) {
  rotateApiClient(idempotencyKey: $key, clientId: $id, overlapSeconds: $overlap) {
  ... on ApiKeyIssued { key } ... on AccountRefused { code field } } }`;
const REVOKE = `mutation ($key: String!, $id: ID!) { revokeApiClient(idempotencyKey: $key, clientId: $id) {
  ... on ApiClientRevoked { client { revokedAt } } ... on AccountRefused { code field } } }`;
const ROADSIDE = '{ roadsideCheck(plateNumber: "沪A12345") { verdict } }';
const ORGANISATION = Buffer.from('Organisation:00000000-0000-7000-8001-310000000004').toString('base64url');
const AUDIT = statement(
  'clients_audit',
  `SELECT account_id, role FROM audit_entry WHERE action = 'vehicle.roadside-check' ORDER BY id DESC LIMIT 1`,
);
const ORGANISATION_OF = statement(
  'clients_organisation_of',
  `SELECT id FROM organisation WHERE kind = $1 AND division LIKE '31%' ORDER BY id LIMIT 1`,
);
/** As a client that was made before the rule. */
const GIVE = statement('clients_give', 'UPDATE api_client SET actions = actions || $1::text');
const START = '2026-11-23T04:00:00.000Z';

interface Issued {
  readonly key: string;
  readonly client: { readonly id: string; readonly accountId: string };
}

let api: TestApi;
let other: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  other = await startTestApi({}, api);
});
afterAll(async () => {
  await other.close();
  await api.close();
});
beforeEach(() => {
  api.clock.at = START;
});

const input = (changes: object = {}): object => ({
  name: '外高桥 3 号门',
  organisationId: ORGANISATION,
  role: 'PORT_AUTHORITY',
  actions: ['vehicle.roadside-check'],
  expiresAt: '2027-01-01T00:00:00Z',
  ...changes,
});
let keys = 0;
const newKey = (): string => `client-test-${String((keys += 1)).padStart(4, '0')}`;
const asAdmin = (query: string, variables: object, more: Asking = {}): Promise<GraphqlAnswer> =>
  api.ask(query, { as: 'ADMINISTRATOR', variables: { key: newKey(), ...variables }, ...more });
const create = async (changes: object = {}): Promise<Issued> =>
  fieldOf(await asAdmin(CREATE, { input: input(changes) }), 'createApiClient');
const check = (at: TestApi, key: string, headers: Record<string, string> = {}): Promise<GraphqlAnswer> =>
  at.ask(ROADSIDE, { headers: { ...bearer(key), ...headers } });

/** Asks until the answer has the codes: news of another process is under way for some milliseconds. */
async function becomes(at: TestApi, key: string, codes: readonly string[]): Promise<unknown[]> {
  let seen = codesOf(await check(at, key));
  for (let tries = 0; tries < 300 && String(seen) !== String(codes); tries += 1) {
    seen = codesOf(await check(at, key));
  }
  return seen;
}

describe('the keys of programs', () => {
  it('should open the listed actions, in every process, under an account of their own', async () => {
    const { key, client } = await create();
    expect(key).toMatch(/^qt_[0-9a-f]{32}_[0-9a-f]{72}$/);
    for (const at of [api, other, api]) {
      expect((await check(at, key)).data).toEqual({ roadsideCheck: { verdict: 'UNKNOWN' } });
    }
    const accountId = Buffer.from(client.accountId, 'base64url').toString('utf8').split(':')[1];
    const [line] = await api.test.database.query(AUDIT);
    expect(line).toEqual({ account_id: accountId, role: 'PORT_AUTHORITY' });
    for (const query of [
      '{ me { login } }',
      '{ codes(table: "plateType") { code } }',
      '{ sessions { id } }',
    ]) {
      const answer = await api.ask(query, { headers: bearer(key) });
      expect(codesOf(answer)).not.toEqual([]);
      expect(answer.data ?? {}).not.toMatchObject({ me: expect.anything() as object });
    }
    expect(codesOf(await api.ask('{ me { login } }', { headers: bearer(key) }))).toEqual(['PERSON_REQUIRED']);
    const days = await api.ask('{ heavyPollutionDays(city: "310000") { id } }', { headers: bearer(key) });
    expect(codesOf(days)).toEqual(['FORBIDDEN']);
  });

  it('should be shown once, and stored as a hash only', async () => {
    const variables = { key: newKey(), input: input() };
    const first = fieldOf(await asAdmin(CREATE, variables), 'createApiClient') as Issued;
    const again = fieldOf(await asAdmin(CREATE, variables), 'createApiClient') as Issued;
    expect(again).toEqual({ ...first, key: null });
    const secret = first.key.slice(-72, -8);
    const dump = statement(
      'clients_dump',
      `SELECT (SELECT string_agg(k::text, ' ') FROM api_client_key k) AS keys,
         (SELECT string_agg(i::text, ' ') FROM idempotency_key i) AS answers,
         (SELECT string_agg(a::text, ' ') FROM audit_entry a) AS audit`,
    );
    const [stored] = await api.test.owner.query(dump);
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it('should tell a typo from a key that nobody has', async () => {
    const { key } = await create();
    const typo = `${key.slice(0, 40)}${key[40] === 'a' ? 'b' : 'a'}${key.slice(41)}`;
    expect(codesOf(await check(api, typo))).toEqual(['API_KEY_MISTYPED']);
    expect(codesOf(await check(api, 'qt_1'))).toEqual(['API_KEY_MISTYPED']);
    const revoked = await create();
    await asAdmin(REVOKE, { id: revoked.client.id });
    expect(codesOf(await check(api, revoked.key))).toEqual(['UNAUTHENTICATED']);
  });

  it('should be cut off at once, in every process, and stay so', async () => {
    const { key, client } = await create();
    expect([codesOf(await check(api, key)), codesOf(await check(other, key))]).toEqual([[], []]);
    const revoked = fieldOf(await asAdmin(REVOKE, { id: client.id }), 'revokeApiClient');
    expect(revoked).toEqual({ client: { revokedAt: START } });
    expect(codesOf(await check(api, key))).toEqual(['UNAUTHENTICATED']);
    expect(await becomes(other, key, ['UNAUTHENTICATED'])).toEqual(['UNAUTHENTICATED']);
    const rotated = fieldOf(await asAdmin(ROTATE, { id: client.id, overlap: 0 }), 'rotateApiClient');
    expect(rotated).toEqual({ code: 'CLIENT_REVOKED', field: 'clientId' });
  });

  it('should overlap for the stated time when rotated', async () => {
    const { key, client } = await create();
    expect(codesOf(await check(other, key))).toEqual([]);
    const bad = fieldOf(await asAdmin(ROTATE, { id: client.id, overlap: -1 }), 'rotateApiClient');
    expect(bad).toEqual({ code: 'CLIENT_OVERLAP_INVALID', field: 'overlapSeconds' });
    const rotated: Issued = fieldOf(
      await asAdmin(ROTATE, { id: client.id, overlap: 3600 }),
      'rotateApiClient',
    );
    expect([codesOf(await check(api, key)), codesOf(await check(other, rotated.key))]).toEqual([[], []]);
    api.clock.at = '2026-11-23T05:00:00.000Z';
    expect(codesOf(await check(api, rotated.key))).toEqual([]);
    expect(await becomes(other, key, ['UNAUTHENTICATED'])).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await check(api, key))).toEqual(['UNAUTHENTICATED']);
  });

  it('should expire, and open from the stated networks only', async () => {
    const { key } = await create({ addressRanges: ['127.0.0.0/8', '2001:db8::/32'] });
    expect(codesOf(await check(api, key))).toEqual([]);
    const elsewhere = await create({ addressRanges: ['10.1.0.0/16'] });
    expect(codesOf(await check(api, elsewhere.key))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await check(api, elsewhere.key, { 'x-forwarded-for': '10.1.2.3' }))).toEqual([
      'UNAUTHENTICATED',
    ]);
    api.clock.at = '2027-01-01T00:00:00.000Z';
    expect(codesOf(await check(api, key))).toEqual(['UNAUTHENTICATED']);
  });

  it('should say when a client was last heard of, without a write a request', async () => {
    const { key, client } = await create();
    const third = await startTestApi({}, api);
    for (let n = 0; n < 20; n += 1) await check(third, key);
    await third.close();
    const list = await api.ask('{ apiClients { id lastUsedAt } }', { as: 'ADMINISTRATOR' });
    const shown: { id: string; lastUsedAt: string | null }[] = fieldOf(list, 'apiClients');
    expect(shown.find(({ id }) => id === client.id)?.lastUsedAt).toBe(START);
  });

  it.each([
    ['an action of another role', { actions: ['vehicle.list'] }, 'CLIENT_ACTION_FORBIDDEN', 'actions'],
    ['an action of persons', { actions: ['account.read-self'] }, 'CLIENT_ACTION_PERSONAL', 'actions'],
    ['an action that nobody knows', { actions: ['toString'] }, 'CLIENT_ACTION_FORBIDDEN', 'actions'],
    ['no action', { actions: [] }, 'CLIENT_ACTION_FORBIDDEN', 'actions'],
    [
      'a role of another organisation',
      { role: 'MARITIME', actions: ['reference.read'] },
      'ROLE_ORGANISATION_MISMATCH',
      'role',
    ],
    [
      'a broken network',
      { addressRanges: ['10.0.0.0/8', '10.0.0.1/8'] },
      'CLIENT_ADDRESS_INVALID',
      'addressRanges',
    ],
    ['words for a network', { addressRanges: ['anywhere'] }, 'CLIENT_ADDRESS_INVALID', 'addressRanges'],
    ['no name', { name: ' ' }, 'CLIENT_NAME_INVALID', 'name'],
    ['a time that is over', { expiresAt: START }, 'CLIENT_EXPIRY_PAST', 'expiresAt'],
  ])('should not be made with %s', async (_, changes, code, field) => {
    const refused = fieldOf(await asAdmin(CREATE, { input: input(changes) }), 'createApiClient');
    expect(refused).toMatchObject({ __typename: 'AccountRefused', code, field });
  });

  it('should be nobody’s but an administrator’s to make', async () => {
    const answer = await api.ask(CREATE, {
      as: 'PORT_AUTHORITY',
      variables: { key: newKey(), input: input() },
    });
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
  });

  it.each(ONLY_PERSONS_DO)(
    'should not be given %s, nor open it if they once were',
    async (action, role, ask) => {
      const kind = role === 'ADMINISTRATOR' ? 'SITE_OPERATOR' : role;
      const [organisation] = await api.test.owner.query<{ id: string }>(ORGANISATION_OF, [kind]);
      const organisationId = Buffer.from(`Organisation:${organisation?.id}`).toString('base64url');
      const asked = { role, organisationId, actions: ['reference.read', action] };
      for (const language of ['zh', 'en']) {
        const refused = fieldOf(
          await asAdmin(CREATE, { input: input(asked) }, { headers: { 'accept-language': language } }),
          'createApiClient',
        );
        const message = language === 'zh' ? '只能由个人决定' : 'for a person to decide';
        expect(refused).toMatchObject({
          ...{ code: 'CLIENT_ACTION_PERSONAL', field: 'actions' },
          message: expect.stringContaining(message),
        });
      }
      const { key } = await create({ ...asked, actions: ['reference.read'] });
      await api.test.owner.query(GIVE, [action]);
      const purpose = { 'x-purpose': 'SUPERVISION', 'x-case-no': 'CASE-1' };
      const answer = await api.ask(ask, { headers: { ...bearer(key), ...purpose } });
      expect(codesOf(answer)).toEqual(['PERSON_REQUIRED']);
    },
  );
});
