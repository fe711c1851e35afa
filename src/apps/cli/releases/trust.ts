import { existsSync, readFileSync } from 'node:fs';
import { fail, ok, type Problem, type Result } from '../../../domain/shared/result.js';
import type { TrustedKey } from '../../../platform/config/trusted-keys.js';
import { signingKeyId } from '../../../platform/secrets/site-signer.js';

const RAW_KEY = /^[A-Za-z0-9+/]{43}=$/;

/** Where the trust in a key comes from. */
export type Trust = 'GIVEN' | 'PINNED' | 'NONE';

/** Keys in the listing that a site publishes. */
function listedKeys(text: string): readonly string[] {
  try {
    const listing = JSON.parse(text) as { keys?: readonly { publicKey?: unknown }[] };
    return (listing.keys ?? []).flatMap(({ publicKey }) =>
      typeof publicKey === 'string' ? [publicKey] : [],
    );
  } catch {
    // No listing; the caller tells what it is not.
    return [];
  }
}

/** The keys of `--key`: the key itself, a file with it, or a site's listing. Problem: KEY_UNREADABLE. */
function givenKeys(given: string): Result<readonly string[]> {
  const text = (existsSync(given) ? readFileSync(given, 'utf8') : given).trim();
  const keys = RAW_KEY.test(text) ? [text] : listedKeys(text);
  const areKeys = keys.length > 0 && keys.every((key) => RAW_KEY.test(key));
  return areKeys ? ok(keys) : fail({ code: 'KEY_UNREADABLE', params: { value: given } });
}

/**
 * Whether, and on whose word, the key that a file carries is the site's: on that of `--key`, of a pinned key, or of
 * nobody. Problems: KEY_UNREADABLE, KEY_OTHER (another key is expected).
 */
export function trustIn(
  carried: { readonly site: string; readonly publicKey: string },
  given: string | null,
  pinned: readonly TrustedKey[],
): Result<Trust> {
  const keys = given === null ? ok(pinnedKeys(carried.site, pinned)) : givenKeys(given);
  if (!keys.ok) return keys;
  if (keys.value.length === 0) return ok('NONE');
  if (keys.value.includes(carried.publicKey)) return ok(given === null ? 'PINNED' : 'GIVEN');
  const problem: Problem = {
    code: 'KEY_OTHER',
    params: {
      found: signingKeyId(carried.publicKey),
      expected: keys.value.map(signingKeyId).join(', '),
    },
  };
  return fail(problem);
}

const pinnedKeys = (site: string, pinned: readonly TrustedKey[]): readonly string[] =>
  pinned.filter((key) => key.site === site).map(({ publicKey }) => publicKey);

const TRUST_TEXTS: Readonly<Record<Trust, { readonly zh: string; readonly en: string }>> = {
  GIVEN: { zh: '与所给密钥一致', en: 'it is the given key' },
  PINNED: { zh: '与已登记的站点密钥一致', en: 'it is the pinned key of the site' },
  NONE: {
    zh: '仅自洽，密钥未经证实：请以 --key 给出该站点公布的密钥',
    en: 'consistent in itself, but the key is UNPROVED: give the key that the site publishes with --key',
  },
};

const UNPROVED =
  '!!! 签名未经证实：任何人都可能签署 / THE SIGNATURE IS UNPROVED: anybody could have made it !!!';

/** What to say about the key and on whose word it is the site's; a warning comes first when it is on nobody's. */
export function describeTrust(publicKey: string, trust: Trust): readonly string[] {
  const { zh, en } = TRUST_TEXTS[trust];
  const line = `签名密钥 / signing key ${signingKeyId(publicKey)} (${publicKey}): ${zh} / ${en}`;
  return trust === 'NONE' ? [UNPROVED, line] : [line];
}
