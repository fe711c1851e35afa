import { PROJECTIONS } from '../process/projections.js';
import { rebuildProjection, type RebuildReport } from '../../platform/facts/rebuild.js';
import { connectAsOwner } from '../process/stores.js';
import { progressOn } from '../process/progress.js';
import { withStores } from './with-stores.js';

const EXIT_SAME = 0;
const EXIT_DIFFERENT = 1;
const EXIT_USAGE = 2;

function describe(report: RebuildReport): string[] {
  const tables = Object.entries(report.differing).map(([table, rows]) => `${table}: ${rows} rows differ`);
  const examples = report.examples.map(({ table, where, key }) => `  ${where} ${table} ${key}`);
  return [...tables, ...examples];
}

async function rebuildAll(apply: boolean, write: (line: string) => void): Promise<number> {
  return withStores(async (_config, stores) => {
    const owner = await connectAsOwner(stores);
    try {
      let different = false;
      for (const projection of PROJECTIONS) {
        const started = performance.now();
        const progress = progressOn(process.stderr, `rebuilding ${projection.subjectType}`);
        const report = await rebuildProjection(owner, projection, {
          apply,
          onProgress: (done, total) => progress.update(done, total),
        });
        progress.end();
        describe(report).forEach((line) => write(line));
        const rows = Object.values(report.differing).reduce((sum, count) => sum + count, 0);
        different ||= rows > 0 && !report.applied;
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        const end =
          rows === 0 ? 'rebuilt equals live' : `${rows} rows DIFFER${report.applied ? ', put right' : ''}`;
        write(
          `${projection.subjectType}: ${end}: ${report.facts} facts of ${report.subjects} subjects in ${seconds} s`,
        );
      }
      return different ? EXIT_DIFFERENT : EXIT_SAME;
    } finally {
      await owner.close();
    }
  });
}

/** Rebuilds every projection and compares. @returns 0 when equal or put right, 1 when different, 2 for a wrong flag. */
export function rebuildCommand(args: readonly string[], write: (line: string) => void): Promise<number> {
  const unknown = args.find((arg) => arg !== '--apply');
  if (unknown === undefined) return rebuildAll(args.includes('--apply'), write);
  process.stderr.write(`rebuild: unknown flag ${unknown}; the only one is --apply\n`);
  return Promise.resolve(EXIT_USAGE);
}
