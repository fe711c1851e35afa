import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  bearer,
  codesOf,
  fieldOf,
  isCutOff,
  isOpen,
  refreshAt,
  signInAt,
} from '../support/session-client.js';

const AUDIT = statement(
  'sessions_audit',
  'SELECT action, detail FROM audit_entry WHERE action = $1 ORDER BY id DESC LIMIT 1',
);
const SILENCE = statement(
  'sessions_silence',
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
   WHERE datname = current_database() AND query LIKE 'LISTEN %' OR query = 'SELECT 1' AND datname = current_database()`,
);
const START = '2026-11-23T04:00:00.000Z';

let api: TestApi;
let other: TestApi;
beforeAll(async () => {
  api = await startTestApi({ TOKEN_TTL: '900', REFRESH_TTL: '3600', SESSION_TTL: '7200' });
  other = await startTestApi({}, api);
});
afterAll(async () => {
  await other.close();
  await api.close();
});
beforeEach(() => {
  api.clock.at = START;
});

describe('refreshing', () => {
  it('should give new tokens, and the first ones until they expire', async () => {
    const first = await signInAt(api, 'police');
    api.clock.at = '2026-11-23T04:14:00.000Z';
    const second = await refreshAt(other, first.refreshToken);
    expect(second).toMatchObject({ __typename: 'SignInSucceeded', expiresAt: '2026-11-23T04:29:00.000Z' });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect([await isOpen(api, first.token), await isOpen(api, second.token)]).toEqual([true, true]);
    api.clock.at = '2026-11-23T04:16:00.000Z';
    expect([await isOpen(api, first.token), await isOpen(api, second.token)]).toEqual([false, true]);
  });

  it('should end the whole session when a used token comes again, and write it down', async () => {
    const first = await signInAt(api, 'police');
    const second = await refreshAt(api, first.refreshToken);
    expect(await isOpen(other, second.token)).toBe(true);
    expect(await refreshAt(api, first.refreshToken)).toMatchObject({ code: 'REFRESH_REFUSED' });
    expect(await isOpen(api, second.token)).toBe(false);
    expect(await isCutOff(other, second.token)).toBe(true);
    expect(await refreshAt(other, second.refreshToken)).toMatchObject({ code: 'REFRESH_REFUSED' });
    const lines = await api.test.database.query(AUDIT, ['session.refresh']);
    expect(lines).toMatchObject([{ detail: { accepted: false, reused: false } }]);
  });

  it('should let one of two refreshes at once win, and end the session for both', async () => {
    const { refreshToken } = await signInAt(api, 'police');
    const both = await Promise.all([refreshAt(api, refreshToken), refreshAt(other, refreshToken)]);
    const won = both.filter(({ code }) => code === undefined);
    expect(won).toHaveLength(1);
    expect(await isCutOff(api, won[0]?.token ?? '')).toBe(true);
    expect(await isCutOff(other, won[0]?.token ?? '')).toBe(true);
    const lines = await api.test.database.query(AUDIT, ['session.refresh']);
    expect(lines).toMatchObject([{ detail: { accepted: false, reused: true, ended: true } }]);
  });

  it.each([
    ['an unused token after its time', '2026-11-23T05:00:00.000Z', 0],
    ['any token after the end of its session', '2026-11-23T06:00:00.000Z', 2],
  ])('should refuse %s', async (_, at, refreshes) => {
    let tokens = await signInAt(api, 'police');
    for (let done = 1; done <= refreshes; done += 1) {
      api.clock.at = new Date(Date.parse(START) + done * 3_000_000).toISOString();
      tokens = await refreshAt(api, tokens.refreshToken);
    }
    expect(tokens).toMatchObject({ __typename: 'SignInSucceeded' });
    api.clock.at = at;
    expect(await refreshAt(api, tokens.refreshToken)).toMatchObject({ code: 'REFRESH_REFUSED' });
  });

  it.each(['', 'qr_', 'nonsense'])('should refuse %j like any other', async (refreshToken) => {
    expect(await refreshAt(api, refreshToken)).toMatchObject({ code: 'REFRESH_REFUSED' });
  });
});

describe('signing out', () => {
  it('should show the own sessions, end one, and leave the others', async () => {
    const phone = await signInAt(api, 'ecology', undefined, ' 手持终端 7 ');
    const desk = await signInAt(api, 'ecology');
    const list = await api.ask('{ sessions { id device method isCurrent createdAt lastUsedAt } }', {
      headers: bearer(desk.token),
    });
    const shown: { id: string; device: string | null; isCurrent: boolean }[] = fieldOf(list, 'sessions');
    expect(shown).toMatchObject([
      { device: null, isCurrent: true, method: 'PASSWORD', createdAt: START, lastUsedAt: START },
      { device: '手持终端 7', isCurrent: false },
    ]);
    const end = `mutation ($id: ID) { signOut(sessionId: $id) { ... on SignedOut { sessionsEnded } ... on AccountRefused { code field } } }`;
    const ended = await api.ask(end, { variables: { id: shown[1]?.id }, headers: bearer(desk.token) });
    expect(fieldOf(ended, 'signOut')).toEqual({ sessionsEnded: 1 });
    const again = await api.ask(end, { variables: { id: shown[1]?.id }, headers: bearer(desk.token) });
    expect(fieldOf(again, 'signOut')).toEqual({ code: 'SESSION_UNKNOWN', field: 'sessionId' });
    expect([await isOpen(api, phone.token), await isOpen(api, desk.token)]).toEqual([false, true]);
    expect(await isCutOff(other, phone.token)).toBe(true);
    const foreign = await signInAt(api, 'police');
    const theirs = await api.ask(end, { variables: { id: shown[0]?.id }, headers: bearer(foreign.token) });
    expect(fieldOf(theirs, 'signOut')).toMatchObject({ code: 'SESSION_UNKNOWN' });
  });

  it('should end every session at once, in every process', async () => {
    const sessions = await Promise.all([signInAt(api, 'port'), signInAt(other, 'port')]);
    for (const { token } of sessions) expect(await isOpen(other, token)).toBe(true);
    const answer = await api.ask('mutation { signOutEverywhere { ... on SignedOut { sessionsEnded } } }', {
      headers: bearer(sessions[0].token),
    });
    expect(fieldOf(answer, 'signOutEverywhere')).toEqual({ sessionsEnded: 2 });
    for (const { token, refreshToken } of sessions) {
      expect(await isOpen(api, token)).toBe(false);
      expect(await isCutOff(other, token)).toBe(true);
      expect(await refreshAt(other, refreshToken)).toMatchObject({ code: 'REFRESH_REFUSED' });
    }
  });

  it('should refuse at once where the news can not be heard', async () => {
    const { token } = await signInAt(api, 'maritime');
    expect([await isOpen(api, token), await isOpen(other, token)]).toEqual([true, true]);
    await api.test.owner.query(SILENCE);
    await api.ask('mutation { signOut { __typename } }', { headers: bearer(token) });
    expect([await isCutOff(api, token), await isCutOff(other, token)]).toEqual([true, true]);
    const next = await signInAt(other, 'maritime');
    expect([await isOpen(api, next.token), await isOpen(other, next.token)]).toEqual([true, true]);
  });

  it.each([
    ['disabled', 'UPDATE account SET disabled_at = now() WHERE login = $1', []],
    [
      'moved to a role that may less',
      `UPDATE account SET role = 'REPAIR_STATION' WHERE login = $1`,
      ['FORBIDDEN'],
    ],
  ])('should cut off an account that was %s beside the service', async (_, sql, refusal) => {
    const login = refusal.length === 0 ? 'istation' : 'transport';
    const { token } = await signInAt(api, login);
    const ask = () => other.ask('{ vehicles(filter: {}) { edges { cursor } } }', { headers: bearer(token) });
    expect(codesOf(await ask())).not.toContain('UNAUTHENTICATED');
    await api.test.owner.query(statement('beside', sql), [login]);
    const expected = refusal.length === 0 ? ['UNAUTHENTICATED'] : refusal;
    let codes = codesOf(await ask());
    for (let tries = 0; tries < 200 && String(codes) !== String(expected); tries += 1)
      codes = codesOf(await ask());
    expect(codes).toEqual(expected);
  });
});
