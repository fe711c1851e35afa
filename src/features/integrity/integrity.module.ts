import { Module } from '@nestjs/common';
import { RegistryWriteModule } from '../registry/index.js';
import { FlagRepository } from './flag.repository.js';
import { FlagService } from './flag.service.js';
import { StationFlagProjection } from './station-flag.projection.js';
import { StationFlagRepository } from './station-flag.repository.js';
import { StationFlagService } from './station-flag.service.js';
import { StationFlagWriter } from './station-flag.writer.js';
import { ThresholdProjection } from './threshold.projection.js';
import { ThresholdService } from './threshold.service.js';

/** The integrity of stations. Needs the parts of the platform from a global module. */
@Module({
  imports: [RegistryWriteModule],
  providers: [
    FlagRepository,
    FlagService,
    StationFlagProjection,
    StationFlagRepository,
    StationFlagService,
    StationFlagWriter,
    ThresholdProjection,
    ThresholdService,
  ],
  exports: [FlagService, StationFlagService, ThresholdService],
})
export class IntegrityModule {}
