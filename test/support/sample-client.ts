import type { SampleApi } from './sample-api.js';

export interface GraphqlBody {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly locations?: readonly object[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions: {
    readonly requestId: string;
    readonly cost: { readonly score: number; readonly maximum: number };
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: GraphqlBody;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = JSON.parse(text) as GraphqlBody;
  return { status: response.status, headers: response.headers, text, body };
}

/** Asks the sample API by POST, as graphql-response+json unless the headers say otherwise. */
export async function ask(
  api: SampleApi,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return askRaw(api, JSON.stringify({ query, variables }), headers);
}

/** Posts a body as it is. */
export async function askRaw(
  api: SampleApi,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(api.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      'accept-language': 'en',
      ...headers,
    },
    body,
  });
  return answerOf(response);
}

/** Sends any request to a path. */
export async function send(api: SampleApi, path: string, init: RequestInit = {}): Promise<Answer> {
  return answerOf(await fetch(`${api.origin}${path}`, init));
}

/** The first error's extensions, or an empty object. */
export const firstError = (answer: Answer): Readonly<Record<string, unknown>> =>
  answer.body.errors?.[0]?.extensions ?? {};
