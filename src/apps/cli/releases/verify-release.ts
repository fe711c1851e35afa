import { statSync } from 'node:fs';
import { readOfflineSettings } from '../../../platform/config/offline-settings.js';
import type { Problem } from '../../../domain/shared/result.js';
import { bilingual } from '../judge-topics/answer.js';
import { readArguments } from './command-line.js';
import { proveRelease } from './release-proof.js';
import { describeTrust, trustIn, type Trust } from './trust.js';

const EXIT_HOLDS = 0;
const EXIT_REFUSED = 1;
const EXIT_USAGE = 2;
const USAGE = 'needs DIR, and maybe --key KEY|FILE and --previous DIR';

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function refuse(problems: readonly Problem[], write: (line: string) => void): number {
  for (const problem of problems) write(`${problem.code}: ${bilingual(problem)}`);
  write('发布不成立 / THE RELEASE IS REFUSED');
  return EXIT_REFUSED;
}

/** Of a key that nobody vouches for it can only be said that the files belong together: anybody could have signed. */
const verdict = (trust: Trust): string =>
  trust === 'NONE'
    ? '发布自洽，但来源未经证实 / CONSISTENT, BUT ITS ORIGIN IS UNPROVED'
    : '发布成立 / the release holds';

interface Asked {
  readonly folder: string;
  readonly key: string | null;
  readonly previous: string | null;
}

/** What was asked, or what is wrong with the command line. */
function readAsked(args: readonly string[]): Asked | string {
  const given = readArguments(args, ['key', 'previous']);
  if (typeof given === 'string') return given;
  const { words, options } = given;
  const [folder] = words;
  if (folder === undefined || words.length !== 1) return USAGE;
  const { key = null, previous = null } = options;
  const absent = [folder, ...(previous === null ? [] : [previous])].find((path) => !isFolder(path));
  return absent === undefined ? { folder, key, previous } : `${absent} is no folder`;
}

/**
 * Proves a release in a folder, without a database or a network: signature, every file, order, counts, and with
 * `--previous` the difference. @returns 0 when it holds (also when nobody
 * vouches for its key, which is said), 1 when it does not, 2 for a wrong command line
 */
export async function verifyReleaseCommand(
  args: readonly string[],
  write: (line: string) => void,
): Promise<number> {
  const asked = readAsked(args);
  if (typeof asked === 'string') {
    process.stderr.write(`verify-release: ${asked}\n`);
    return EXIT_USAGE;
  }
  const { folder, key, previous } = asked;
  const proof = await proveRelease(folder, previous);
  if (!proof.ok) return refuse(proof.error, write);
  const manifest = proof.value;
  const trust = trustIn(manifest, key, readOfflineSettings().trustedKeys);
  if (!trust.ok) return refuse([trust.error], write);
  const { list, edition, number, site, date, counts, changes } = manifest;
  const difference = previous === null ? '' : ', difference proven';
  for (const line of describeTrust(manifest.publicKey, trust.value)) write(line);
  write(
    `${verdict(trust.value)}: ${list} ${edition} no. ${number} of ${site}, ${date}, ${counts.total} rows ` +
      `(+${changes.added} -${changes.removed} ~${changes.changed}${difference})`,
  );
  return EXIT_HOLDS;
}
