import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The root of the checkout the tests run in. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

export type CheckName = 'check:format' | 'check:lint' | 'check:types' | 'check:imports' | 'check:dead';

/** What each tool needs to read the project's own configuration from inside a canary folder. */
const OWN_CONFIGURATION: Readonly<Record<CheckName, readonly string[]>> = {
  'check:format': ['--config', path.join(ROOT, '.prettierrc.json'), '--ignore-path', 'none'],
  'check:lint': ['--config', path.join(ROOT, 'eslint.config.js')],
  'check:types': [],
  'check:imports': ['--config', path.join(ROOT, '.dependency-cruiser.js')],
  // knip takes a path relative to the folder it runs in.
  'check:dead': ['--config', '../../../../knip.json'],
};

export interface CheckOutcome {
  readonly status: number | null;
  readonly output: string;
  readonly complaint: string;
}

/** The scripts of package.json, so that a test runs the very command that the gate runs. */
export function packageScripts(): Readonly<Record<string, string>> {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return manifest.scripts;
}

/**
 * Runs one check of package.json in a folder under canaries/, with the project's configuration.
 * The exit status is the tool's own; `output` is standard output, `complaint` standard error.
 */
export function runCheck(check: CheckName, canary: string, extra: readonly string[] = []): CheckOutcome {
  const [tool, ...words] = (packageScripts()[check] ?? '').split(' ');
  if (!tool) throw new Error(`package.json has no script ${check}`);
  const plainWords = words.map((word) => word.replaceAll("'", ''));
  const outcome = spawnSync(
    path.join(ROOT, 'node_modules/.bin', tool),
    [...plainWords, ...OWN_CONFIGURATION[check], ...extra],
    {
      cwd: path.join(ROOT, 'test/architecture/canaries', canary),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', NODE_OPTIONS: '' },
    },
  );
  if (outcome.error) throw outcome.error;
  return { status: outcome.status, output: outcome.stdout, complaint: outcome.stderr };
}
