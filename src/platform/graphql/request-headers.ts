import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../errors/app-error.js';
import { uuidV7 } from '../context/ids.js';
import type { Language } from '../context/request-context.js';
import { BoundedCache } from './bounded-cache.js';

const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;
const BEARER = /^Bearer +(\S+) *$/i;
const MAX_TEXT_LENGTH = 200;
const REMEMBERED_LANGUAGES = 64;
const LONGEST_REMEMBERED = 256;

// A random name of this process and a counter: unique without asking for random bytes at every request.
const PROCESS_NAME = uuidV7().replaceAll('-', '').slice(-12);
let requests = 0;

/** The caller's own request id when it is well formed, else a new one. */
export function requestIdOf(given: string | string[] | undefined): string {
  if (typeof given === 'string' && REQUEST_ID.test(given)) return given;
  requests += 1;
  return `${PROCESS_NAME}-${requests.toString(36)}`;
}

const languages = new BoundedCache<string, Language>(REMEMBERED_LANGUAGES);

function chooseLanguage(header: string): Language {
  let best: { language: Language; weight: number } = { language: 'zh', weight: 0 };
  for (const part of header.split(',')) {
    const [tag = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    const primary = tag.split('-')[0];
    if ((primary === 'zh' || primary === 'en') && weight > best.weight) best = { language: primary, weight };
  }
  return best.language;
}

/** The language of messages by Accept-Language: Chinese unless English is preferred. */
export function languageOf(header: string | undefined): Language {
  if (header === undefined) return 'zh';
  let language = languages.get(header);
  if (language === undefined) {
    language = chooseLanguage(header);
    if (header.length <= LONGEST_REMEMBERED) languages.set(header, language);
  }
  return language;
}

/**
 * The token of an Authorization header; null when there is none.
 * @throws AppError UNAUTHENTICATED when the header is there and is no bearer token: it is never taken for "nobody".
 */
export function bearerTokenOf(headers: IncomingHttpHeaders): string | null {
  const { authorization } = headers;
  if (authorization === undefined) return null;
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw new AppError('UNAUTHENTICATED');
  return token;
}

function decode(text: string): string {
  // Node hands header bytes over as Latin-1: bytes above ASCII are UTF-8 that was not percent-encoded.
  // eslint-disable-next-line no-control-regex -- the range is exactly ASCII
  const plain = /^[\x00-\x7f]*$/.test(text)
    ? text
    : new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  return plain.includes('%') ? decodeURIComponent(plain) : plain;
}

/**
 * A text header, plain or percent-encoded UTF-8; null when absent or blank.
 * @throws AppError BAD_INPUT naming the header when it is not decodable, too long or holds control characters.
 */
export function textHeader(headers: IncomingHttpHeaders, name: string): string | null {
  const given = headers[name];
  if (given === undefined) return null;
  let text: string;
  try {
    text = decode(String(given)).trim();
  } catch {
    throw new AppError('BAD_INPUT', { reason: 'not percent-encoded UTF-8' }, { field: name });
  }
  if (text.length > MAX_TEXT_LENGTH || /\p{Cc}/u.test(text)) {
    const reason = `at most ${MAX_TEXT_LENGTH} printable characters`;
    throw new AppError('BAD_INPUT', { reason }, { field: name });
  }
  return text === '' ? null : text;
}
