import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { exportProcessors } from '../../features/exports/exports.worker.module.js';
import { NestLogger } from '../../platform/logging/nest-logger.js';
import { releaseProcessors } from '../../features/releases/releases.worker.module.js';
import { importJobs } from '../../features/imports/import.worker.module.js';
import { integrityProcessors } from '../../features/integrity/integrity.worker.module.js';
import { loopProcessors } from '../../features/maintenance/maintenance.worker.module.js';
import { SweepFilesProcessor } from '../../platform/files/sweep-files.processor.js';
import { accessJobs } from '../../features/access/access.worker.module.js';
import { SweepKeysProcessor } from '../../platform/idempotency/sweep-keys.processor.js';
import { VerifyChainsProcessor } from '../../platform/facts/verify-chains.processor.js';
import { auditStamping } from '../../platform/audit/audit-chain.js';
import { VerifyAuditProcessor } from '../../platform/audit/verify-audit.processor.js';
import { stampAll, Stamper } from '../../platform/facts/stamper.js';
import type { Metrics } from '../../platform/health/metrics.js';
import { JobRegistry } from '../../platform/queue/job-handler.js';
import { JobRunner, JobSender, type JobReport } from '../../platform/queue/job-runner.js';
import { JOB_NAMES } from '../../platform/queue/jobs.js';
import { RekeyProcessor } from '../../platform/secrets/rekey.processor.js';
import type { Lifecycle } from '../process/lifecycle.js';
import { queueOf } from '../process/job-sending.js';
import type { PlatformParts } from '../process/platform.module.js';
import { rekeyingOf } from '../process/sealed-stores.js';
import type { Stores } from '../process/stores.js';
import { WorkerModule } from './worker.module.js';

/** Facts and audit lines wait this long for their number at most, when little is written. */
const STAMP_PAUSE_MS = 50;

function jobReport(logger: Logger, metrics: Metrics): JobReport {
  const runs = metrics.counter({
    name: 'qingtu_jobs_total',
    help: 'Runs of jobs that ended, by job and outcome',
    labelNames: ['job', 'outcome'],
  });
  return {
    completed(job, seconds) {
      runs.inc({ job, outcome: 'completed' });
      logger.info({ job, seconds }, 'job done');
    },
    failed(job, error) {
      runs.inc({ job, outcome: 'failed' });
      logger.error({ job, err: error }, 'job failed');
    },
    queueError: (error) => logger.error({ err: error }, 'queue error'),
  };
}

function startStamper(
  name: string,
  stamp: () => Promise<unknown>,
  { logger, lifecycle }: { readonly logger: Logger; readonly lifecycle: Lifecycle },
): void {
  const stamper = new Stamper(stamp, STAMP_PAUSE_MS, (error) => {
    logger.error({ err: error, stamper: name }, 'stamping failed');
  });
  stamper.start();
  lifecycle.started(name, () => stamper.stop());
}

/** The services that jobs call. */
function openFeatures(parts: PlatformParts, logger: Logger): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(WorkerModule.with(parts), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
}

/** Stamps facts and the audit, and runs jobs until the lifecycle stops them. */
export async function startWorker(
  parts: PlatformParts,
  stores: Stores,
  metrics: Metrics,
  process: { readonly logger: Logger; readonly lifecycle: Lifecycle },
): Promise<void> {
  const { logger, lifecycle } = process;
  const { config, database, clock } = parts;
  startStamper('fact stamper', () => stampAll(database, config.site), process);
  startStamper('audit stamper', auditStamping(database, config.site), process);
  const connection = queueOf(config, stores);
  lifecycle.started('queue connection', () => connection.close());
  const report = jobReport(logger, metrics);
  const sender = new JobSender(connection, report);
  lifecycle.started('job sender', () => sender.close());
  const features = await openFeatures(parts, logger);
  lifecycle.started('features of the worker', () => features.close());
  const imports = importJobs(features, sender);
  const registry = new JobRegistry(JOB_NAMES, [
    new VerifyChainsProcessor(database),
    new VerifyAuditProcessor(database),
    new RekeyProcessor(rekeyingOf(database, parts.stores.keyring, clock)),
    new SweepKeysProcessor(database, clock),
    new SweepFilesProcessor(parts.files, clock),
    ...exportProcessors(features, { database, clock, jobs: sender }),
    ...releaseProcessors({ config, database, files: parts.files, signer: parts.stores.signer }, clock),
    ...accessJobs(database, clock),
    ...loopProcessors(features, { database, facts: parts.facts, clock }),
    ...integrityProcessors(features, { database, facts: parts.facts, clock }),
    ...imports.handlers,
  ]);
  await sender.schedule();
  const runner = new JobRunner(connection, registry, report);
  lifecycle.started('job runner', () => {
    imports.stop();
    return runner.close();
  });
}
