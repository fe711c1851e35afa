import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import {
  POLICE_TOKEN,
  SAMPLE_BODY_LIMIT,
  SLOW_TOKEN,
  startSampleApi,
  type SampleApi,
} from '../../support/sample-api.js';
import { ask, askRaw, firstError, send } from '../../support/sample-client.js';

let api: SampleApi;
beforeAll(async () => {
  api = await startSampleApi();
});
afterAll(() => api.close());

const signedIn = { authorization: `Bearer ${POLICE_TOKEN}` };
const HOT = '{ hotTruck(plate: "沪A12345") { id echo } }';

describe('limits tell score and maximum', () => {
  const aliases = Array.from({ length: 21 }, (_, index) => `a${index}: __typename`).join(' ');
  const tokens = `{ ${'__typename '.repeat(4000)} }`;
  const deep = `{ __schema { ${'types { fields { type { '.repeat(4)} name ${'} } } '.repeat(4)} } }`;
  const cases: readonly [string, string, object][] = [
    ['TOO_MANY_ALIASES', `{ ${aliases} }`, { score: 21, maximum: 20 }],
    [
      'TOO_MANY_ALIASES',
      `{ ...f ...f } fragment f on Query { ${aliases.replaceAll('a2', 'b')} }`.replace(
        '...f ...f',
        '...f a: __typename ...f',
      ),
      { score: 43, maximum: 20 },
    ],
    ['TOO_MANY_DIRECTIVES', `{ __typename ${'@aa'.repeat(10)} }`, { score: 10, maximum: 4 }],
    ['TOO_MANY_ALIASES', `{ ${'fewTrucks { id } '.repeat(900)} }`, { score: 899, maximum: 20 }],
    ['TOO_MANY_TOKENS', tokens, { score: 4002, maximum: 4000 }],
    ['TOO_MANY_TOKENS', `{ ${'a '.repeat(45_000)}`, { score: 40_000, maximum: 4000 }],
    ['QUERY_TOO_DEEP', deep, { score: 14, maximum: 12 }],
    [
      'QUERY_TOO_COSTLY',
      '{ trucks(first: 200) { edges { node { owner { id } named { name } keeper { __typename } } } } b: trucks(first: 200) { edges { node { owner { id } named { name } } } } c: trucks(first: 2000) { edges { node { named { name } } } } }',
      { score: 29_403, maximum: 20_000 },
    ],
  ];
  it.each(cases)('%s', async (code, query, figures) => {
    const answer = await ask(api, query);
    expect(answer.status).toBe(400);
    expect(firstError(answer)).toMatchObject({ code, ...figures });
    expect(answer.body.data).toBeUndefined();
  });

  it('counts the cost of connections by first, from variables too', async () => {
    const query = 'query ($n: Int) { trucks(first: $n) { edges { node { owner { id } } } } }';
    const scores = [];
    for (const n of [1, 10, 200]) scores.push((await ask(api, query, { n })).body.extensions.cost);
    expect(scores).toEqual([
      { score: 4, maximum: 20_000 },
      { score: 31, maximum: 20_000 },
      { score: 601, maximum: 20_000 },
    ]);
  });

  it('multiplies a list by its declared factor', async () => {
    const answer = await ask(api, '{ fewTrucks { owner { id } } }');
    expect(answer.body.extensions.cost.score).toBe(100);
  });

  it('refuses a page above the cap instead of shortening it', async () => {
    const answer = await ask(api, '{ trucks(first: 201) { totalCount } }');
    expect(answer.status).toBe(200);
    expect(firstError(answer)).toMatchObject({ code: 'PAGE_TOO_LARGE', field: 'first', maximum: 200 });
    expect(answer.body.errors?.[0]?.message).toBe('first is 201, above the largest page of 200');
  });

  it('lets the standard introspection query pass', async () => {
    const answer = await ask(
      api,
      getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, oneOf: true }),
    );
    expect(answer.body.errors).toBeUndefined();
  });

  it('refuses a body above the limit in the shape of a GraphQL error', async () => {
    const answer = await askRaw(api, JSON.stringify({ query: ' '.repeat(SAMPLE_BODY_LIMIT) }));
    expect([answer.status, firstError(answer)]).toMatchObject([
      413,
      { code: 'REQUEST_TOO_LARGE', maximum: SAMPLE_BODY_LIMIT },
    ]);
  });
});

describe('refusals', () => {
  const invalid = { authorization: 'Bearer nobody' };
  it.each([
    ['en', 'Not signed in, or the token is invalid or has expired: please sign in again'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '未登录，或令牌无效、已过期：请重新登录'],
    ['fr', '未登录，或令牌无效、已过期：请重新登录'],
    ['zh;q=0.4, en-GB;q=0.6', 'Not signed in, or the token is invalid or has expired: please sign in again'],
  ])('an invalid token is refused in the language of %s', async (language, message) => {
    const answer = await ask(api, '{ __typename }', {}, { ...invalid, 'accept-language': language });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.body.errors?.[0]).toMatchObject({ message, extensions: { code: 'UNAUTHENTICATED' } });
  });

  it.each([['Basic abc'], ['Bearer'], ['Bearer a b']])(
    'authorization "%s" is never taken for nobody',
    async (authorization) => {
      expect((await ask(api, '{ __typename }', {}, { authorization })).status).toBe(401);
    },
  );

  it.each([
    ['{', 'GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED', 'Cannot query field "nothing" on type "Query".'],
    ['query A { __typename } query B { __typename }', 'OPERATION_NOT_FOUND', 'several operations'],
    ['fragment F on Query { __typename }', 'GRAPHQL_VALIDATION_FAILED', 'Fragment "F" is never used.'],
  ])('%s', async (query, code, text) => {
    const [strict, lenient] = [
      await ask(api, query),
      await ask(api, query, {}, { accept: 'application/json' }),
    ];
    expect([strict.status, lenient.status]).toEqual([400, 200]);
    expect(firstError(strict)['code']).toBe(code);
    expect(strict.body.errors?.[0]?.message).toContain(text);
  });

  it('names the place of a wrong variable', async () => {
    const query = 'mutation ($q: [TruckQuestion!]!) { record(questions: $q) }';
    const answer = await ask(api, query, { q: [{ plate: 'ab' }, { plate: 'abc', colour: 'RED' }] });
    expect(answer.status).toBe(400);
    expect(firstError(answer)).toMatchObject({ code: 'BAD_INPUT', field: 'q[1].colour' });
  });

  it('names field and row of an input that breaks a rule of its class', async () => {
    const query = 'mutation ($q: [TruckQuestion!]!) { record(questions: $q) }';
    const answer = await ask(api, query, { q: [{ plate: 'ab' }, { plate: 'a' }] });
    expect(firstError(answer)).toMatchObject({ code: 'BAD_INPUT', field: 'questions[1].plate', row: 1 });
  });

  it('names the field of an argument class that breaks a rule', async () => {
    expect(firstError(await ask(api, '{ truck(plate: "a") { id } }'))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'plate',
    });
  });

  it.each([
    ['2023-02-29', 'on'],
    ['2024-2-9', 'on'],
  ])('date %s', async (on) => {
    const query = 'query ($on: CivilDate) { hotTruck(plate: "x", on: $on) { id } }';
    const answer = await ask(api, query, { on }, signedIn);
    expect(answer.status).toBe(400);
    expect(firstError(answer)).toMatchObject({ field: 'on' });
  });

  it.each(['[]', '"text"', '{"query":1}', '', '{"query":"{ __typename }","variables":[]}'])(
    'body %s',
    async (body) => {
      const answer = await askRaw(api, body);
      expect([answer.status, firstError(answer)['code']]).toEqual([400, 'REQUEST_MALFORMED']);
    },
  );

  it('refuses bytes that are not UTF-8', async () => {
    const answer = await askRaw(api, Uint8Array.from([0x22, 0xc3, 0x28, 0x22]));
    expect([answer.status, firstError(answer)['code']]).toEqual([400, 'REQUEST_MALFORMED']);
  });

  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/json; charset=gbk', 415],
  ])('content type %s', async (type, status) => {
    const answer = await askRaw(api, '{"query":"{ __typename }"}', { 'content-type': type });
    expect([answer.status, firstError(answer)['code']]).toEqual([status, 'MEDIA_TYPE_UNSUPPORTED']);
  });

  it('refuses what cannot be accepted', async () => {
    const answer = await ask(api, '{ __typename }', {}, { accept: 'text/html' });
    expect([answer.status, firstError(answer)['code']]).toEqual([406, 'NOT_ACCEPTABLE']);
  });
});

describe('GET', () => {
  const path = (query: string): string => `/graphql?query=${encodeURIComponent(query)}`;
  const headers = { 'x-qingtu-client': 'test', accept: 'application/graphql-response+json' };

  it('needs the preflight header', async () => {
    const answer = await send(api, path('{ __typename }'));
    expect([answer.status, firstError(answer)['code']]).toEqual([403, 'PREFLIGHT_HEADER_REQUIRED']);
  });

  it('answers queries', async () => {
    const answer = await send(api, path('{ __typename }'), { headers });
    expect(answer.body.data).toEqual({ __typename: 'Query' });
  });

  it('refuses mutations', async () => {
    const answer = await send(api, path('mutation { record(questions: []) }'), { headers });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(firstError(answer)['code']).toBe('METHOD_NOT_ALLOWED');
  });

  it('is the only other method', async () => {
    const answer = await send(api, '/graphql', { method: 'DELETE' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});

describe('the request context', () => {
  it.each([
    ['x'.repeat(64), true],
    ['abc-1.2_3', true],
    ['short', false],
    ['has space 12', false],
    ['x'.repeat(65), false],
  ])('request id %s', async (id, kept) => {
    const answer = await ask(api, '{ __typename }', {}, { 'x-request-id': id });
    expect(answer.headers.get('x-request-id')).toBe(answer.body.extensions.requestId);
    expect(answer.body.extensions.requestId === id).toBe(kept);
  });

  it('gives every request another id', async () => {
    const answers = [await ask(api, '{ __typename }'), await ask(api, '{ __typename }')];
    expect(new Set(answers.map((answer) => answer.body.extensions.requestId)).size).toBe(2);
  });

  it.each([
    ['执法检查', '案-2026-1'],
    [encodeURIComponent('执法检查'), encodeURIComponent('案-2026-1')],
  ])('purpose %s', async (purpose, reference) => {
    const latin = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
    const headers = { ...signedIn, 'x-purpose': latin(purpose), 'x-case-no': latin(reference) };
    const answer = await ask(api, HOT, {}, headers);
    const echo: unknown = JSON.parse(String(Reflect.get(Object(answer.body.data?.['hotTruck']), 'echo')));
    expect(echo).toMatchObject({ purpose: '执法检查', reference: '案-2026-1', language: 'en' });
  });

  it.each([['%E6%B'], ['x'.repeat(201)]])('refuses the purpose %s', async (purpose) => {
    const answer = await ask(api, HOT, {}, { ...signedIn, 'x-purpose': purpose });
    expect(firstError(answer)).toMatchObject({ code: 'BAD_INPUT', field: 'x-purpose' });
  });

  it('waits for an authenticator that has to look a token up', async () => {
    const answer = await ask(api, HOT, {}, { authorization: `Bearer ${SLOW_TOKEN}` });
    expect(answer.body.errors).toBeUndefined();
  });
});

describe('errors of fields', () => {
  it('hides what is unexpected and logs it with the request id', async () => {
    const answer = await ask(api, '{ truck(plate: "CRASH") { id } }', {}, { 'x-request-id': 'crash-0001' });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('secret detail');
    expect(firstError(answer)).toEqual({ code: 'INTERNAL', requestId: 'crash-0001' });
    const line = api.logLines().find((one) => one['requestId'] === 'crash-0001' && one['err'] !== undefined);
    expect(line?.['err']).toMatchObject({
      message: 'secret detail of the inside',
      stack: expect.stringContaining('sample-schema'),
    });
  });

  it('says that the database is away', async () => {
    expect(firstError(await ask(api, '{ truck(plate: "AWAY") { id } }'))['code']).toBe('UNAVAILABLE');
  });

  it('answers an unknown route in JSON', async () => {
    const answer = await send(api, '/nowhere');
    expect([answer.status, firstError(answer)['code']]).toEqual([404, 'NOT_FOUND']);
  });
});
