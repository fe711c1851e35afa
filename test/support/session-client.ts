import { DEMO_PASSWORD } from '../../src/features/access/index.js';
import type { GraphqlAnswer, TestApi } from './api.js';

export interface Tokens {
  readonly token: string;
  readonly refreshToken: string;
}

const SIGNED_IN = `__typename ... on SignInSucceeded { token refreshToken expiresAt refreshExpiresAt account { id login mustChangePassword } }
  ... on SignInRefused { code message }`;
const SIGN_IN = `mutation ($login: String!, $password: String!, $device: String) {
  signIn(login: $login, password: $password, device: $device) { ${SIGNED_IN} } }`;
const REFRESH = `mutation ($refreshToken: String!) { refreshSession(refreshToken: $refreshToken) { ${SIGNED_IN} } }`;

export const bearer = (token: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  'accept-language': 'en',
});

export const codesOf = ({ errors = [] }: GraphqlAnswer): unknown[] =>
  errors.map(({ extensions }) => extensions['code']);

/** The value of a root field; whoever asks for it knows its type. */
export function fieldOf({ data }: GraphqlAnswer, field: string): never {
  return (data ?? {})[field] as never;
}

export const trySignIn = (api: TestApi, login: string, password: string): Promise<GraphqlAnswer> =>
  api.ask(SIGN_IN, { variables: { login, password } });

export async function signInAt(
  api: TestApi,
  login: string,
  password = DEMO_PASSWORD,
  device: string | null = null,
): Promise<Tokens> {
  const answer = await api.ask(SIGN_IN, { variables: { login, password, device } });
  return fieldOf(answer, 'signIn');
}

export const refreshAt = async (
  api: TestApi,
  refreshToken: string,
): Promise<Tokens & { readonly code?: string }> =>
  fieldOf(await api.ask(REFRESH, { variables: { refreshToken } }), 'refreshSession');

/** Whether a token still opens anything here. */
export async function isOpen(api: TestApi, token: string): Promise<boolean> {
  const answer = await api.ask('{ sessions { id } }', { headers: bearer(token) });
  return answer.errors === undefined;
}

const MOST_TRIES = 500;

/** Asks until the token is refused: news of another process is under way for some milliseconds. */
export async function isCutOff(api: TestApi, token: string): Promise<boolean> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (!(await isOpen(api, token))) return true;
  }
  return false;
}
