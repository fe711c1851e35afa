import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startSampleApi, type SampleApi } from '../../support/sample-api.js';

let api: SampleApi;
beforeAll(async () => {
  api = await startSampleApi();
});
afterAll(() => api.close());

const withPreflightHeader: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('x-qingtu-client', 'audit');
  return fetch(input, { ...init, headers });
};

describe('GraphQL over HTTP, audited by graphql-http', () => {
  const audits = serverAudits({ url: () => api.url, fetchFn: withPreflightHeader });

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
    '%s %s',
    async (_id, _name, audit) => {
      const result = await audit.fn();
      expect(result).toMatchObject({ status: 'ok' });
    },
  );

  it('has audits to pass', () => expect(audits.length).toBeGreaterThan(50));
});
