import type { Logger } from 'pino';
import { loadConfig, type AppConfig } from '../../platform/config/config.js';
import { SystemClock } from '../../platform/context/clock.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { FileStore } from '../../platform/files/file-store.js';
import { createLogger } from '../../platform/logging/logger.js';
import { releaseCluster } from './cluster-release.js';
import { Lifecycle } from './lifecycle.js';
import { payloadRegistry } from './payloads.js';
import type { PlatformParts } from './platform.module.js';
import { reportFailure } from './report-failure.js';
import { connectAsApplication, openStores, prepareStores, type Stores } from './stores.js';

const EXIT_FAILED = 1;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** An opened process: its settings, its stores, and the order in which it will stop. */
export interface OpenProcess {
  readonly config: AppConfig;
  readonly logger: Logger;
  readonly lifecycle: Lifecycle;
  readonly stores: Stores;
  readonly parts: PlatformParts;
}

/** Opens the stores and the database for one process. @throws StartupError */
async function open(config: AppConfig, logger: Logger, lifecycle: Lifecycle): Promise<OpenProcess> {
  const stores = await openStores(config);
  lifecycle.started('database server', () => releaseCluster(stores));
  const migrations = await prepareStores(config, stores);
  if (migrations.length > 0) logger.info({ migrations }, 'schema brought up to date');
  const database = await connectAsApplication(config, stores);
  lifecycle.started('database connections', () => database.close());
  const clock = new SystemClock();
  const facts = new FactStore(payloadRegistry());
  const files = new FileStore(database, stores.keyring);
  const parts = { config, stores, database, clock, facts, files };
  return { config, logger, lifecycle, stores, parts };
}

/**
 * Runs a process until a signal stops it. The first SIGINT or SIGTERM stops the parts in order, a second one ends at
 * once. A start that fails stops what had started, says why and exits with 1.
 */
export async function runProcess(compose: (opened: OpenProcess) => Promise<void>): Promise<void> {
  let lifecycle: Lifecycle | null = null;
  try {
    const config = loadConfig(process.env);
    const logger = createLogger(config.logLevel);
    lifecycle = new Lifecycle(logger, config.shutdownGraceMs);
    stopOnSignals(lifecycle, logger);
    await compose(await open(config, logger, lifecycle));
  } catch (error) {
    await lifecycle?.stop();
    reportFailure(error);
    process.exit(EXIT_FAILED);
  }
}

function stopOnSignals(lifecycle: Lifecycle, logger: Logger): void {
  let asked = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(EXIT_FAILED);
    asked = true;
    logger.info({ signal }, 'stopping');
    void lifecycle.stop().then((clean) => process.exit(clean ? 0 : EXIT_FAILED));
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  process.on('unhandledRejection', (reason) => {
    logger.fatal({ err: reason }, 'unhandled rejection');
    void lifecycle.stop().then(() => process.exit(EXIT_FAILED));
  });
}
