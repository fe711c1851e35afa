import { fail, ok, type Result } from '../shared/result.js';

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,63}$/;
const PASSWORD_LENGTH = { minimum: 12, maximum: 128 };
const DISTINCT_CHARACTERS = 5;

/** The form in which a login is stored and compared: capitals and the width of letters do not tell accounts apart. */
const normaliseLogin = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** The form in which a password is hashed: the same characters typed on another keyboard are the same password. */
export const normalisePassword = (text: string): string => text.normalize('NFC');

/** A login of 2 to 64 characters, normalised. Problem: LOGIN_INVALID. */
export function checkLogin(text: string): Result<string> {
  const login = normaliseLogin(text);
  return LOGIN.test(login) ? ok(login) : fail({ code: 'LOGIN_INVALID', field: 'login' });
}

/**
 * A password fit for a new account, normalised: 12 to 128 characters, at least 5 different ones, without the login.
 * Problem: PASSWORD_WEAK, which never repeats the password.
 */
export function checkPassword(text: string, login: string): Result<string> {
  const password = normalisePassword(text);
  const characters = [...password];
  const fits = characters.length >= PASSWORD_LENGTH.minimum && characters.length <= PASSWORD_LENGTH.maximum;
  const varied = new Set(characters).size >= DISTINCT_CHARACTERS;
  if (fits && varied && !password.toLowerCase().includes(login)) return ok(password);
  return fail({
    code: 'PASSWORD_WEAK',
    field: 'password',
    params: { ...PASSWORD_LENGTH, distinct: DISTINCT_CHARACTERS },
  });
}
