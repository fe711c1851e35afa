import { describe, expect, it } from '@jest/globals';
import { checkLogin, checkPassword, normalisePassword } from '../../../src/domain/access/credentials.js';

describe('checkLogin', () => {
  it.each([
    ['police', 'police'],
    [' Police.01 ', 'police.01'],
    ['ＰＯＬＩＣＥ', 'police'],
    ['a-b_c.9', 'a-b_c.9'],
  ])('should take %j as %j', (text, login) => {
    expect(checkLogin(text)).toEqual({ ok: true, value: login });
  });

  it.each(['', 'a', '.police', 'po lice', '交警', 'a'.repeat(65), 'police\0'])('should refuse %j', (text) => {
    expect(checkLogin(text)).toEqual({ ok: false, error: { code: 'LOGIN_INVALID', field: 'login' } });
  });
});

describe('checkPassword', () => {
  it.each(['rain-on-the-ring-road-2026', '清途登录口令二〇二六年一月', 'correct horse battery'])(
    'should accept %j',
    (text) => {
      expect(checkPassword(text, 'police')).toEqual({ ok: true, value: text });
    },
  );

  it.each([
    ['too short', 'abcdefghijk'],
    ['too long', 'abcdefgh'.repeat(17)],
    ['too even', 'abababababababab'],
    ['the login itself', 'my-Police-2026!'],
  ])('should refuse one that is %s and not repeat it', (_, text) => {
    const result = checkPassword(text, 'police');
    expect(result).toMatchObject({ ok: false, error: { code: 'PASSWORD_WEAK', field: 'password' } });
    expect(JSON.stringify(result)).not.toContain(text);
  });

  it('should take a composed and a decomposed letter for the same', () => {
    expect(normalisePassword('e\u0301')).toBe(normalisePassword('\u00e9'));
  });
});
