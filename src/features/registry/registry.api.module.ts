import { Module } from '@nestjs/common';
import { OwnerMutationsResolver } from './owner-mutations.resolver.js';
import { RegistryReadApiModule } from './registry-read.api.module.js';
import { RegistryWriteModule } from './registry-write.module.js';
import { VehicleMutationsResolver } from './vehicle-mutations.resolver.js';

/** The GraphQL fields of the registry. */
@Module({
  imports: [RegistryReadApiModule, RegistryWriteModule],
  providers: [OwnerMutationsResolver, VehicleMutationsResolver],
})
export class RegistryApiModule {}
