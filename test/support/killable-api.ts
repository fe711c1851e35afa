import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../src/domain/access/roles.js';
import { DEMO_LOGINS, DEMO_PASSWORD, seedDemoAccounts } from '../../src/features/access/index.js';
import { post, SIGN_IN, type Askable, type Asking, type GraphqlAnswer } from './api.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { startRoot, type Running } from './process.js';

const PORT = /"port":(\d+),"message":"the api listens"/;

/** The API as a process of its own over a database that outlives it, so that it can be killed at any moment. */
export class KillableApi implements Askable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'qingtu-e2e-'));
  readonly #tokens = new Map<Role, string>();
  #running: Running | null = null;

  private constructor(readonly test: TestDatabase) {}

  /** With the demo accounts, and up. */
  static async open(): Promise<KillableApi> {
    const api = new KillableApi(await createTestDatabase());
    await seedDemoAccounts(api.test.database, '310000');
    await api.start();
    return api;
  }

  async start(): Promise<void> {
    const key = Buffer.alloc(32, 9).toString('base64');
    const running = startRoot('api/main.js', {
      DATABASE_URL: this.test.ownerUrl,
      DATABASE_APP_URL: this.test.serviceUrl,
      QINGTU_DATA_DIR: this.#folder,
      TOKEN_KEY: 'a key that is long enough for these tests',
      PERSONAL_DATA_KEYS: `test:${key}`,
      SITE_SIGNING_KEY: key,
      PORT: '0',
      PROBE_PORT: '0',
      LOG_LEVEL: 'info',
      RATE_LIMITS: 'off',
    });
    this.#running = running;
    await running.says('the api listens');
  }

  /** As a machine that loses its power: nothing is finished, nobody is told. */
  async kill(): Promise<void> {
    this.#running?.child.kill('SIGKILL');
    await this.#running?.ended;
    this.#running = null;
  }

  async ask(query: string, { as, variables = {}, headers = {} }: Asking = {}): Promise<GraphqlAnswer> {
    const authorization: Record<string, string> =
      as === undefined ? {} : { authorization: `Bearer ${await this.#token(as)}` };
    return post(this.#url(), { query, variables }, { ...authorization, ...headers });
  }

  async close(): Promise<void> {
    await this.kill();
    await this.test.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #url(): string {
    const port = PORT.exec(this.#running?.output() ?? '')?.[1];
    if (port === undefined) throw new Error('the api is not up');
    return `http://127.0.0.1:${port}/graphql`;
  }

  async #token(role: Role): Promise<string> {
    const known = this.#tokens.get(role);
    if (known !== undefined) return known;
    const login = DEMO_LOGINS.find((one) => one.role === role)?.login;
    const answer = await post(
      this.#url(),
      { query: SIGN_IN, variables: { login, password: DEMO_PASSWORD } },
      {},
    );
    const { token } = answer.data?.['signIn'] as unknown as { token: string };
    this.#tokens.set(role, token);
    return token;
  }
}
