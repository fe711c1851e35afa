import { SITES, type SiteCode } from '../../domain/sync/fact.js';
import type { EnvironmentReader } from './environment-reader.js';

/** A public key that is taken as that of a site, because somebody who could check it wrote it into the settings. */
export interface TrustedKey {
  readonly site: SiteCode;
  /** Ed25519, 32 bytes in base64. */
  readonly publicKey: string;
}

const ENTRY = /^(\d{6}):([A-Za-z0-9+/]{43}=)$/;

/** Reads `TRUSTED_SITE_KEYS`: `site:base64` by comma; a site that changed its key has several. */
export function readTrustedKeys(read: EnvironmentReader): readonly TrustedKey[] {
  const text = read.text('TRUSTED_SITE_KEYS');
  if (text === null) return [];
  return text.split(',').flatMap((entry) => {
    const [, code, publicKey] = ENTRY.exec(entry.trim()) ?? [];
    const site = SITES.find((one) => one === code);
    if (site !== undefined && publicKey !== undefined) return [{ site, publicKey }];
    read.problems.push(
      `TRUSTED_SITE_KEYS must be a list of site:key by comma, the key of 32 bytes in base64, but has "${entry}"`,
    );
    return [];
  });
}
