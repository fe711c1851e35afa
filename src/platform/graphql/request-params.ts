import { isUtf8 } from 'node:buffer';
import { AppError } from '../errors/app-error.js';

/** What a GraphQL over HTTP request asks; `extensions` are checked for their shape and not used. */
export interface RequestParams {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

const NO_VARIABLES: Readonly<Record<string, unknown>> = Object.freeze({});

const malformed = (reason: string, field?: string): AppError =>
  new AppError('REQUEST_MALFORMED', { reason }, { field });

const isText = (value: unknown): value is string => typeof value === 'string';

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readParams(source: Readonly<Record<string, unknown>>): RequestParams {
  const { query } = source;
  const variables = source['variables'] ?? NO_VARIABLES;
  const operationName = source['operationName'] ?? null;
  if (!isText(query)) throw malformed('"query" must be a string', 'query');
  if (!isMap(variables)) throw malformed('"variables" must be a map', 'variables');
  if (operationName !== null && !isText(operationName)) {
    throw malformed('"operationName" must be a string', 'operationName');
  }
  if (!isMap(source['extensions'] ?? NO_VARIABLES)) {
    throw malformed('"extensions" must be a map', 'extensions');
  }
  return { query, variables, operationName };
}

function parseJson(text: string, field?: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('not valid JSON', field);
  }
}

/**
 * Reads the body of a POST.
 * @throws AppError REQUEST_MALFORMED, naming the parameter that is wrong.
 */
export function paramsOfBody(body: unknown): RequestParams {
  if (!Buffer.isBuffer(body) || body.length === 0) throw malformed('the body is missing');
  if (!isUtf8(body)) throw malformed('the body is not UTF-8');
  const parsed = parseJson(body.toString('utf8'));
  if (!isMap(parsed)) throw malformed('the body must be one JSON object');
  return readParams(parsed);
}

/**
 * Reads the query string of a GET, where `variables` and `extensions` are JSON text.
 * @throws AppError REQUEST_MALFORMED, naming the parameter that is wrong.
 */
export function paramsOfUrl(url: string): RequestParams {
  const search = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');
  const json = (name: string): unknown => {
    const text = search.get(name);
    return text === null || text === '' ? null : parseJson(text, name);
  };
  return readParams({
    query: search.get('query'),
    operationName: search.get('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}
