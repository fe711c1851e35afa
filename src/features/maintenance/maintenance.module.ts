import { Module } from '@nestjs/common';
import { InspectionsModule } from '../inspections/index.js';
import { RegistryWriteModule } from '../registry/index.js';
import { LoopReader } from './known-loop.js';
import { ListingRepository } from './listing.repository.js';
import { ListingService } from './listing.service.js';
import { LoopBooks } from './loop-books.js';
import { LoopChangeService } from './loop-change.service.js';
import { LoopFinder } from './loop-finder.repository.js';
import { LoopReadService } from './loop-read.service.js';
import { LoopRuleProjection } from './loop-rule.projection.js';
import { LoopRuleRepository } from './loop-rule.repository.js';
import { LoopStepsService } from './loop-steps.service.js';
import { RepairService } from './repair.service.js';
import { ScorecardRepository } from './scorecard.repository.js';
import { ScorecardService } from './scorecard.service.js';
import { StationBooks } from './station-books.js';
import { TimelineService } from './timeline.service.js';

/** The I/M loop at work. Needs the parts of the platform from a global module. */
@Module({
  imports: [InspectionsModule, RegistryWriteModule],
  providers: [
    ListingRepository,
    ListingService,
    LoopBooks,
    LoopChangeService,
    LoopFinder,
    LoopReader,
    LoopReadService,
    LoopRuleProjection,
    LoopRuleRepository,
    LoopStepsService,
    RepairService,
    ScorecardRepository,
    ScorecardService,
    StationBooks,
    TimelineService,
  ],
  exports: [
    ListingService,
    LoopReader,
    LoopReadService,
    LoopRuleProjection,
    LoopRuleRepository,
    LoopStepsService,
    RepairService,
    ScorecardService,
    TimelineService,
  ],
})
export class MaintenanceModule {}
