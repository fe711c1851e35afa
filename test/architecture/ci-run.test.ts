import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './static-checks.js';

// Whole tools run here, on machines that may be busy.
jest.setTimeout(300_000);

const report = (passed: number, failed: number, unfinished = 0): string =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numRuntimeErrorTestSuites: unfinished });

/** A test script that leaves a report the way Jest does, where `--outputFile=` says. */
const reporter = (text: string, status: number): string =>
  `const file = process.argv.find((word) => word.startsWith('--outputFile=')).slice(13);
   if (process.argv.includes('--ci') && process.argv.includes('--json')) {
     require('node:fs').writeFileSync(file, ${JSON.stringify(text)});
   }
   process.exit(${status});`;

describe('.ci/run', () => {
  let folder = '';
  let repository = '';
  let scratch = '';

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ci-run-'));
    repository = path.join(folder, 'repository');
    scratch = path.join(folder, 'scratch');
    mkdirSync(path.join(repository, '.ci'), { recursive: true });
    mkdirSync(scratch);
    copyFileSync(path.join(ROOT, '.ci/run'), path.join(repository, '.ci/run'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const git = (...words: string[]): void => {
    const who = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.org'];
    execFileSync('git', [...who, ...words], { cwd: repository });
  };

  function commit(check: string, testProgram: string, locked = true): void {
    const scripts = { check, test: 'node test.cjs' };
    writeFileSync(
      path.join(repository, 'package.json'),
      JSON.stringify({ name: 'sample', version: '1.0.0', scripts }),
    );
    const lock = { name: 'sample', version: '1.0.0', lockfileVersion: 3, packages: {} };
    if (locked) writeFileSync(path.join(repository, 'package-lock.json'), JSON.stringify(lock));
    writeFileSync(path.join(repository, 'test.cjs'), testProgram);
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'Sample');
  }

  function run(): { status: number | null; lastLine: string | undefined } {
    const { status, stdout } = spawnSync(path.join(repository, '.ci/run'), {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: scratch, NODE_OPTIONS: '' },
    });
    return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
  }

  it.each([
    ['everything passes', 'true', reporter(report(12, 0), 0), 0, '12 passed, 0 failed'],
    ['a test fails', 'true', reporter(report(11, 1), 1), 1, '11 passed, 1 failed'],
    ['a test file does not load', 'true', reporter(report(11, 0, 1), 1), 1, '11 passed, 1 failed'],
    ['no test ran', 'true', reporter(report(0, 0), 0), 1, '0 passed, 1 failed'],
    ['the tests pass but do not end well', 'true', reporter(report(12, 0), 1), 1, '12 passed, 1 failed'],
    ['the tests leave no report', 'true', 'process.exit(0)', 1, '0 passed, 1 failed'],
    ['a static gate fails', 'false', reporter(report(12, 0), 0), 1, '12 passed, 1 failed'],
  ])('when %s', (_case, check, testProgram, status, lastLine) => {
    commit(check, testProgram);
    expect(run()).toEqual({ status, lastLine });
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('fails where the packages are not locked', () => {
    commit('true', reporter(report(12, 0), 0), false);
    expect(run()).toEqual({ status: 1, lastLine: '0 passed, 1 failed' });
  });

  it('tests what is committed, not what lies in the folder', () => {
    commit('true', reporter(report(12, 0), 0));
    writeFileSync(path.join(repository, 'test.cjs'), reporter(report(0, 5), 1));
    expect(run()).toEqual({ status: 0, lastLine: '12 passed, 0 failed' });
  });
});
