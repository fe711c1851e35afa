import { ReleaseSettings } from '../../platform/config/release-settings.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { AppConfig } from '../../platform/config/config.js';
import type { Database } from '../../platform/database/database.js';
import type { FileStore } from '../../platform/files/file-store.js';
import type { SiteSigner } from '../../platform/secrets/site-signer.js';
import { PackRepository } from './pack.repository.js';
import { PackService } from './pack.service.js';
import { ReleaseMaker } from './release-maker.js';
import { ReleaseSourceRepository } from './release-source.repository.js';
import { ReleaseRepository } from './release.repository.js';
import { ReleaseService } from './release.service.js';

/** What releases and packs are made of. */
export interface ReleaseParts {
  readonly config: Pick<AppConfig, 'site' | 'sourceSilentAfter' | 'graphql' | 'releases'>;
  readonly database: Database;
  readonly files: FileStore;
  readonly signer: SiteSigner;
}

/** The services for a process without an injector: the worker and the command line. */
export function openReleases({ config, database, files, signer }: ReleaseParts): {
  readonly releases: ReleaseService;
  readonly packs: PackService;
} {
  const site = new SiteSettings(config.site, config.sourceSilentAfter, config.graphql.maxPageSize);
  const repository = new ReleaseRepository();
  const source = new ReleaseSourceRepository();
  const maker = new ReleaseMaker(database, files, signer, site, repository, source);
  const settings = new ReleaseSettings(config.releases.packTtl);
  return {
    releases: new ReleaseService(database, maker, repository, site),
    packs: new PackService(database, files, new PackRepository(), signer, site, settings),
  };
}
