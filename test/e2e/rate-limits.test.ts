import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { codesOf, trySignIn } from '../support/session-client.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({
    RATE_REQUESTS: '6',
    RATE_COST: '600',
    RATE_SIGN_IN: '4',
    RATE_UPLOADS: '1',
    SIGN_IN_LOCK_AFTER: '1000',
  });
});
afterAll(() => api.close());

const post = async (query: string, headers: Record<string, string>): Promise<Response> =>
  fetch(api.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
    body: JSON.stringify({ query }),
  });

interface Refused {
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

describe('a caller who asks too often', () => {
  it('should be refused as a whole, with when to come back, and no other caller with it', async () => {
    const authorization = `Bearer ${await api.token('TRAFFIC_POLICE')}`;
    const answers: Response[] = [];
    for (let n = 0; n < 7; n += 1) answers.push(await post('{ me { login } }', { authorization }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 429]);
    const refused = answers[6];
    const seconds = Number(refused?.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    const body = (await refused?.json()) as Refused;
    expect(body.errors[0]).toMatchObject({
      message: `Too many requests: try again in ${seconds} seconds`,
      extensions: { code: 'RATE_LIMITED', retryAfterSeconds: seconds },
    });
    expect((await api.ask('{ me { login } }', { as: 'ECOLOGY_BUREAU' })).data).not.toBeNull();
  });

  it('should be counted by cost for lists', async () => {
    const list = '{ vehicles(filter: {}, first: 100) { edges { node { id plate { number } } } } }';
    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push(await api.ask(list, { as: 'TRANSPORT_BUREAU' }));
    expect(answers.map(codesOf)).toContainEqual(['RATE_LIMITED']);
    expect(codesOf(await api.ask('{ me { login } }', { as: 'TRANSPORT_BUREAU' }))).toEqual([]);
  });

  it('should not try tokens or sign in without end', async () => {
    const forged = { authorization: 'Bearer abc' };
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await post('{ me { login } }', forged)).status);
    expect(statuses[0]).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    const later = await trySignIn(api, 'nobody', 'wrong wrong wrong');
    expect(codesOf(later)).toEqual(['RATE_LIMITED']);
  });

  it('should not upload without end', async () => {
    const files = api.url.replace('/graphql', '/files?for=IMPORT');
    const authorization = `Bearer ${await api.token('ECOLOGY_BUREAU')}`;
    const upload = (): Promise<Response> =>
      fetch(files, { method: 'POST', headers: { authorization, 'x-file-name': 'a.csv' }, body: 'a' });
    const first = await upload();
    const second = await upload();
    expect([first.status, second.status]).toEqual([201, 429]);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
