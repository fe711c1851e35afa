import { Module, type Type } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { PermissionGuard } from '../../src/platform/auth/guard.js';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino, type DestinationStream } from 'pino';
import { Authenticator } from '../../src/platform/auth/authenticator.js';
import { Clock } from '../../src/platform/context/clock.js';
import type { Actor } from '../../src/platform/context/request-context.js';
import { GraphqlPlatformModule } from '../../src/platform/graphql/graphql-platform.module.js';
import { HotFields } from '../../src/platform/graphql/hot-field.js';
import { HealthModule } from '../../src/platform/health/health.module.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { fastifyLogging } from '../../src/platform/logging/fastify-logging.js';
import { NestLogger } from '../../src/platform/logging/nest-logger.js';
import { SampleModule } from './sample-schema.js';

const NOW = '2026-11-23T02:00:00.000Z';

const POLICE: Actor = {
  accountId: '019aaf00-0000-7000-8000-000000000001',
  role: 'TRAFFIC_POLICE',
  organisationId: '019aaf00-0000-7000-8000-000000000002',
  division: '310000',
};

export const OPERATOR_TOKEN = 'operator-token';
export const POLICE_TOKEN = 'police-token';
/** Known, but found only by asking elsewhere. */
export const SLOW_TOKEN = 'slow-token';

class SampleAuthenticator extends Authenticator {
  override authenticate(token: string): Actor | null | Promise<Actor | null> {
    if (token === POLICE_TOKEN) return POLICE;
    if (token === OPERATOR_TOKEN) return { ...POLICE, role: 'SITE_OPERATOR' };
    return token === SLOW_TOKEN ? Promise.resolve(POLICE) : null;
  }
}

class FixedClock extends Clock {
  override now(): string {
    return NOW;
  }
}

@Module({
  providers: [
    { provide: Authenticator, useClass: SampleAuthenticator },
    { provide: Clock, useClass: FixedClock },
  ],
  exports: [Authenticator, Clock],
})
class SamplePartsModule {}

export const SAMPLE_LIMITS = {
  maxDepth: 12,
  maxAliases: 20,
  maxTokens: 4000,
  maxCost: 20_000,
  maxPageSize: 200,
};
export const SAMPLE_BODY_LIMIT = 100_000;

export interface SampleApi {
  readonly url: string;
  readonly origin: string;
  readonly app: NestFastifyApplication;
  readonly hotFields: HotFields;
  /** Lines of the log so far. */
  logLines(): readonly Record<string, unknown>[];
  close(): Promise<void>;
}

/** Starts the sample schema behind the real endpoint on a free port. */
export async function startSampleApi(extra: Type[] = []): Promise<SampleApi> {
  const lines: string[] = [];
  const destination: DestinationStream = { write: (line: string) => void lines.push(line) };
  const logger = createLogger('debug', destination);
  const config = {
    graphql: SAMPLE_LIMITS,
    http: { host: '127.0.0.1', port: 0, bodyLimitBytes: SAMPLE_BODY_LIMIT, trustedProxies: [] },
    development: true,
  };

  @Module({
    imports: [
      HealthModule.withRoutes(),
      GraphqlPlatformModule.forRoot({ config, logger, imports: [SamplePartsModule] }),
      SampleModule,
      ...extra,
    ],
    providers: [{ provide: APP_GUARD, useClass: PermissionGuard }],
  })
  class RootModule {}

  const adapter = new FastifyAdapter(fastifyLogging(logger));
  const app = await NestFactory.create<NestFastifyApplication>(RootModule, adapter, {
    logger: new NestLogger(pino({ level: 'silent' })),
  });
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  return {
    origin,
    url: `${origin}/graphql`,
    app,
    hotFields: app.get(HotFields),
    logLines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    close: () => app.close(),
  };
}
