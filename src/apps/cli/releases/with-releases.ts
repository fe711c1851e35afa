import { openReleases } from '../../../features/releases/index.js';
import { SystemClock } from '../../../platform/context/clock.js';
import type { Instant } from '../../../domain/shared/time.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { describeError } from '../../../platform/errors/describe-error.js';
import { FileStore } from '../../../platform/files/file-store.js';
import { connectAsApplication } from '../../process/stores.js';
import { withStores } from '../with-stores.js';

const EXIT_REFUSED = 1;

/** The services of releases over the configured database, for one command. */
export interface OpenedReleases extends ReturnType<typeof openReleases> {
  readonly files: FileStore;
  readonly dataDir: string;
  readonly now: Instant;
}

/** Runs a command over the database; a refusal is told in both languages. @returns its exit code, 1 when refused */
export function withReleases(work: (opened: OpenedReleases) => Promise<number>): Promise<number> {
  return withStores(async (config, stores) => {
    const database = await connectAsApplication(config, stores);
    const files = new FileStore(database, stores.keyring);
    try {
      const services = openReleases({ config, database, files, signer: stores.signer });
      return await work({ ...services, files, dataDir: config.dataDir, now: new SystemClock().now() });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      process.stderr.write(`${error.code}: ${describeError(error, 'zh')} / ${describeError(error, 'en')}\n`);
      return EXIT_REFUSED;
    } finally {
      await database.close();
    }
  });
}
