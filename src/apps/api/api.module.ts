import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Logger } from 'pino';
import { AccessApiModule, AccessModule } from '../../features/access/index.js';
import { AuditApiModule } from '../../features/audit/index.js';
import { ReferenceApiModule } from '../../features/reference/index.js';
import { RegistryApiModule } from '../../features/registry/index.js';
import { ReleasesApiModule } from '../../features/releases/index.js';
import { ZonesApiModule } from '../../features/zones/index.js';
import { ReviewApiModule } from '../../features/review/index.js';
import { PermissionGuard } from '../../platform/auth/guard.js';
import { GraphqlPlatformModule } from '../../platform/graphql/graphql-platform.module.js';
import { HealthModule } from '../../platform/health/health.module.js';
import { PlatformModule, type PlatformParts } from '../process/platform.module.js';

/** Everything that answers over HTTP. */
@Module({})
export class ApiModule {
  static with(parts: PlatformParts, logger: Logger): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with(parts),
        HealthModule.withRoutes(),
        GraphqlPlatformModule.forRoot({ config: parts.config, logger, imports: [AccessModule] }),
        AccessApiModule,
        AuditApiModule,
        ReferenceApiModule,
        ZonesApiModule,
        RegistryApiModule,
        ReleasesApiModule,
        ReviewApiModule,
      ],
      providers: [{ provide: APP_GUARD, useClass: PermissionGuard }],
    };
  }
}
