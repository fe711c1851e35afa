import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isCompositeType, isObjectType, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HEAVY_COST } from '../../src/platform/limits/rate-limiter.js';
import { startTestApi, type GraphqlAnswer, type TestApi } from '../support/api.js';
import { codesOf, trySignIn } from '../support/session-client.js';

const COST_A_MINUTE = 900;

let api: TestApi;
/** Nothing but this lets time pass. */
const later = (ms: number): void => {
  api.clock.at = new Date(Date.parse(api.clock.at) + ms).toISOString();
};
beforeAll(async () => {
  api = await startTestApi({
    RATE_LIMITS: 'on',
    RATE_REQUESTS: '6',
    RATE_COST: String(COST_A_MINUTE),
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

const schema = buildSchema(readFileSync(new URL('../architecture/schema.graphql', import.meta.url), 'utf8'));

/** Every field of a type, and of theirs. */
function everythingOf(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).map(({ name, type: wrapped }) => {
    const of = getNamedType(wrapped);
    if (!isCompositeType(of)) return name;
    if (!isObjectType(of)) throw new TypeError(`${type.name}.${name} is no object`);
    return `${name} ${everythingOf(of)}`;
  });
  return `{ ${fields.join(' ')} }`;
}

/** The largest question at the roadside: the whole answer, restrictions of a place included. */
function wholeRoadsideQuery(): string {
  const answer = schema.getType('RoadsideAnswer');
  if (!isObjectType(answer)) throw new TypeError('no RoadsideAnswer');
  return `{ roadsideCheck(plateNumber: "沪A00001", place: { latitude: 31.2, longitude: 121.5, road: "S20" })
    ${everythingOf(answer)} }`;
}

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

  it('should be let through again as time goes by, and no sooner', async () => {
    const ask = async (): Promise<unknown> =>
      codesOf(await api.ask('{ me { login } }', { as: 'REPAIR_STATION' }));
    for (let n = 0; n < 6; n += 1) expect(await ask()).toEqual([]);
    expect(await ask()).toEqual(['RATE_LIMITED']);
    later(9_999);
    expect(await ask()).toEqual(['RATE_LIMITED']);
    later(1);
    expect([await ask(), await ask()]).toEqual([[], ['RATE_LIMITED']]);
  });

  it('should be counted by cost for lists', async () => {
    const list = '{ vehicles(filter: {}, first: 200) { edges { node { id plate { number } } } } }';
    const ask = (): Promise<GraphqlAnswer> => api.ask(list, { as: 'TRANSPORT_BUREAU' });
    const first = await ask();
    const { score } = first.extensions['cost'] as { score: number };
    expect(score).toBeGreaterThan(HEAVY_COST);
    const affordable = Math.floor(COST_A_MINUTE / score);
    const answers = [first];
    for (let n = 1; n <= affordable; n += 1) answers.push(await ask());
    const letThrough = Array.from({ length: affordable }, () => []);
    expect(answers.map(codesOf)).toEqual([...letThrough, ['RATE_LIMITED']]);
    expect(codesOf(await api.ask('{ me { login } }', { as: 'TRANSPORT_BUREAU' }))).toEqual([]);
  });

  it('should never be counted by cost for the question at the roadside, whatever is asked of it', async () => {
    const query = wholeRoadsideQuery();
    const answers: GraphqlAnswer[] = [];
    later(60_000);
    for (let n = 0; n < 6; n += 1) answers.push(await api.ask(query, { as: 'TRAFFIC_POLICE' }));
    expect(answers.map(codesOf)).toEqual(answers.map(() => []));
    const { score } = answers[0]?.extensions['cost'] as { score: number };
    expect(6 * score).toBeGreaterThan(COST_A_MINUTE);
    expect(2 * score).toBeLessThan(HEAVY_COST);
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
