import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DifferenceCheck,
  expectedCsv,
  countProblem,
  isProblem,
  RowsCheck,
} from '../../../domain/release/release-check.js';
import {
  changeLine,
  DifferenceWalk,
  type Change,
  type RemovalReason,
} from '../../../domain/release/release-difference.js';
import {
  MANIFEST_FILE,
  RELEASE_FILES,
  SIGNATURE_FILE,
  type ContentFile,
} from '../../../domain/release/release-list.js';
import { readManifest, signedBytes, type Manifest } from '../../../domain/release/release-manifest.js';
import { fail, ok, type Problem, type Result } from '../../../domain/shared/result.js';
import { verifySignature } from '../../../platform/secrets/site-signer.js';
import { digestOf, FileComparer, isOrdinaryFile, linesOf } from './folder-reader.js';

const problem = (code: string, file: string, line?: number): Problem => ({
  code,
  params: { file, line: line ?? '' },
});

/** Every file of a release is there, each an ordinary file, and nothing else is. */
function folderProblems(folder: string): readonly Problem[] {
  const names: readonly string[] = RELEASE_FILES;
  const missing = names.filter((name) => !isOrdinaryFile(join(folder, name)));
  const extra = readdirSync(folder).filter((name) => !names.includes(name));
  return [
    ...missing.map((name) => problem('RELEASE_FILE_MISSING', name)),
    ...extra.map((name) => problem('RELEASE_FILE_EXTRA', name)),
  ];
}

/** The one spelling of 64 bytes that a signature file has; null for any other content. */
function readSignature(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 64 && text === `${bytes.toString('base64')}\n` ? bytes : null;
}

/**
 * The manifest of a release whose signature was made with the key that it carries. Problems: MANIFEST_INVALID,
 * SIGNATURE_INVALID with the file.
 */
function provenManifest(folder: string): Result<Manifest> {
  const bytes = readFileSync(join(folder, MANIFEST_FILE));
  const text = bytes.toString('utf8');
  const signature = readSignature(readFileSync(join(folder, SIGNATURE_FILE), 'utf8'));
  if (signature === null) return fail(problem('SIGNATURE_INVALID', SIGNATURE_FILE));
  const manifest = readManifest(text);
  if (!manifest.ok) return manifest;
  const holds =
    Buffer.from(text, 'utf8').equals(bytes) &&
    verifySignature(manifest.value.publicKey, signedBytes(text), signature);
  return holds ? manifest : fail(problem('SIGNATURE_INVALID', `${MANIFEST_FILE} (${SIGNATURE_FILE})`));
}

/** The files that are not what the manifest says, by name. */
async function changedFiles(folder: string, manifest: Manifest): Promise<readonly ContentFile[]> {
  const changed: ContentFile[] = [];
  for (const { name, bytes, sha256 } of manifest.files) {
    const found = await digestOf(join(folder, name));
    if (found.bytes !== bytes || found.sha256 !== sha256) changed.push(name);
  }
  return changed;
}

interface RowsFound {
  readonly problem: Problem | null;
  readonly check: RowsCheck;
}

/** Reads the rows and holds the CSV file beside them; stops at the first thing that is wrong. */
async function walkRows(folder: string, manifest: Manifest): Promise<RowsFound> {
  const { edition } = manifest;
  const check = new RowsCheck(edition);
  const csv = await FileComparer.open(join(folder, 'rows.csv'));
  const differs = (line?: number): RowsFound => ({
    problem: problem('RELEASE_CSV_DIFFERS', 'rows.csv', line),
    check,
  });
  try {
    if (!(await csv.goesOnWith(expectedCsv.heading(edition)))) return differs(1);
    for await (const lines of linesOf(folder, 'rows.ndjson')) {
      const expected: string[] = [];
      for (const line of lines) {
        const row = check.read(line);
        if (isProblem(row)) return { problem: row, check };
        expected.push(expectedCsv.line(row, edition));
      }
      if (await csv.goesOnWith(expected.join(''))) continue;
      const first = check.rows - expected.length + 2;
      for (const [at, line] of expected.entries()) {
        if (!(await csv.goesOnWith(line))) return differs(first + at);
      }
    }
    return (await csv.hasEnded()) ? { problem: null, check } : differs(check.rows + 2);
  } finally {
    await csv.close();
  }
}

async function checkDifference(folder: string, manifest: Manifest): Promise<Problem | null> {
  const check = new DifferenceCheck(manifest.edition);
  for await (const lines of linesOf(folder, 'difference.ndjson')) {
    for (const line of lines) {
      const change = check.read(line);
      if ('code' in change) return change;
    }
  }
  return check.problem(manifest);
}

/**
 * Where a file was changed, as far as the other files tell: rows and CSV say the same, so where one of them was changed
 * the first line at which they part is the place.
 */
async function placeOfChange(
  folder: string,
  manifest: Manifest,
  name: ContentFile,
  all: readonly ContentFile[],
): Promise<Problem> {
  const line = await lineOfChange(folder, manifest, name, all);
  return problem('RELEASE_FILE_CHANGED', name, line > 0 ? line : undefined);
}

/** From 1; 0 when it cannot be told. */
async function lineOfChange(
  folder: string,
  manifest: Manifest,
  name: ContentFile,
  all: readonly ContentFile[],
): Promise<number> {
  const lineIn = (found: Problem | null): number => Number(found?.params?.line ?? 0);
  if (name === 'difference.ndjson') return lineIn(await checkDifference(folder, manifest));
  if (all.includes('rows.csv') && all.includes('rows.ndjson')) return 0;
  const { problem: found } = await walkRows(folder, manifest);
  // The CSV file has a heading: its lines stand one below those of the rows.
  const isCsvLine = found?.params?.file === 'rows.csv' && name === 'rows.ndjson';
  return isCsvLine ? lineIn(found) - 1 : lineIn(found);
}

/** Rows in order, counted again, the CSV file the same, the difference as the manifest says. */
async function contentProblem(folder: string, manifest: Manifest): Promise<Problem | null> {
  const rows = await walkRows(folder, manifest);
  if (rows.problem !== null) return rows.problem;
  const described = manifest.files.find(({ name }) => name === 'rows.ndjson');
  const counts = countProblem(manifest, rows.check.counts);
  if (counts !== null) return counts;
  if (described?.rows !== rows.check.rows) return problem('RELEASE_COUNTS', MANIFEST_FILE);
  return checkDifference(folder, manifest);
}

const isPrevious = async (folder: string, { previous }: Manifest): Promise<boolean> =>
  previous !== null &&
  isOrdinaryFile(join(folder, MANIFEST_FILE)) &&
  (await digestOf(join(folder, MANIFEST_FILE))).sha256 === previous.manifestSha256;

/** Whether two lines of a difference say the same but for the reason of a removal, which rows do not tell. */
function saysTheSame(line: string | undefined, expected: Change): boolean {
  if (line === undefined) return false;
  if (expected.change !== 'REMOVED') return changeLine(expected) === line;
  const { reason } = JSON.parse(line) as { reason?: RemovalReason | null };
  return changeLine({ ...expected, reason: reason ?? null }) === line;
}

/** Whether the difference leads from the release before, in another folder, to this one. */
async function differenceProblem(
  folder: string,
  before: string,
  manifest: Manifest,
): Promise<Problem | null> {
  if (!(await isPrevious(before, manifest))) return problem('RELEASE_NOT_PREVIOUS', before);
  const earlier = provenManifest(before);
  if (!earlier.ok) return earlier.error;
  const [changed] = await changedFiles(before, earlier.value);
  if (changed !== undefined) return problem('RELEASE_FILE_CHANGED', join(before, changed));
  const walk = new DifferenceWalk(manifest.edition);
  const [from, to] = [linesOf(before, 'rows.ndjson'), linesOf(folder, 'rows.ndjson')];
  const said = lineByLine(linesOf(folder, 'difference.ndjson'));
  let line = 0;
  for (let wants = walk.wants; wants !== null; wants = walk.wants) {
    const next = await (wants === 'PREVIOUS' ? from : to).next();
    const lines = next.done === true ? [] : next.value;
    if (wants === 'PREVIOUS') walk.feedPrevious(lines);
    else walk.feedPresent(lines);
    for (const change of walk.take()) {
      line += 1;
      const found = await said.next();
      const isSaid = saysTheSame(found.done === true ? undefined : found.value, change);
      if (!isSaid) return problem('RELEASE_DIFFERENCE_WRONG', 'difference.ndjson', line);
    }
  }
  const more = await said.next();
  return more.done === true ? null : problem('RELEASE_DIFFERENCE_WRONG', 'difference.ndjson', line + 1);
}

async function* lineByLine(pieces: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const lines of pieces) yield* lines;
}

/** What of a release holds; the manifest when all of it does. */
export async function proveRelease(
  folder: string,
  before: string | null,
): Promise<Result<Manifest, readonly Problem[]>> {
  const wrong = folderProblems(folder);
  if (wrong.length > 0) return fail(wrong);
  const manifest = provenManifest(folder);
  if (!manifest.ok) return fail([manifest.error]);
  const changed = await changedFiles(folder, manifest.value);
  if (changed.length > 0) {
    return fail(
      await Promise.all(changed.map((name) => placeOfChange(folder, manifest.value, name, changed))),
    );
  }
  const content = await contentProblem(folder, manifest.value);
  if (content !== null) return fail([content]);
  const difference = before === null ? null : await differenceProblem(folder, before, manifest.value);
  return difference === null ? ok(manifest.value) : fail([difference]);
}
