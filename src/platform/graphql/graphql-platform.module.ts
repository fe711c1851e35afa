import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { Authenticator } from '../auth/authenticator.js';
import { Clock } from '../context/clock.js';
import type { AppConfig } from '../config/config.js';
import { ErrorFilter } from '../errors/error-filter.js';
import { Metrics } from '../health/metrics.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import { QingtuDriver, type QingtuDriverConfig } from './driver.js';
import { GraphqlEndpoint, type EndpointParts } from './endpoint.js';
import { HotFields } from './hot-field.js';
import { InputCheck } from './input-check.js';
import { mountEndpoint } from './mount-endpoint.js';
import { mountWorkbench } from './workbench.js';
import { RequestJournal } from './request-journal.js';

const GRAPHQL_PATH = '/graphql';

export interface GraphqlPlatformOptions {
  readonly config: Pick<AppConfig, 'graphql' | 'http' | 'development'>;
  readonly logger: Logger;
  /** Modules that export `Authenticator`, `Clock` and `Metrics`, unless these are global. */
  readonly imports?: ModuleMetadata['imports'];
}

@Module({ providers: [HotFields], exports: [HotFields] })
class HotFieldsModule {}

function driverConfig(
  { config, logger }: GraphqlPlatformOptions,
  parts: Pick<EndpointParts, 'authenticator' | 'clock' | 'rates' | 'hotFields'> & {
    readonly metrics: Metrics;
  },
): QingtuDriverConfig {
  const { authenticator, clock, rates, metrics, hotFields } = parts;
  const mount = async (server: FastifyInstance, schema: GraphQLSchema): Promise<void> => {
    const journal = new RequestJournal(logger, metrics);
    const limits = config.graphql;
    const describesItself = config.development;
    const setting = { schema, limits, hotFields, describesItself };
    const endpoint = new GraphqlEndpoint({ ...setting, authenticator, clock, rates, journal });
    await mountEndpoint(server, endpoint, { path: GRAPHQL_PATH, bodyLimit: config.http.bodyLimitBytes });
    if (config.development) mountWorkbench(server, GRAPHQL_PATH);
  };
  return { driver: QingtuDriver, path: GRAPHQL_PATH, autoSchemaFile: true, mount };
}

/** The GraphQL endpoint of a process, its error filter and its input check. Exports `HotFields` to every feature. */
@Module({})
export class GraphqlPlatformModule {
  static forRoot(options: GraphqlPlatformOptions): DynamicModule {
    const { imports = [], logger } = options;
    return {
      module: GraphqlPlatformModule,
      global: true,
      imports: [
        HotFieldsModule,
        GraphQLModule.forRootAsync<QingtuDriverConfig>({
          driver: QingtuDriver,
          imports: [...imports, HotFieldsModule],
          inject: [Authenticator, Clock, Metrics, HotFields, { token: RateLimiter, optional: true }],
          useFactory: (
            authenticator: Authenticator,
            clock: Clock,
            metrics: Metrics,
            hotFields: HotFields,
            rates: RateLimiter = new RateLimiter(null),
          ): QingtuDriverConfig => driverConfig(options, { authenticator, clock, metrics, hotFields, rates }),
        }),
      ],
      providers: [
        { provide: APP_FILTER, useFactory: (): ErrorFilter => new ErrorFilter(logger) },
        { provide: APP_PIPE, useClass: InputCheck },
      ],
      exports: [HotFieldsModule],
    };
  }
}
