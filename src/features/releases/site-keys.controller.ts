import { Controller, Get, Header } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import { Public } from '../../platform/auth/allow.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { Database } from '../../platform/database/database.js';
import { SiteSigner } from '../../platform/secrets/site-signer.js';
import { ReleaseRepository } from './release.repository.js';

interface ListedKey {
  readonly keyId: string;
  readonly algorithm: 'Ed25519';
  /** 32 bytes in base64. */
  readonly publicKey: string;
  /** Whether it signs today; an earlier one proves what it signed then. */
  readonly current: boolean;
  /** When it first signed something; null when it has not yet. */
  readonly since: Instant | null;
}

/** The public keys with which releases and packs of this site are proven: `/.well-known/qingtu-keys.json`. */
@Controller('.well-known')
@Public()
export class SiteKeysController {
  constructor(
    private readonly database: Database,
    private readonly releases: ReleaseRepository,
    private readonly signer: SiteSigner,
    private readonly settings: SiteSettings,
  ) {}

  @Get('qingtu-keys.json')
  @Header('cache-control', 'public, max-age=300')
  async keys(): Promise<{ site: string; keys: ListedKey[] }> {
    const { keyId, publicKey } = this.signer;
    const used = await this.releases.usedKeys(this.database);
    const since = used.find((key) => key.publicKey === publicKey)?.since ?? null;
    const earlier = used
      .filter((key) => key.publicKey !== publicKey)
      .map((key) => ({ ...key, algorithm: 'Ed25519' as const, current: false }));
    const current = { keyId, algorithm: 'Ed25519' as const, publicKey, current: true, since };
    return { site: this.settings.site, keys: [current, ...earlier] };
  }
}
