import { Module } from '@nestjs/common';
import { InspectionsModule } from './inspections.module.js';
import { RawResolver } from './raw.resolver.js';
import { ReportResolver, VehicleReportsResolver } from './report.resolver.js';
import { SensingResolver } from './sensing.resolver.js';
import { StationResolver } from './station.resolver.js';
import { StationService } from './station.service.js';

/** The GraphQL fields about stations and evidence. Changing a station sends a job, which only the API does. */
@Module({
  imports: [InspectionsModule],
  providers: [
    RawResolver,
    ReportResolver,
    SensingResolver,
    StationResolver,
    StationService,
    VehicleReportsResolver,
  ],
})
export class InspectionsApiModule {}
