import { countUnstamped } from '../../platform/facts/stamper.js';
import { describeAudit, verifyAudit } from '../../platform/audit/verify-audit.js';
import { verifyChains, type ChainReport } from '../../platform/facts/verify.js';
import { connectAsApplication } from '../process/stores.js';
import { progressOn } from '../process/progress.js';
import { withStores } from './with-stores.js';

const EXIT_HOLDS = 0;
const EXIT_BROKEN = 1;

function describe(report: ChainReport): string {
  const { site, verified, broken, stray } = report;
  if (broken !== null) {
    const fact = broken.factId === null ? '' : ` (fact ${broken.factId})`;
    return `${site}: BROKEN at number ${broken.seq}${fact}: ${broken.what}; ${verified} facts before it hold`;
  }
  if (stray !== null) return `${site}: BROKEN: fact ${stray} has no number and does not wait for one`;
  return `${site}: ${verified} facts hold`;
}

/** Walks the chains and writes a line a site and an end figure. @returns 0 when all hold, 1 otherwise. */
export function verifyCommand(write: (line: string) => void): Promise<number> {
  return withStores(async (config, stores) => {
    const database = await connectAsApplication(config, stores);
    try {
      const started = performance.now();
      const progress = progressOn(process.stderr, 'verifying facts');
      const reports = await verifyChains(database, (done, total) => progress.update(done, total));
      progress.end();
      for (const report of reports) write(describe(report));
      const auditProgress = progressOn(process.stderr, 'verifying the audit');
      const audit = await verifyAudit(database, (done, total) => auditProgress.update(done, total));
      auditProgress.end();
      write(audit === null ? 'audit: nothing was ever written' : describeAudit(audit));
      const waiting = (await countUnstamped(database)).reduce((sum, one) => sum + one.waiting, 0);
      const verified = reports.reduce((sum, report) => sum + report.verified, 0);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const auditHolds = audit === null || audit.broken === null;
      const holds = auditHolds && reports.every(({ broken, stray }) => broken === null && stray === null);
      const verdict = holds ? 'the chain holds' : 'THE CHAIN IS BROKEN';
      write(`${verdict}: ${verified} facts verified in ${seconds} s, ${waiting} not stamped yet`);
      return holds ? EXIT_HOLDS : EXIT_BROKEN;
    } finally {
      await database.close();
    }
  });
}
