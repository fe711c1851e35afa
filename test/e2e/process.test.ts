import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startOldServer } from '../support/old-server.js';
import { holdPort, startRoot, type Running } from '../support/process.js';

const BANNER = 'Qingtu 清途 is up';

function endpointIn(running: Running): string {
  const found = /http:\/\/127\.0\.0\.1:\d+\/graphql/.exec(running.output());
  if (found === null) throw new Error('the banner names no endpoint');
  return found[0];
}

async function query(endpoint: string, text: string, token?: string): Promise<Record<string, never>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: text }),
  });
  return (await response.json()) as Record<string, never>;
}

async function signIn(endpoint: string, login: string): Promise<string> {
  const text = `mutation { signIn(login: "${login}", password: "qingtu-demo-2026") { ... on SignInSucceeded { token } } }`;
  const answer = (await query(endpoint, text)) as unknown as { data: { signIn: { token: string } } };
  return answer.data.signIn.token;
}

describe('the whole service on an empty machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qingtu-e2e-'));
  const environment = {
    QINGTU_DATA_DIR: join(folder, 'data'),
    PORT: '0',
    GATEWAY_PORT: '0',
    DEMO_VEHICLES: '1500',
    LOG_LEVEL: 'info',
  };
  const start = (): Running => startRoot('main.js', environment);
  const runs: Running[] = [];
  const begin = async (): Promise<Running> => {
    const running = start();
    runs.push(running);
    await running.says(BANNER);
    return running;
  };

  afterAll(async () => {
    for (const { child } of runs) child.kill('SIGKILL');
    const last = start();
    await last.says(BANNER);
    last.child.kill('SIGTERM');
    await last.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('should start, answer, stop in order and find its data again', async () => {
    const first = await begin();
    const token = await signIn(endpointIn(first), 'police');
    const me = (await query(endpointIn(first), '{ me { login } }', token)) as unknown as { data: unknown };
    expect(me.data).toEqual({ me: { login: 'police' } });
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    const stopped = [...first.output().matchAll(/"part":"([^"]+)","message":"stopped"/g)].map(
      ([, part]) => part,
    );
    expect(stopped.indexOf('api')).toBeLessThan(stopped.indexOf('stamper') + stopped.length);
    expect(stopped.at(-1)).toBe('database server');

    const second = await begin();
    expect(second.output()).not.toContain('schema brought up to date');
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  }, 120_000);

  it.each(['the service', 'the database server'])(
    'should recover by itself after kill -9 of %s',
    async (victim) => {
      const first = await begin();
      if (victim === 'the database server') {
        const pidFile = join(environment.QINGTU_DATA_DIR, 'postgres', 'data', 'postmaster.pid');
        process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
      }
      first.child.kill('SIGKILL');
      await first.ended;
      const second = await begin();
      const token = await signIn(endpointIn(second), 'police');
      expect(token).not.toBe('');
      second.child.kill('SIGINT');
      expect(await second.ended).toBe(0);
    },
    120_000,
  );

  it('should verify its chains and rebuild its tables from the command line', async () => {
    const verify = startRoot('cli/main.js', environment, ['verify']);
    expect(await verify.ended).toBe(0);
    expect(verify.output()).toMatch(/the chain holds: \d+ facts verified in [\d.]+ s, 0 not stamped yet/);
    const rebuild = startRoot('cli/main.js', environment, ['rebuild']);
    expect(await rebuild.ended).toBe(0);
    expect(rebuild.output()).toContain('rebuilt equals live');
  }, 120_000);
});

describe('a start that cannot succeed', () => {
  let taken: Awaited<ReturnType<typeof holdPort>>;
  let old: Awaited<ReturnType<typeof startOldServer>>;
  const folder = mkdtempSync(join(tmpdir(), 'qingtu-e2e-'));

  beforeAll(async () => {
    taken = await holdPort();
    old = await startOldServer('14.9', '140009');
  });
  afterAll(async () => {
    await taken.release();
    await old.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const KEYS = {
    TOKEN_KEY: 'a-token-key-that-is-long-enough-for-tests',
    PERSONAL_DATA_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    SITE_SIGNING_KEY: Buffer.alloc(32, 2).toString('base64'),
  };
  const cases: [string, () => Record<string, string>, RegExp][] = [
    [
      'a taken port',
      () => ({ PORT: String(taken.port) }),
      /^qingtu: PORT: 127\.0\.0\.1:\d+ is taken by another program; set PORT to a free one\n$/,
    ],
    [
      'a taken gateway port',
      () => ({ PORT: '0', GATEWAY_PORT: String(taken.port) }),
      /^qingtu: GATEWAY_PORT: .* is taken .*\n$/,
    ],
    [
      'a wrong URL',
      () => ({ DATABASE_URL: 'mysql://root:hidden@db/x', ...KEYS }),
      /^qingtu: DATABASE_URL must be a URL that begins with postgres:\/\/ or postgresql:\/\/\n$/,
    ],
    [
      'a server that is not there',
      () => ({ DATABASE_URL: 'postgres://a:hidden@127.0.0.1:1/x', ...KEYS }),
      /^qingtu: DATABASE_URL \(a@127\.0\.0\.1:1\/x\): no server answers there\n$/,
    ],
    [
      'a too old server',
      () => ({ DATABASE_URL: old.url, ...KEYS }),
      /^qingtu: DATABASE_URL: PostgreSQL 14\.9 is too old, 15 or newer is needed\n$/,
    ],
    [
      'a missing setting',
      () => ({ ...KEYS, DATABASE_URL: old.url, SITE_SIGNING_KEY: '' }),
      /^qingtu: SITE_SIGNING_KEY is missing: .*\n$/,
    ],
    [
      'a setting out of bounds',
      () => ({ PORT: '99999999' }),
      /^qingtu: PORT must be a whole number from 0 to 65535, but is "99999999"\n$/,
    ],
  ];

  it.each(cases)(
    'should say %s in one clear line',
    async (_what, settings, line) => {
      const running = startRoot('main.js', {
        QINGTU_DATA_DIR: folder,
        DEMO: 'off',
        GATEWAY_PORT: '0',
        ...settings(),
      });
      expect(await running.ended).toBe(1);
      expect(running.errors()).toMatch(line);
      expect(running.errors() + running.output()).not.toContain('hidden');
    },
    60_000,
  );
});
