import { Module } from '@nestjs/common';
import { REGISTRY_READ_RESOLVERS, RegistryReadApiModule } from './registry-read.api.module.js';
import { RegistryWriteModule } from './registry-write.module.js';
import { VehicleMutationsResolver } from './vehicle-mutations.resolver.js';

/** Every resolver class of the registry, also for the printed schema. */
export const REGISTRY_RESOLVERS = [...REGISTRY_READ_RESOLVERS, VehicleMutationsResolver] as const;

/** The GraphQL fields of the registry. */
@Module({
  imports: [RegistryReadApiModule, RegistryWriteModule],
  providers: [VehicleMutationsResolver],
})
export class RegistryApiModule {}
