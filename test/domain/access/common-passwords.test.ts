import { describe, expect, it } from '@jest/globals';
import { isCommonPassword, repeatedPart } from '../../../src/domain/access/common-passwords.js';
import { checkPassword } from '../../../src/domain/access/credentials.js';

describe('passwords that are guessed first', () => {
  it.each([
    'password1234',
    'P@ssw0rd2026!',
    'Passw0rd!!!!',
    'Admin@123456',
    'admin888888admin',
    '123456789012',
    '1qaz2wsx3edc',
    'qwertyuiop[]',
    'Qwerty123456',
    'abcdefghijkl',
    'zyxwvutsrqpo',
    'abc123abc123abc123',
    'woaini1314520',
    'WoAiNi5201314!',
    '我爱你中国2026密码',
    'Shanghai2026!',
    'qingtu-demo-2026',
    'ｐａｓｓｗｏｒｄ１２３４',
    '2026-11-23 04:00',
  ])('should know %j', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    'correct horse battery',
    'rain-on-the-ring-road',
    '清途登录口令二〇二六年一月',
    'x9$Lq2vR!tWz7',
    'my password is a fern',
    'Kd8-fern-ladle',
  ])('should let %j pass', (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });
});

describe('passwords made of a login or an organisation', () => {
  const sources = ['wang.jianguo', '南京市生态环境局', 'Nanjing ecology bureau', '320100-I0001'];
  it.each([
    ['Jianguo-likes-tea', 'jianguo'],
    ['my ECOLOGY secret', 'ecology'],
    ['南京市生态环境局的口令', '南京市生态环境局'],
    ['station 320100 fern', '320100'],
    ['wang and the others', null],
    ['a long enough one', null],
  ])('should find in %j %j', (password, part) => {
    expect(repeatedPart(password, sources)).toBe(part);
  });

  it('should be refused under codes of their own, which repeat nothing', () => {
    const guessable = checkPassword('Jianguo-likes-tea', 'wang.jianguo', sources);
    expect(guessable).toEqual({ ok: false, error: { code: 'PASSWORD_GUESSABLE', field: 'password' } });
    const common = checkPassword('P@ssw0rd2026!', 'wang.jianguo', sources);
    expect(common).toEqual({ ok: false, error: { code: 'PASSWORD_COMMON', field: 'password' } });
  });
});
