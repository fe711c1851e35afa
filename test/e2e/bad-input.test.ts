import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
  type IntrospectionQuery,
} from 'graphql';
import { serverAudits } from 'graphql-http';
import { ROOT } from '../architecture/static-checks.js';
import { startTestApi, type GraphqlAnswer, type TestApi } from '../support/api.js';
import { askMany, newKey, register, truck } from '../support/vehicle-requests.js';

const repeated = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

/** `levels` of `type { fields { … } }` inside a question about the schema. */
const deep = (levels: number): string =>
  `{ __schema { types { ${'fields { type { '.repeat(levels)} name ${'} }'.repeat(levels)} } } }`;

const WIDE = `edges { node { id plates { number } reasons { code clause { id } } review { code } flags { code } warnings { code }
  setAside { code } stageEvidence { source } } }`;

describe('bad input to the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const inEnglish = (query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> =>
    api.ask(query, { as: 'ECOLOGY_BUREAU', variables, headers: { 'accept-language': 'en' } });

  it('should serve the schema that is in the file', async () => {
    const { data } = await api.ask(getIntrospectionQuery({ specifiedByUrl: true }));
    const served = buildClientSchema(data as object as IntrospectionQuery);
    const file = readFileSync(path.join(ROOT, 'test/architecture/schema.graphql'), 'utf8');
    expect(`${printSchema(lexicographicSortSchema(served))}\n`).toBe(file);
  });

  describe('limits of a query', () => {
    const limits: [
      what: string,
      query: string,
      code: string,
      score: number,
      maximum: number,
      message: string,
    ][] = [
      ['too deep', deep(6), 'QUERY_TOO_DEEP', 15, 12, 'The query is 15 levels deep; the maximum is 12'],
      [
        'too many aliases',
        `{ ${repeated(21, (n) => `a${n}: me { login }`)} }`,
        'TOO_MANY_ALIASES',
        21,
        20,
        'The query has 21 aliases and repeated fields; the maximum is 20',
      ],
      [
        'too many tokens',
        `{ me { ${'login '.repeat(4000)} } }`,
        'TOO_MANY_TOKENS',
        4005,
        4000,
        'The query has 4005 tokens; the maximum is 4000',
      ],
    ];

    it.each(limits)(
      'should refuse what is %s, with score and maximum',
      async (_what, query, code, score, maximum, message) => {
        const answer = await inEnglish(query);
        expect(answer.errors).toMatchObject([{ message, extensions: { code, score, maximum } }]);
        expect(answer.errors?.[0]?.extensions['requestId']).toBe(answer.extensions['requestId']);
      },
    );

    it('should refuse what costs too much, and tell the cost of every answer', async () => {
      const query = `{ a: vehicles(first: 200) { ${WIDE} } b: vehicles(first: 200) { ${WIDE} } }`;
      const answer = await inEnglish(query);
      const { score } = answer.extensions['cost'] as { score: number };
      expect(score).toBeGreaterThan(20_000);
      const message = `The query costs ${score}; the maximum is 20000`;
      expect(answer.errors).toMatchObject([
        { message, extensions: { code: 'QUERY_TOO_COSTLY', score, maximum: 20_000 } },
      ]);
      const chinese = await api.ask(query, { as: 'ECOLOGY_BUREAU', headers: { 'accept-language': 'zh-CN' } });
      expect(chinese.errors?.[0]?.message).toBe(`查询开销为 ${score}，超过上限 20000`);
      expect((await inEnglish('{ me { login } }')).extensions).toMatchObject({ cost: { maximum: 20_000 } });
    });

    it('should stop at the cap of a page and never shorten it', async () => {
      const answer = await inEnglish('{ vehicles(first: 201) { edges { cursor } } }');
      expect(answer.errors).toMatchObject([
        {
          message: 'first is 201, above the largest page of 200',
          extensions: { code: 'PAGE_TOO_LARGE', field: 'first', maximum: 200 },
        },
      ]);
      expect(answer.data).toBeNull();
    });
  });

  describe('limits of a list', () => {
    it('should refuse 10 001 plates and answer none of them', async () => {
      const plates = Array.from({ length: 10_001 }, (_, n) => ({
        plateNumber: `沪A${String(n).padStart(5, '0')}`,
      }));
      const answer = await inEnglish(
        'query ($plates: [PlateToCheckInput!]!) { checkPlates(plates: $plates) { rows { code } } }',
        { plates },
      );
      expect(answer.errors).toMatchObject([
        {
          message: 'plates has 10001 rows, above the limit of 10000',
          extensions: { code: 'BATCH_TOO_LARGE', field: 'plates' },
        },
      ]);
      expect(answer.data).toBeNull();
    });

    it('should refuse 1001 registrations and write none of them', async () => {
      const vehicles = Array.from({ length: 1001 }, (_, n) => truck(n + 1));
      const answer = await askMany(api, vehicles, newKey(), { headers: { 'accept-language': 'en' } });
      expect(answer.errors).toMatchObject([
        {
          message: 'vehicles has 1001 rows, above the limit of 1000',
          extensions: { code: 'BATCH_TOO_LARGE', maximum: 1000 },
        },
      ]);
      const { data } = await inEnglish('{ vehicles(first: 1) { totalCount } }');
      expect(data).toEqual({ vehicles: { totalCount: 0 } });
    });
  });

  it('should say of a letter that is no fuel that it is none', async () => {
    const asking = { headers: { 'accept-language': 'en' } };
    const { problems } = await register(api, truck(1, { fuel: 'W' }), asking);
    expect(problems).toMatchObject([
      { code: 'FUEL_UNKNOWN', field: 'fuel', message: expect.stringContaining('not in GA/T 16.9') },
    ]);
  });

  describe('what is not a question', () => {
    const wrong: [
      what: string,
      query: string,
      variables: Record<string, unknown>,
      code: string,
      place: object,
    ][] = [
      ['no GraphQL', '{ me { login }', {}, 'GRAPHQL_PARSE_FAILED', {}],
      ['a field that is not there', '{ me { password } }', {}, 'GRAPHQL_VALIDATION_FAILED', {}],
      [
        'an argument of another type',
        '{ roadsideCheck(plateNumber: 12345) { verdict } }',
        {},
        'GRAPHQL_VALIDATION_FAILED',
        {},
      ],
      [
        'a missing variable',
        'query ($p: String!) { roadsideCheck(plateNumber: $p) { verdict } }',
        {},
        'BAD_INPUT',
        { field: 'p' },
      ],
      [
        'a moment without its zone',
        'query ($at: Instant) { roadsideCheck(plateNumber: "沪A00001", at: $at) { verdict } }',
        { at: '2026-11-23 12:00' },
        'TIME_FORMAT',
        { field: 'at' },
      ],
      [
        'a row without its plate',
        'query ($plates: [PlateToCheckInput!]!) { checkPlates(plates: $plates) { rows { code } } }',
        { plates: [{ plateNumber: '沪A00001' }, {}] },
        'BAD_INPUT',
        { field: 'plates[1].plateNumber', row: 1 },
      ],
      [
        'a key that is too short',
        'mutation { registerVehicles(idempotencyKey: "short", vehicles: []) { registered } }',
        {},
        'IDEMPOTENCY_KEY_INVALID',
        { field: 'idempotencyKey' },
      ],
    ];

    it.each(wrong)('should be refused with its code: %s', async (_what, query, variables, code, place) => {
      const { errors, extensions } = await inEnglish(query, variables);
      expect(errors?.[0]?.message).not.toMatch(/\{\w+\}|undefined/);
      expect(errors).toMatchObject([{ extensions: { code, requestId: extensions['requestId'], ...place } }]);
    });

    const requests: [what: string, init: RequestInit, status: number, code: string][] = [
      [
        'text instead of JSON',
        { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{ me }' },
        415,
        'MEDIA_TYPE_UNSUPPORTED',
      ],
      [
        'JSON that is cut off',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":' },
        400,
        'REQUEST_MALFORMED',
      ],
      ['a GET from another site', { method: 'GET' }, 403, 'PREFLIGHT_HEADER_REQUIRED'],
      ['a DELETE', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
      [
        'five megabytes',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: ' '.repeat(5e6) }),
        },
        413,
        'REQUEST_TOO_LARGE',
      ],
    ];
    it.each(requests)('should be refused by HTTP: %s', async (_what, init, status, code) => {
      const response = await fetch(api.url, init);
      const { errors } = (await response.json()) as GraphqlAnswer;
      expect(response.status).toBe(status);
      expect(errors).toMatchObject([
        { message: expect.stringMatching(/\p{Script=Han}/u), extensions: { code } },
      ]);
    });
  });

  describe('GraphQL over HTTP, audited by graphql-http', () => {
    const withPreflightHeader: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('x-qingtu-client', 'audit');
      return fetch(input, { ...init, headers });
    };
    const audits = serverAudits({ url: () => api.url, fetchFn: withPreflightHeader });

    it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
      '%s %s',
      async (_id, _name, audit) => {
        expect(await audit.fn()).toMatchObject({ status: 'ok' });
      },
    );
  });
});
