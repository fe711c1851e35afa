// Compiles the sources into dist/ when they are newer than the last build; `--force` always.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['src', 'migrations', 'seeds', 'bench'];
const mark = join(root, 'dist', '.built');

function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce((last, name) => Math.max(last, newest(join(path, name))), mtimeMs);
}

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    : [];

/** File by file, so that a process which still runs the old build never misses one that it loads later. */
function replaceTree(from, to) {
  const fresh = filesIn(from);
  for (const name of fresh) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    renameSync(join(from, name), join(to, name));
  }
  const kept = new Set([...fresh, '.built']);
  for (const name of filesIn(to)) if (!kept.has(name)) rmSync(join(to, name), { force: true });
  rmSync(from, { recursive: true, force: true });
}

function isFresh() {
  if (process.argv.includes('--force') || !existsSync(mark)) return false;
  const built = statSync(mark).mtimeMs;
  return [...sources, '.swcrc', 'package.json'].every((name) => newest(join(root, name)) <= built);
}

if (!isFresh()) {
  const half = join(root, `dist.${process.pid}`);
  const started = new Date();
  const swc = createRequire(import.meta.url).resolve('@swc/cli/bin/swc.js');
  const { status } = spawnSync(process.execPath, [swc, ...sources, '-d', half, '--quiet'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) {
    rmSync(half, { recursive: true, force: true });
    process.exit(status ?? 1);
  }
  replaceTree(half, join(root, 'dist'));
  // Dated from the beginning: a source saved while we compiled counts as newer.
  writeFileSync(mark, '');
  utimesSync(mark, started, started);
}
