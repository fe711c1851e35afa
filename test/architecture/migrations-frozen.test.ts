import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageScripts, ROOT } from './static-checks.js';

const SCRIPT = 'test/architecture/freeze-migrations.js';

function run(root: string, ...words: string[]): { status: number | null; said: string } {
  const outcome = spawnSync(process.execPath, [path.join(ROOT, SCRIPT), '--root', root, ...words], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status: outcome.status, said: outcome.stdout + outcome.stderr };
}

describe('landed migrations', () => {
  it('are all in the list, unchanged', () => {
    const { status, said } = run(ROOT, '--check');
    expect(`${status} ${said}`).toMatch(/^0 /);
  });

  it('are frozen by npm run migrations:freeze', () => {
    expect(packageScripts()['migrations:freeze']).toBe(`node ${SCRIPT}`);
  });
});

describe('a checkout with planted changes', () => {
  let root = '';
  const first = (): string => path.join(root, 'migrations/1-create-fact.ts');
  const list = (): string => path.join(root, 'test/architecture/migrations.sha256');

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'migrations-'));
    mkdirSync(path.join(root, 'migrations'));
    mkdirSync(path.join(root, 'test/architecture'), { recursive: true });
    writeFileSync(first(), 'create table fact ();\n');
    run(root);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const changes: [name: string, plant: () => void, said: RegExp][] = [
    [
      'one byte changed',
      () => {
        writeFileSync(first(), 'create table fact ()\n');
      },
      /1-create-fact\.ts has landed and was changed/,
    ],
    [
      'a migration taken away',
      () => {
        rmSync(first());
      },
      /1-create-fact\.ts has landed and is gone/,
    ],
    [
      'a line of the list spoiled',
      () => {
        writeFileSync(list(), 'migrations/1-create-fact.ts\n');
      },
      /unreadable line/,
    ],
  ];

  it.each(changes)('is refused by the check and by the freeze: %s', (_name, plant, said) => {
    plant();
    const before = readFileSync(list(), 'utf8');
    for (const words of [['--check'], []]) {
      const outcome = run(root, ...words);
      expect(outcome.status).not.toBe(0);
      expect(outcome.said).toMatch(said);
    }
    expect(readFileSync(list(), 'utf8')).toBe(before);
  });

  it('may list its migrations in an index that grows', () => {
    for (const text of ['one', 'one, two']) {
      writeFileSync(path.join(root, 'migrations/index.ts'), text);
      expect(run(root, '--check')).toMatchObject({ status: 0 });
    }
  });

  it('is refused by the check while a migration is unlisted, and passes once it is frozen', () => {
    writeFileSync(path.join(root, 'migrations/2-create-audit.ts'), 'create table audit ();\n');
    expect(run(root, '--check')).toMatchObject({ status: 1 });
    expect(run(root)).toMatchObject({ status: 0 });
    expect(run(root, '--check')).toMatchObject({ status: 0 });
    expect(readFileSync(list(), 'utf8').trim().split('\n')).toHaveLength(2);
  });
});
