import { Module } from '@nestjs/common';
import { ZoneBook } from './zone-book.js';
import { ZoneReadService } from './zone-read.service.js';
import { ZoneWriteService } from './zone-write.service.js';
import { ActivationProjection, RestrictionRuleProjection } from './zone.projection.js';
import { ZoneRepository } from './zone.repository.js';

/** Restrictions and heavy-pollution days. Needs `Database`, `FactStore` and `SiteSettings` from a global module. */
@Module({
  providers: [
    ActivationProjection,
    RestrictionRuleProjection,
    ZoneBook,
    ZoneReadService,
    ZoneRepository,
    ZoneWriteService,
  ],
  exports: [ZoneBook, ZoneReadService, ZoneWriteService],
})
export class ZonesModule {}
