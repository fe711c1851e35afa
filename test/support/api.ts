import { startApi, type RunningApi } from '../../src/apps/api/start-api.js';
import { ENTITIES } from '../../src/apps/process/entities.js';
import { payloadRegistry } from '../../src/apps/process/payloads.js';
import type { PlatformParts } from '../../src/apps/process/platform.module.js';
import type { Role } from '../../src/domain/access/roles.js';
import type { Instant } from '../../src/domain/shared/time.js';
import { DEMO_LOGINS, DEMO_PASSWORD, seedDemoAccounts } from '../../src/features/access/index.js';
import { TokenKey } from '../../src/platform/auth/token-settings.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { Clock } from '../../src/platform/context/clock.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import type { JobData } from '../../src/platform/queue/job-handler.js';
import type { JobName } from '../../src/platform/queue/jobs.js';
import { JobSending } from '../../src/platform/queue/job-sending.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { Keyring } from '../../src/platform/secrets/keyring.js';
import { SiteSigner } from '../../src/platform/secrets/site-signer.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** A clock that stands still until a test moves it. */
export class FixedClock extends Clock {
  constructor(public at: Instant) {
    super();
  }

  override now(): Instant {
    return this.at;
  }
}

/** Keeps the jobs that were sent, for tests that run them by hand. */
export class RecordedJobs extends JobSending {
  readonly sent: { readonly name: JobName; readonly data: JobData }[] = [];

  override send(name: JobName, data: JobData = {}): Promise<string> {
    this.sent.push({ name, data });
    return Promise.resolve(String(this.sent.length));
  }
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly data: Record<string, never> | null;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
  readonly extensions: Record<string, unknown>;
}

export interface Asking {
  readonly as?: Role;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** Whatever answers GraphQL for an account of each role. */
export interface Askable {
  ask(query: string, asking?: Asking): Promise<GraphqlAnswer>;
}

/** The real API on a port of its own, over a database of its own, with the demo accounts. */
export interface TestApi extends Askable {
  readonly url: string;
  readonly clock: FixedClock;
  readonly test: TestDatabase;
  readonly parts: PlatformParts;
  readonly jobs: RecordedJobs;
  token(role: Role): Promise<string>;
  close(): Promise<void>;
}

const NOW = '2026-11-23T04:00:00.000Z';

/** Asks an endpoint. */
export async function post(
  url: string,
  body: object,
  headers: Record<string, string>,
): Promise<GraphqlAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Omit<GraphqlAnswer, 'status'>;
  return { ...answer, status: response.status };
}

export const SIGN_IN = `mutation ($login: String!, $password: String!) {
  signIn(login: $login, password: $password) { ... on SignInSucceeded { token } }
}`;

/**
 * @param environment settings other than the defaults, as an operator would set them.
 * @param beside another one, whose database and clock this one shares; it is closed before that one
 */
export async function startTestApi(
  environment: Record<string, string> = {},
  beside: TestApi | null = null,
): Promise<TestApi> {
  const test = beside === null ? await createTestDatabase(ENTITIES) : beside.test;
  const clock = beside === null ? new FixedClock(NOW) : beside.clock;
  // By a clock that stands still nothing that was used up would ever come back.
  const config = loadConfig({ PORT: '0', LOG_LEVEL: 'silent', RATE_LIMITS: 'off', ...environment });
  const tokenKey = new TokenKey(Buffer.alloc(32, 7));
  const facts = new FactStore(payloadRegistry());
  const jobs = new RecordedJobs();
  const keyring = new Keyring([{ id: 'test', bytes: Buffer.alloc(32, 9) }]);
  const stores = { tokenKey, keyring, signer: new SiteSigner(Buffer.alloc(32, 11)) };
  const files = new FileStore(test.database, keyring);
  const parts: PlatformParts = { config, stores, database: test.database, clock, facts, files };
  await seedDemoAccounts(test.database, config.site);
  const api: RunningApi = await startApi(parts, jobs, createLogger('silent'));
  const url = `http://127.0.0.1:${api.port}/graphql`;
  const tokens = new Map<Role, Promise<string>>();
  const signIn = async (role: Role): Promise<string> => {
    const login = DEMO_LOGINS.find((one) => one.role === role)?.login;
    const answer = await post(url, { query: SIGN_IN, variables: { login, password: DEMO_PASSWORD } }, {});
    return (answer.data as unknown as { signIn: { token: string } }).signIn.token;
  };
  const token = (role: Role): Promise<string> => {
    const known = tokens.get(role) ?? signIn(role);
    tokens.set(role, known);
    return known;
  };
  return {
    url,
    clock,
    test,
    parts,
    jobs,
    token,
    async ask(query, { as, variables = {}, headers = {} } = {}) {
      const authorization: Record<string, string> =
        as === undefined ? {} : { authorization: `Bearer ${await token(as)}` };
      return post(url, { query, variables }, { ...authorization, ...headers });
    },
    async close() {
      await api.stop();
      if (beside === null) await test.close();
    },
  };
}
