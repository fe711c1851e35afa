import { BoundedCache } from './bounded-cache.js';

export const RESPONSE_TYPES = ['application/json', 'application/graphql-response+json'] as const;
/** The media type of an answer, decided by the request's Accept header. */
export type ResponseType = (typeof RESPONSE_TYPES)[number];

const REMEMBERED = 64;
const LONGEST_REMEMBERED = 256;
const known = new BoundedCache<string, ResponseType | 'NONE'>(REMEMBERED);

interface Range {
  readonly type: string;
  readonly weight: number;
  readonly utf8: boolean;
}

function parseRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  let weight = 1;
  let utf8 = true;
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.split('=').map((part) => part.trim());
    if (name === 'q') weight = Number(value);
    if (name === 'charset') utf8 = /^"?utf-?8"?$/.test(value);
  }
  return { type, weight: Number.isFinite(weight) ? weight : 0, utf8 };
}

/** How exactly a range names a type: the most exact range decides its weight (RFC 9110 §12.5.1). */
function exactness(range: string, type: ResponseType): number {
  if (range === type) return 3;
  if (range === 'application/*') return 2;
  return range === '*/*' ? 1 : 0;
}

function weightOf(type: ResponseType, ranges: readonly Range[]): number {
  let best = { exact: 0, weight: 0 };
  for (const range of ranges) {
    const exact = range.utf8 ? exactness(range.type, type) : 0;
    if (exact > best.exact) best = { exact, weight: range.weight };
  }
  return best.weight;
}

function choose(accept: string): ResponseType | 'NONE' {
  const ranges = accept.split(',').map(parseRange);
  const json = weightOf('application/json', ranges);
  const response = weightOf('application/graphql-response+json', ranges);
  if (json <= 0 && response <= 0) return 'NONE';
  if (json !== response) return json > response ? 'application/json' : 'application/graphql-response+json';
  // Equal weight: the one named first; wildcards alone mean an old client, which expects application/json.
  const named = ranges.find(
    (range) => exactness(range.type, 'application/json') === 3 || range.type === RESPONSE_TYPES[1],
  );
  return named?.type === RESPONSE_TYPES[1] ? RESPONSE_TYPES[1] : RESPONSE_TYPES[0];
}

/** The media type to answer in (GraphQL over HTTP, "Accept"); null when the caller takes none that we have. */
export function negotiate(accept: string | undefined): ResponseType | null {
  if (accept === undefined || accept === '' || accept === '*/*') return 'application/json';
  if (accept === 'application/json') return accept;
  if (accept === 'application/graphql-response+json') return accept;
  let chosen = known.get(accept);
  if (chosen === undefined) {
    chosen = choose(accept);
    if (accept.length <= LONGEST_REMEMBERED) known.set(accept, chosen);
  }
  return chosen === 'NONE' ? null : chosen;
}

/** Whether a request body is declared as JSON in UTF-8. */
export function isJsonInUtf8(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true;
  if (contentType === undefined) return false;
  const { type, utf8 } = parseRange(contentType);
  return type === 'application/json' && utf8;
}
