import { Module } from '@nestjs/common';
import { RegistryWriteModule } from '../registry/index.js';
import { FlagRepository } from './flag.repository.js';
import { FlagService } from './flag.service.js';
import { ThresholdProjection } from './threshold.projection.js';
import { ThresholdService } from './threshold.service.js';

/** The integrity of stations. Needs the parts of the platform from a global module. */
@Module({
  imports: [RegistryWriteModule],
  providers: [FlagRepository, FlagService, ThresholdProjection, ThresholdService],
  exports: [FlagService, ThresholdService],
})
export class IntegrityModule {}
