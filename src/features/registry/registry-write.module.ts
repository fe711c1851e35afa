import { Module } from '@nestjs/common';
import { BulkRegistrationService } from './bulk-registration.service.js';
import { ErasureFollowers } from './erasure-followers.js';
import { FactIngestService } from './fact-ingest.service.js';
import { OwnerErasure } from './owner-erasure.service.js';
import { OwnerRecordsRepository } from './owner-records.repository.js';
import { OwnerVault } from './owner-vault.js';
import { OwnerWriteService } from './owner-write.service.js';
import { RegistrationService } from './registration.service.js';
import { VehicleChangeService } from './vehicle-change.service.js';
import { VehicleCorrectionService } from './vehicle-correction.service.js';
import { VehicleEventsService } from './vehicle-events.service.js';
import { VehicleFactWriter } from './vehicle-fact-writer.js';
import { VehicleHolderRepository } from './vehicle-holder.repository.js';
import { VehicleProjection } from './vehicle.projection.js';

/** Use cases that write about vehicles. Needs `Database`, `FactStore` and `SiteSettings` from a global module. */
@Module({
  providers: [
    BulkRegistrationService,
    ErasureFollowers,
    FactIngestService,
    OwnerErasure,
    OwnerRecordsRepository,
    OwnerVault,
    OwnerWriteService,
    RegistrationService,
    VehicleChangeService,
    VehicleCorrectionService,
    VehicleEventsService,
    VehicleFactWriter,
    VehicleHolderRepository,
    VehicleProjection,
  ],
  exports: [
    BulkRegistrationService,
    ErasureFollowers,
    FactIngestService,
    OwnerVault,
    OwnerWriteService,
    RegistrationService,
    VehicleChangeService,
    VehicleCorrectionService,
    VehicleEventsService,
    VehicleFactWriter,
    VehicleHolderRepository,
    VehicleProjection,
  ],
})
export class RegistryWriteModule {}
