import type { Database } from '../database/database.js';
import { JobHandler } from '../queue/job-handler.js';
import type { JobName } from '../queue/jobs.js';
import { verifyChains, type ChainReport } from './verify.js';

/** The chain of some site does not hold; the reports say where. */
class BrokenChainError extends Error {
  constructor(readonly reports: readonly ChainReport[]) {
    const first = reports.map(({ site, broken, stray }) =>
      broken === null ? `${site}: stray fact ${stray}` : `${site}: ${broken.what} at ${broken.seq}`,
    );
    super(`broken fact chain: ${first.join('; ')}`);
    this.name = 'BrokenChainError';
  }
}

/** Walks all chains every night, so that a changed byte is found without anyone asking. */
export class VerifyChainsProcessor extends JobHandler {
  readonly name: JobName = 'facts.verify-chains';

  constructor(private readonly database: Database) {
    super();
  }

  override async handle(): Promise<void> {
    const reports = await verifyChains(this.database, () => undefined);
    const bad = reports.filter(({ broken, stray }) => broken !== null || stray !== null);
    if (bad.length > 0) throw new BrokenChainError(bad);
  }
}
