import { Module } from '@nestjs/common';
import { OwnerSearchResolver, VehicleOwnerResolver } from './owner.resolver.js';
import { PlateCheckResolver } from './plate-check.resolver.js';
import { RegistryReadModule } from './registry-read.module.js';
import { RoadsideResolver } from './roadside.resolver.js';
import { SiteStatusResolver } from './site-status.resolver.js';
import { VehicleQueriesResolver, VehicleTotalResolver } from './vehicle-queries.resolver.js';

/** Resolver classes of the read side. */
const REGISTRY_READ_RESOLVERS = [
  OwnerSearchResolver,
  PlateCheckResolver,
  RoadsideResolver,
  SiteStatusResolver,
  VehicleOwnerResolver,
  VehicleQueriesResolver,
  VehicleTotalResolver,
] as const;

/** The GraphQL fields that ask the registry. */
@Module({ imports: [RegistryReadModule], providers: [...REGISTRY_READ_RESOLVERS] })
export class RegistryReadApiModule {}
