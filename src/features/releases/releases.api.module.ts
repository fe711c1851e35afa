import { Module } from '@nestjs/common';
import { PackPages } from './pack-pages.js';
import { ReleaseResolver } from './release.resolver.js';
import { ReleasesModule } from './releases.module.js';
import { SiteKeysController } from './site-keys.controller.js';

/** What the API says of releases and packs. */
@Module({
  imports: [ReleasesModule],
  controllers: [SiteKeysController],
  providers: [PackPages, ReleaseResolver],
})
export class ReleasesApiModule {}
