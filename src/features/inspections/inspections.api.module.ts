import { Module } from '@nestjs/common';
import { InspectionsModule } from './inspections.module.js';
import { StationResolver } from './station.resolver.js';

/** The GraphQL fields about stations and evidence. */
@Module({ imports: [InspectionsModule], providers: [StationResolver] })
export class InspectionsApiModule {}
