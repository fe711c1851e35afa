import { Module } from '@nestjs/common';
import { RegistryWriteModule } from '../registry/index.js';
import { StationReadService } from './station-read.service.js';
import { LimitSetProjection, StationProjection } from './station.projection.js';
import { StationRepository } from './station.repository.js';
import { StationService } from './station.service.js';

/** Stations and evidence. Needs `Database`, `FactStore`, `Keyring` and `SiteSettings` from a global module. */
@Module({
  imports: [RegistryWriteModule],
  providers: [LimitSetProjection, StationProjection, StationReadService, StationRepository, StationService],
  exports: [StationReadService, StationRepository, StationService],
})
export class InspectionsModule {}
