import { isCommonPassword, repeatedPart } from './common-passwords.js';
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
 * A password fit for an account, normalised: 12 to 128 characters, at least 5 different ones, without the login, not
 * one that is guessed first, and without a word of the login or of the organisation's names.
 * Problems: PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_GUESSABLE; none ever repeats the password.
 * @param organisation names and codes of the account's organisation
 */
export function checkPassword(
  text: string,
  login: string,
  organisation: readonly string[] = [],
): Result<string> {
  const field = 'password';
  const password = normalisePassword(text);
  const characters = [...password];
  const fits = characters.length >= PASSWORD_LENGTH.minimum && characters.length <= PASSWORD_LENGTH.maximum;
  const varied = new Set(characters).size >= DISTINCT_CHARACTERS;
  if (!fits || !varied || password.toLowerCase().includes(login)) {
    return fail({
      code: 'PASSWORD_WEAK',
      field,
      params: { ...PASSWORD_LENGTH, distinct: DISTINCT_CHARACTERS },
    });
  }
  if (isCommonPassword(password)) return fail({ code: 'PASSWORD_COMMON', field });
  if (repeatedPart(password, [login, ...organisation]) !== null) {
    return fail({ code: 'PASSWORD_GUESSABLE', field });
  }
  return ok(password);
}
