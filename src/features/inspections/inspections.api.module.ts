import { Module } from '@nestjs/common';
import { InspectionsModule } from './inspections.module.js';
import { RawResolver } from './raw.resolver.js';
import { ReportResolver, VehicleReportsResolver } from './report.resolver.js';
import { SensingResolver } from './sensing.resolver.js';
import { StationResolver } from './station.resolver.js';

/** The GraphQL fields about stations and evidence. */
@Module({
  imports: [InspectionsModule],
  providers: [RawResolver, ReportResolver, SensingResolver, StationResolver, VehicleReportsResolver],
})
export class InspectionsApiModule {}
