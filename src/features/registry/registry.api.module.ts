import { Module } from '@nestjs/common';
import { RegistryReadApiModule } from './registry-read.api.module.js';
import { RegistryWriteModule } from './registry-write.module.js';
import { VehicleMutationsResolver } from './vehicle-mutations.resolver.js';

/** The GraphQL fields of the registry. */
@Module({
  imports: [RegistryReadApiModule, RegistryWriteModule],
  providers: [VehicleMutationsResolver],
})
export class RegistryApiModule {}
