import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration, type JWK } from 'oidc-provider';

export const CLIENT_ID = 'qingtu-site';
export const REDIRECT_URI = 'http://127.0.0.1/openid/callback';

/** What a user agent holds when the issuer has sent it back. */
export interface Grant {
  readonly code: string;
  readonly codeVerifier: string;
  readonly nonce: string;
}

/** A real issuer in this process. */
export interface TestIssuer {
  readonly url: string;
  /** Signs the named person in, as a browser would, and comes back with a code. */
  authorise(login: string): Promise<Grant>;
  /** Puts another signing key in place of the present one. */
  rotateKeys(): void;
  stop(): Promise<void>;
}

const newKey = (): JWK => ({
  ...(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as JWK),
  kid: randomBytes(6).toString('hex'),
  use: 'sig',
  alg: 'RS256',
});

/** The issuer's package says at every start what a real deployment should configure; a test is none. */
function quietly<T>(work: () => T): T {
  const { info, warn } = console;
  const silent = (): void => undefined;
  Object.assign(console, { info: silent, warn: silent });
  try {
    return work();
  } finally {
    Object.assign(console, { info, warn });
  }
}

function providerAt(url: string): Provider {
  const configuration: Configuration = {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: 'a secret of the test only',
        redirect_uris: [REDIRECT_URI],
        application_type: 'native',
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [newKey()] },
    cookies: { keys: ['test'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  };
  return quietly(() => new Provider(url, configuration));
}

/** A browser with cookies that follows where it is sent, until it is sent to the redirect address. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async open(url: string, form: Record<string, string> | null = null): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form === null ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
}

const MOST_STEPS = 12;

async function comeBack(start: string, origin: string, login: string): Promise<URL> {
  const browser = new Browser();
  let next = start;
  let form: Record<string, string> | null = null;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const response = await browser.open(next, form);
    const location = response.headers.get('location');
    if (location === null) {
      const page = await response.text();
      form = page.includes('name="login"')
        ? { prompt: 'login', login, password: 'any' }
        : { prompt: 'consent' };
      continue;
    }
    form = null;
    if (location.startsWith(REDIRECT_URI)) return new URL(location);
    next = new URL(location, origin).toString();
  }
  throw new Error('the issuer never sent back');
}

export async function startTestIssuer(): Promise<TestIssuer> {
  let provider: Provider | null = null;
  const server: Server = createServer((request, response) => {
    void provider?.callback()(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  provider = providerAt(url);
  return {
    url,
    async authorise(login) {
      const codeVerifier = randomBytes(32).toString('base64url');
      const nonce = randomBytes(16).toString('hex');
      const query = new URLSearchParams({
        client_id: CLIENT_ID,
        response_type: 'code',
        scope: 'openid',
        redirect_uri: REDIRECT_URI,
        state: 'test',
        nonce,
        code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
      const back = await comeBack(`${url}/auth?${query.toString()}`, url, login);
      return { code: back.searchParams.get('code') ?? '', codeVerifier, nonce };
    },
    rotateKeys() {
      provider = providerAt(url);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
