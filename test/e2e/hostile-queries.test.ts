import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';

/** What a scanner of GraphQL servers tries against one in production; each finding of such a scanner is a case here. */
describe('a hostile stranger', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi({ DEVELOPMENT: 'off' });
  });
  afterAll(() => api.close());

  const post = async (body: string, type = 'application/json'): Promise<string> =>
    (await fetch(api.url, { method: 'POST', body, headers: { 'content-type': type } })).text();
  const ask = (query: string): Promise<string> => post(JSON.stringify({ query }));
  const codesOf = (answer: string): readonly string[] => {
    const { errors = [] } = JSON.parse(answer) as { errors?: { extensions: { code: string } }[] };
    return errors.map(({ extensions }) => extensions.code);
  };

  const circle = `{ __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }`;
  const spiral = `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`;
  it.each<[string, string, string]>([
    [
      'a hundred aliases',
      `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
      'TOO_MANY_ALIASES',
    ],
    ['a field five hundred times', `{ ${'__typename '.repeat(500)} }`, 'TOO_MANY_ALIASES'],
    ['ten directives on a field', `{ __typename ${'@aa'.repeat(10)} }`, 'TOO_MANY_DIRECTIVES'],
    ['fragments in a circle', circle, 'GRAPHQL_VALIDATION_FAILED'],
    ['introspection', '{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['introspection in a spiral', spiral, 'GRAPHQL_VALIDATION_FAILED'],
    ['a type by its name', '{ __type(name: "Vehicle") { name } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a field that is nearly one', '{ vehicl { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an argument that is nearly one', '{ codes(tabel: FUEL) { code } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a value that is nearly one', '{ codes(table: FUELS) { code } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['words that are no query', 'qwerty cop { abc }', 'GRAPHQL_PARSE_FAILED'],
  ])('should be refused %s, and learn nothing of it', async (_what, query, code) => {
    const answer = await ask(query);
    expect(new Set(codesOf(answer))).toEqual(new Set([code]));
    expect(answer).not.toMatch(/did you mean|stack|exception|tracing|node_modules|\.js:/i);
    expect(JSON.parse(answer)).not.toHaveProperty('data.__schema');
  });

  it('should learn as little from a variable that is nearly right', async () => {
    const query = 'query ($table: CodeTable!) { codes(table: $table) { code } }';
    const answer = await post(JSON.stringify({ query, variables: { table: 'FUELS' } }));
    expect(codesOf(answer)).toEqual(['BAD_INPUT']);
    expect(answer).not.toMatch(/did you mean/i);
  });

  it('should be given no trace', async () => {
    expect(JSON.parse(await ask('{ __typename }'))).toEqual({
      data: { __typename: 'Query' },
      extensions: expect.not.objectContaining({ tracing: expect.anything() }) as object,
    });
  });

  it('should not ask many questions at once', async () => {
    const answer = await post(
      JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' }))),
    );
    expect(codesOf(answer)).not.toEqual([]);
    expect(JSON.parse(answer)).not.toHaveProperty('data');
  });

  it.each([
    ['by GET', { method: 'GET' }],
    ['by POST in the address', { method: 'POST' }],
    [
      'by POST of a form',
      { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['by POST of plain text', { method: 'POST', headers: { 'content-type': 'text/plain' } }],
  ])('should not get a browser to ask %s', async (_how, init) => {
    const url = `${api.url}?query=${encodeURIComponent('{ __typename }')}`;
    const body = init.method === 'POST' ? { body: 'query=%7B__typename%7D' } : {};
    const answer = await fetch(url, { ...init, ...body });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).not.toContain('"Query"');
  });

  it('should not change anything by GET', async () => {
    const url = `${api.url}?query=${encodeURIComponent('mutation { __typename }')}`;
    const answer = await fetch(url, { headers: { 'x-qingtu-client': 'scanner' } });
    expect([answer.status, codesOf(await answer.text())]).toEqual([405, ['METHOD_NOT_ALLOWED']]);
  });

  it.each(['/graphiql', '/playground', '/console', '/graphql', '/altair', '/voyager'])(
    'should find no workbench at %s',
    async (path) => {
      const answer = await fetch(new URL(path, api.url), { headers: { accept: 'text/html' } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toMatch(/graphiql|playground|<script/i);
    },
  );
});
