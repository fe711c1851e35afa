import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../../src/features/access/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { codesOf, fieldOf, trySignIn } from '../support/session-client.js';

const START = Date.parse('2026-11-23T04:00:00.000Z');
const LOCKED = statement(
  'lock_out_audit',
  `SELECT subjects FROM audit_entry WHERE action = 'account.sign-in' AND detail->>'locked' = 'true'`,
);

let api: TestApi;
let other: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SIGN_IN_LOCK_AFTER: '8', SIGN_IN_LOCK_SECONDS: '600' });
  other = await startTestApi({ SIGN_IN_LOCK_AFTER: '8', SIGN_IN_LOCK_SECONDS: '600' }, api);
});
afterAll(async () => {
  await other.close();
  await api.close();
});

const moveTo = (seconds: number): void => {
  api.clock.at = new Date(START + seconds * 1000).toISOString();
};

/** What a wrong password is answered, process after process: a code, or the seconds to wait. */
async function guess(login: string, at: number): Promise<unknown> {
  moveTo(at);
  const answer = await trySignIn(at % 2 === 0 ? api : other, login, 'wrong wrong wrong');
  const [error] = answer.errors ?? [];
  if (error !== undefined) return [error.extensions['code'], error.extensions['retryAfterSeconds']];
  const refused: { code: string } = fieldOf(answer, 'signIn');
  return refused.code;
}

describe('guessing', () => {
  it('should be slowed down, then stopped, with the same answers whether the login exists or not', async () => {
    const seen: Record<string, unknown[]> = {};
    for (const login of ['police', 'nobody-at-all']) {
      const steps: unknown[] = [];
      for (const at of [0, 1, 2, 3, 4, 4, 5, 6, 7, 7, 11, 12, 611]) steps.push(await guess(login, at));
      seen[login] = steps;
    }
    const FAILED = 'SIGN_IN_FAILED';
    const wait = (seconds: number) => ['TOO_MANY_ATTEMPTS', seconds];
    expect(seen['police']).toEqual([
      ...[FAILED, FAILED, FAILED, FAILED, FAILED],
      wait(1),
      FAILED,
      wait(1),
      FAILED,
      wait(4),
      FAILED,
      wait(599),
      FAILED,
    ]);
    expect(seen['nobody-at-all']).toEqual(seen['police']);
    const lines = await api.test.database.query<{ subjects: string[] }>(LOCKED);
    expect(lines.map(({ subjects }) => subjects)).toEqual([
      ['00000000-0000-7000-8002-310000000001'],
      ['00000000-0000-7000-8002-310000000001'],
      [],
      [],
    ]);
  });

  it('should refuse the right password too while it is locked, and say so over HTTP', async () => {
    moveTo(620);
    const response = await fetch(api.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      body: JSON.stringify({
        query: `mutation { signIn(login: "police", password: "${DEMO_PASSWORD}") { __typename } }`,
      }),
    });
    expect(response.headers.get('retry-after')).toBe('591');
    expect(JSON.stringify(await response.json())).toContain('try again in 591 seconds');
    moveTo(1300);
    expect(fieldOf(await trySignIn(other, 'police', DEMO_PASSWORD), 'signIn')).toMatchObject({
      __typename: 'SignInSucceeded',
    });
    expect(await guess('police', 1301)).toBe('SIGN_IN_FAILED');
    expect(await guess('police', 1302)).toBe('SIGN_IN_FAILED');
  });

  it('should count attempts that are made at once', async () => {
    moveTo(9000);
    const tries = Array.from({ length: 20 }, (_, n) =>
      trySignIn(n % 2 === 0 ? api : other, 'ecology', 'wrong wrong wrong'),
    );
    const answers = await Promise.all(tries);
    const stopped = answers.filter((answer) => codesOf(answer).includes('TOO_MANY_ATTEMPTS'));
    expect(stopped).toHaveLength(15);
  });

  it('should count an address over all the logins it tries', async () => {
    moveTo(20_000);
    let failed = 0;
    for (let n = 0; n < 40; n += 1) {
      const answer = await trySignIn(api, `guess-${n}`, 'wrong wrong wrong');
      if (codesOf(answer).length === 0) failed += 1;
    }
    expect(failed).toBe(31);
    expect(codesOf(await trySignIn(api, 'port', DEMO_PASSWORD))).toEqual(['TOO_MANY_ATTEMPTS']);
  });
});
