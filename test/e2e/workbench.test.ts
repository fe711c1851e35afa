import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';

describe('the workbench of a developer', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const get = (path: string): Promise<Response> => fetch(new URL(path, api.url));

  it('should come whole from this server', async () => {
    const page = await get('/graphiql');
    const html = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toContain('endpointURL: `/graphql`');
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const script = await get('/graphiql/main.js');
    expect([script.status, (await script.text()).length > 1000]).toEqual([200, true]);
  });

  it.each(['/graphiql/..%2f..%2fpackage.json', '/graphiql/%2e%2e/package.json', '/graphiql/.%00/x'])(
    'should give nothing else of the machine at %s',
    async (path) => {
      expect((await get(path)).status).toBeGreaterThanOrEqual(400);
    },
  );

  it('should know the schema, and help with a name that is nearly right', async () => {
    const schema = await api.ask('{ __schema { queryType { name } } }');
    expect(schema.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    const near = await api.ask('{ vehicl { id } }', { headers: { 'accept-language': 'en' } });
    expect(near.errors?.[0]?.message).toContain('Did you mean');
  });
});
