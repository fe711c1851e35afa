import { Module } from '@nestjs/common';
import { InspectionsModule } from './inspections.module.js';
import { ReportResolver, VehicleReportsResolver } from './report.resolver.js';
import { SensingResolver } from './sensing.resolver.js';
import { StationResolver } from './station.resolver.js';

/** The GraphQL fields about stations and evidence. */
@Module({
  imports: [InspectionsModule],
  providers: [ReportResolver, SensingResolver, StationResolver, VehicleReportsResolver],
})
export class InspectionsApiModule {}
