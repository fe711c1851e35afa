import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Logger } from 'pino';
import { AccessApiModule, AccessModule } from '../../features/access/index.js';
import { AuditApiModule } from '../../features/audit/index.js';
import { ExportsApiModule } from '../../features/exports/index.js';
import { ImportApiModule } from '../../features/imports/index.js';
import { InspectionsApiModule } from '../../features/inspections/index.js';
import { IntegrityApiModule } from '../../features/integrity/index.js';
import { MaintenanceApiModule } from '../../features/maintenance/index.js';
import { ReferenceApiModule } from '../../features/reference/index.js';
import { RegistryApiModule } from '../../features/registry/index.js';
import { ReleasesApiModule } from '../../features/releases/index.js';
import { ZonesApiModule } from '../../features/zones/index.js';
import { ReviewApiModule } from '../../features/review/index.js';
import { PermissionGuard } from '../../platform/auth/guard.js';
import { GraphqlPlatformModule } from '../../platform/graphql/graphql-platform.module.js';
import { HealthModule } from '../../platform/health/health.module.js';
import type { JobSending } from '../../platform/queue/job-sending.js';
import { QueueModule } from '../process/queue.module.js';
import { PlatformModule, type PlatformParts } from '../process/platform.module.js';

/** Everything that answers over HTTP. */
@Module({})
export class ApiModule {
  static with(parts: PlatformParts, jobs: JobSending, logger: Logger): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with(parts),
        QueueModule.with(jobs),
        HealthModule.withRoutes(),
        GraphqlPlatformModule.forRoot({ config: parts.config, logger, imports: [AccessModule] }),
        AccessApiModule,
        AuditApiModule,
        ExportsApiModule,
        ImportApiModule,
        InspectionsApiModule,
        ReferenceApiModule,
        ZonesApiModule,
        RegistryApiModule,
        ReleasesApiModule,
        MaintenanceApiModule,
        IntegrityApiModule,
        ReviewApiModule,
      ],
      providers: [{ provide: APP_GUARD, useClass: PermissionGuard }],
    };
  }
}
