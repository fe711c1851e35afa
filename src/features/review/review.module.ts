import { Module } from '@nestjs/common';
import { HeldRowRepository } from './held-row.repository.js';
import { HeldRows } from './held-rows.service.js';

/** What waits for a person. Needs `Database`, `FactStore`, `Keyring` and `SiteSettings` from a global module. */
@Module({ providers: [HeldRowRepository, HeldRows], exports: [HeldRows] })
export class ReviewModule {}
