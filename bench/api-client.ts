import { Agent, request } from 'node:http';
import { DEMO_LOGINS, DEMO_PASSWORD } from '../src/features/access/index.js';
import type { Role } from '../src/domain/access/roles.js';

/** What came back, and how long it took from sending to the last byte. */
export interface TimedAnswer {
  readonly text: string;
  readonly ms: number;
}

/** Asks one question after another over one keep-alive connection. */
export class ApiClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly port: number,
    private readonly token: string | null = null,
  ) {}

  /** @throws Error for any status but 200 and for an answer with errors */
  ask(body: string): Promise<TimedAnswer> {
    return new Promise((resolve, reject) => {
      const bytes = Buffer.from(body);
      const authorization = this.token === null ? {} : { authorization: `Bearer ${this.token}` };
      const headers = {
        'content-type': 'application/json',
        'content-length': bytes.length,
        ...authorization,
      };
      const sentAt = performance.now();
      const options = { port: this.port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers };
      const asked = request({ ...options, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const ms = performance.now() - sentAt;
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200 && !text.startsWith('{"errors"')) resolve({ text, ms });
          else reject(new Error(`${String(response.statusCode)}: ${text.slice(0, 800)}`));
        });
      });
      asked.on('error', reject);
      asked.end(bytes);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

const SIGN_IN = `mutation ($login: String!, $password: String!) {
  signIn(login: $login, password: $password) { ... on SignInSucceeded { token } }
}`;

interface SignInBody {
  readonly data: { readonly signIn: { readonly token?: string } };
}

/** Signs the demonstration account of a role in. @returns its token */
export const signIn = (port: number, role: Role): Promise<string> =>
  signInAs(port, DEMO_LOGINS.find((one) => one.role === role)?.login ?? '', DEMO_PASSWORD);

/** Signs an account in. @returns its token */
export async function signInAs(port: number, login: string, password: string): Promise<string> {
  const client = new ApiClient(port);
  const variables = { login, password };
  const { text } = await client.ask(JSON.stringify({ query: SIGN_IN, variables }));
  client.close();
  const { token } = (JSON.parse(text) as SignInBody).data.signIn;
  if (token === undefined) throw new Error(`${login} can not sign in: ${text}`);
  return token;
}
