import { Module } from '@nestjs/common';
import { DeskRepository } from './desk.repository.js';
import { DeskResolver } from './desk.resolver.js';
import { DeskService } from './desk.service.js';
import { LoopResolver } from './loop.resolver.js';
import { LoopRulesService } from './loop-rules.service.js';
import { LoopStepsResolver } from './loop-steps.resolver.js';
import { MaintenanceModule } from './maintenance.module.js';

/** What the API says of the I/M loop. Setting rules sends a job, which only the API does. */
@Module({
  imports: [MaintenanceModule],
  providers: [DeskRepository, DeskResolver, DeskService, LoopResolver, LoopRulesService, LoopStepsResolver],
})
export class MaintenanceApiModule {}
