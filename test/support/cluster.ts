/** The server that the set-up started for this run, handed over through the environment. */
export interface TestServer {
  readonly ownerUrl: string;
  readonly serviceUrl: string;
  /** The migrated database that every test database is cloned from. */
  readonly template: string;
}

export function testServer(): TestServer {
  const text = process.env['QINGTU_TEST_SERVER'];
  if (text === undefined) throw new Error('the test server was not started: run the tests through npm test');
  return JSON.parse(text) as TestServer;
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}
