import { NestFactory } from '@nestjs/core';
import { HealthModule } from '../../platform/health/health.module.js';
import { HealthService } from '../../platform/health/health.service.js';
import { Metrics } from '../../platform/health/metrics.js';
import { startProbeServer } from '../../platform/health/probe-server.js';
import { Readiness } from '../../platform/health/readiness.js';
import { NestLogger } from '../../platform/logging/nest-logger.js';
import { DatabaseProbe } from './database-probe.js';
import { listenRefusal } from './listen-refusal.js';
import type { OpenProcess } from './run-process.js';

/** Health and metrics of a process that has no API. @returns where its parts put their own figures. */
export async function startProbes(opened: OpenProcess): Promise<Metrics> {
  const { config, logger, lifecycle, parts } = opened;
  const context = await NestFactory.createApplicationContext(HealthModule.withoutRoutes(), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  lifecycle.started('probes', () => context.close());
  const readiness = context.get(Readiness);
  const metrics = context.get(Metrics);
  readiness.add(new DatabaseProbe(parts.database));
  const at = { host: config.http.host, port: config.probePort };
  try {
    const server = await startProbeServer(at, context.get(HealthService), metrics);
    lifecycle.started('probe server', () => server.close());
    logger.info({ port: server.port }, 'health and metrics are served');
    return metrics;
  } catch (error) {
    throw listenRefusal('PROBE_PORT', at.host, at.port, error);
  }
}
