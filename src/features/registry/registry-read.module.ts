import { Module } from '@nestjs/common';
import { ZonesModule } from '../zones/index.js';
import { OwnerLoader } from './owner-loader.js';
import { OwnerReadService } from './owner-read.service.js';
import { OwnerRecordsRepository } from './owner-records.repository.js';
import { OwnerSearchService } from './owner-search.service.js';
import { OwnerVault } from './owner-vault.js';
import { PlateCheckRepository } from './plate-check.repository.js';
import { PlateCheckService } from './plate-check.service.js';
import { RoadsideRepository } from './roadside.repository.js';
import { RoadsideService } from './roadside.service.js';
import { SiteStatusRepository } from './site-status.repository.js';
import { SiteStatusService } from './site-status.service.js';
import { VehicleListService } from './vehicle-list.service.js';
import { VehicleReadService } from './vehicle-read.service.js';
import { VehicleStreamService } from './vehicle-stream.service.js';
import { VehicleRepository } from './vehicle.repository.js';

/** What is asked of the registry. Needs `Database`, `FactStore` and `SiteSettings` from a global module. */
@Module({
  imports: [ZonesModule],
  providers: [
    OwnerLoader,
    OwnerReadService,
    OwnerRecordsRepository,
    OwnerSearchService,
    OwnerVault,
    PlateCheckRepository,
    PlateCheckService,
    RoadsideRepository,
    RoadsideService,
    SiteStatusRepository,
    SiteStatusService,
    VehicleListService,
    VehicleReadService,
    VehicleRepository,
    VehicleStreamService,
  ],
  exports: [
    OwnerLoader,
    OwnerReadService,
    OwnerSearchService,
    PlateCheckService,
    RoadsideService,
    SiteStatusService,
    VehicleListService,
    VehicleReadService,
    VehicleStreamService,
  ],
})
export class RegistryReadModule {}
