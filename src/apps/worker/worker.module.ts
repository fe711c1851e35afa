import { Module, type DynamicModule } from '@nestjs/common';
import { ExportsModule } from '../../features/exports/index.js';
import { ImportWorkerModule } from '../../features/imports/import.worker.module.js';
import { MaintenanceModule } from '../../features/maintenance/index.js';
import { PlatformModule, type PlatformParts } from '../process/platform.module.js';

/** The services that jobs call. */
@Module({})
export class WorkerModule {
  static with(parts: PlatformParts): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.with(parts), ExportsModule, ImportWorkerModule, MaintenanceModule],
    };
  }
}
