import { Module } from '@nestjs/common';
import { RegistryWriteModule } from '../registry/index.js';
import { ReportIntake } from './report-intake.service.js';
import { ReportRepository } from './report.repository.js';
import { StationReadService } from './station-read.service.js';
import { LimitSetProjection, StationProjection } from './station.projection.js';
import { StationRepository } from './station.repository.js';
import { StationService } from './station.service.js';

/** Stations and evidence. Needs `Database`, `FactStore`, `Keyring`, `ReportWatches` and `SiteSettings` from a global module. */
@Module({
  imports: [RegistryWriteModule],
  providers: [
    LimitSetProjection,
    ReportIntake,
    ReportRepository,
    StationProjection,
    StationReadService,
    StationRepository,
    StationService,
  ],
  exports: [ReportIntake, ReportRepository, StationReadService, StationRepository, StationService],
})
export class InspectionsModule {}
