import { Module } from '@nestjs/common';
import { RegistryWriteModule } from '../registry/index.js';
import { HeldRowActions } from './held-row-actions.service.js';
import { HeldRowDecisionService } from './held-row-decision.service.js';
import { HeldRowErasure } from './held-row-erasure.service.js';
import { HeldRowSeal } from './held-row-seal.js';
import { HeldRowProjection } from './held-row.projection.js';
import { HeldRowRepository } from './held-row.repository.js';
import { HeldRows } from './held-rows.service.js';
import { ReviewDecisionService } from './review-decision.service.js';
import { ReviewQueueRepository } from './review-queue.repository.js';
import { ReviewQueueService } from './review-queue.service.js';
import { RivalRepository } from './rival.repository.js';

/** What waits for a person. Needs `Database`, `FactStore`, `Keyring` and `SiteSettings` from a global module. */
@Module({
  imports: [RegistryWriteModule],
  providers: [
    HeldRowActions,
    HeldRowDecisionService,
    HeldRowErasure,
    HeldRowProjection,
    HeldRowRepository,
    HeldRowSeal,
    HeldRows,
    ReviewDecisionService,
    ReviewQueueRepository,
    ReviewQueueService,
    RivalRepository,
  ],
  exports: [HeldRowDecisionService, HeldRows, ReviewDecisionService, ReviewQueueService],
})
export class ReviewModule {}
