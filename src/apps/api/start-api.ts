import { Authenticator } from '../../platform/auth/authenticator.js';
import { FileEndpoint } from '../../platform/files/file-endpoint.js';
import { mountFiles } from '../../platform/files/mount-files.js';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { readAuditHead } from '../../platform/audit/audit-chain.js';
import { countUnstamped } from '../../platform/facts/stamper.js';
import type { JobSending } from '../../platform/queue/job-sending.js';
import { Metrics } from '../../platform/health/metrics.js';
import { Readiness } from '../../platform/health/readiness.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { fastifyLogging } from '../../platform/logging/fastify-logging.js';
import { NestLogger } from '../../platform/logging/nest-logger.js';
import { DatabaseProbe } from '../process/database-probe.js';
import { listenRefusal } from '../process/listen-refusal.js';
import type { PlatformParts } from '../process/platform.module.js';
import { ApiModule } from './api.module.js';

/** A listening API. */
export interface RunningApi {
  readonly port: number;
  readonly metrics: Metrics;
  /** Answers what is under way, takes nothing new. */
  stop(): Promise<void>;
}

function watchChains(metrics: Metrics, { database }: PlatformParts): void {
  metrics.gauge({
    name: 'qingtu_facts_unstamped',
    help: 'Committed facts that have no number in the chain yet, by site',
    labelNames: ['site'],
    async collect() {
      this.reset();
      for (const { site, waiting } of await countUnstamped(database)) this.set({ site }, waiting);
    },
  });
  metrics.gauge({
    name: 'qingtu_audit_unstamped',
    help: 'Audit entries that are not in the chain yet',
    labelNames: [],
    async collect() {
      this.set((await readAuditHead(database))?.waiting ?? 0);
    },
  });
}

/** Builds the API and opens its port. @throws StartupError when the port is taken. */
export async function startApi(parts: PlatformParts, jobs: JobSending, logger: Logger): Promise<RunningApi> {
  const { host, port, trustedProxies } = parts.config.http;
  const adapter = new FastifyAdapter({
    ...fastifyLogging(logger),
    forceCloseConnections: 'idle',
    ...(trustedProxies.length === 0 ? {} : { trustProxy: [...trustedProxies] }),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(parts, jobs, logger), adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const readiness = app.get(Readiness);
  const metrics = app.get(Metrics);
  readiness.add(new DatabaseProbe(parts.database));
  const { config, clock, database, files } = parts;
  const authenticator = app.get(Authenticator, { strict: false });
  const rates = app.get(RateLimiter, { strict: false });
  const endpoint = new FileEndpoint({ authenticator, clock, database, files, rates, limits: config.files });
  await mountFiles(adapter.getInstance(), endpoint, logger);
  watchChains(metrics, parts);
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw listenRefusal('PORT', host, port, error);
  }
  const address = app.getHttpServer().address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    metrics,
    async stop() {
      readiness.stop();
      await app.close();
    },
  };
}
