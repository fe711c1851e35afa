/**
 * Keeps landed migrations frozen: their SHA-256 stands in a committed list, one line a file, as `sha256sum` writes it.
 *
 *   node test/architecture/freeze-migrations.js            appends the migrations that are not yet in the list
 *   node test/architecture/freeze-migrations.js --check    changes nothing; fails on a changed, lost or unlisted one
 *   --root FOLDER                                          another checkout than the one this file is in
 *
 * A listed migration that changed or is gone is refused in both modes: somewhere a database has already run it.
 * A list needs no history, so the check also works on a shallow clone.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const LIST = 'test/architecture/migrations.sha256';
/** Names every migration in order, so it grows with each of them. */
const GROWING_INDEX = 'migrations/index.ts';
const LINE = /^([0-9a-f]{64}) {2}(migrations\/\S+)$/;

const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

function readList(root) {
  const file = path.join(root, LIST);
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const listed = new Map();
  for (const line of lines) {
    const match = LINE.exec(line);
    if (!match) throw new Error(`${LIST}: unreadable line: ${line}`);
    if (listed.has(match[2])) throw new Error(`${LIST}: ${match[2]} is listed twice`);
    listed.set(match[2], match[1]);
  }
  return listed;
}

function presentMigrations(root) {
  const folder = path.join(root, 'migrations');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file !== GROWING_INDEX)
    .sort();
}

/** Returns what is wrong with listed migrations, and which ones are not in the list. */
function compare(root) {
  const listed = readList(root);
  const present = presentMigrations(root);
  const broken = [...listed].flatMap(([file, hash]) => {
    if (!present.includes(file)) return [`${file} has landed and is gone`];
    return sha256(path.join(root, file)) === hash ? [] : [`${file} has landed and was changed`];
  });
  return { listed, broken, unlisted: present.filter((file) => !listed.has(file)) };
}

function freeze(root, checkOnly) {
  const { listed, broken, unlisted } = compare(root);
  const problems = checkOnly
    ? [...broken, ...unlisted.map((file) => `${file} is not frozen: npm run migrations:freeze`)]
    : broken;
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    return 1;
  }
  if (!checkOnly && unlisted.length > 0) {
    const all = [...listed, ...unlisted.map((file) => [file, sha256(path.join(root, file))])];
    writeFileSync(path.join(root, LIST), all.map(([file, hash]) => `${hash}  ${file}\n`).join(''));
  }
  console.log(`${listed.size + unlisted.length} migrations frozen, ${unlisted.length} of them new`);
  return 0;
}

const { values } = parseArgs({ options: { check: { type: 'boolean' }, root: { type: 'string' } } });
process.exitCode = freeze(values.root ?? path.resolve(import.meta.dirname, '../..'), values.check ?? false);
