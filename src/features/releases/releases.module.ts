import { Module } from '@nestjs/common';
import { PackRepository } from './pack.repository.js';
import { PackService } from './pack.service.js';
import { ReleaseMaker } from './release-maker.js';
import { ReleaseSourceRepository } from './release-source.repository.js';
import { ReleaseRepository } from './release.repository.js';
import { ReleaseService } from './release.service.js';

/** Releases and packs. Needs `Database`, `FileStore`, `SiteSigner` and settings from a global module. */
@Module({
  providers: [
    PackRepository,
    PackService,
    ReleaseMaker,
    ReleaseRepository,
    ReleaseService,
    ReleaseSourceRepository,
  ],
  exports: [PackService, ReleaseRepository, ReleaseService],
})
export class ReleasesModule {}
