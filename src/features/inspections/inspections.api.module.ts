import { Module } from '@nestjs/common';
import { InspectionsModule } from './inspections.module.js';
import { SensingResolver } from './sensing.resolver.js';
import { StationResolver } from './station.resolver.js';

/** The GraphQL fields about stations and evidence. */
@Module({ imports: [InspectionsModule], providers: [SensingResolver, StationResolver] })
export class InspectionsApiModule {}
