import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  RELEASE_EDITIONS,
  RELEASE_LISTS,
  type ReleaseEdition,
  type ReleaseList,
} from '../../../domain/release/release-list.js';
import type { Release } from '../../../features/releases/index.js';
import type { FileStore } from '../../../platform/files/file-store.js';
import { splitGlobalId } from '../../../platform/graphql/relay.js';
import { readArguments, type Given } from './command-line.js';
import { withReleases } from './with-releases.js';

const EXIT_DONE = 0;
const EXIT_REFUSED = 1;
const EXIT_USAGE = 2;
const USAGE = `release: needs one of
  make LIST [DIR] [--edition EDITION]   LIST: ${RELEASE_LISTS.join(' ')}; EDITION: ${RELEASE_EDITIONS.join(' ')} (default PARTNER)
  fetch ID DIR
`;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Write = (line: string) => void;

function refuseUsage(why = ''): Promise<number> {
  process.stderr.write(why === '' ? USAGE : `release: ${why}\n${USAGE}`);
  return Promise.resolve(EXIT_USAGE);
}

const isFilled = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0;

/** Writes every file of the release into a folder that is empty or not there yet. */
async function writeFolder(release: Release, files: FileStore, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { name, fileId } of release.files) {
    await pipeline(Readable.from(files.read(fileId)), createWriteStream(join(folder, name), { flags: 'wx' }));
  }
}

const describe = ({ id, list, edition, number, madeOn, rows, added, removed, changed }: Release): string =>
  `${list} ${edition} no. ${number} (${madeOn}): ${rows} rows, +${added} -${removed} ~${changed}, id ${id}`;

function make(
  list: ReleaseList,
  edition: ReleaseEdition,
  folder: string | undefined,
  write: Write,
): Promise<number> {
  return withReleases(async ({ releases, files, now }) => {
    const release = await releases.makeForSite({ list, edition }, now);
    write(describe(release));
    if (folder === undefined) return EXIT_DONE;
    await writeFolder(release, files, folder);
    write(`written to ${folder}`);
    return EXIT_DONE;
  });
}

function fetchRelease(id: string, folder: string, write: Write): Promise<number> {
  return withReleases(async ({ releases, files, now }) => {
    const release = await releases.takeForSite(id, now);
    if (release === null) {
      process.stderr.write(`release: there is no release ${id}\n`);
      return EXIT_REFUSED;
    }
    await writeFolder(release, files, folder);
    write(describe(release));
    write(`written to ${folder}`);
    return EXIT_DONE;
  });
}

/** What a command line asks for; null when it is none of ours. */
function taskOf(
  verb: string | undefined,
  { words, options }: Given,
): ((write: Write) => Promise<number>) | null {
  const [first = '', folder] = words;
  if (verb === 'fetch') {
    const id = UUID.test(first) ? first : (splitGlobalId(first)?.id ?? null);
    return id === null || folder === undefined ? null : (write) => fetchRelease(id, folder, write);
  }
  const list = RELEASE_LISTS.find((one) => one === first);
  const edition = RELEASE_EDITIONS.find((one) => one === (options.edition ?? 'PARTNER'));
  const isMake = verb === 'make' && list !== undefined && edition !== undefined;
  return isMake ? (write) => make(list, edition, folder, write) : null;
}

/** `release make` and `release fetch`. @returns 0 when done, 1 when refused, 2 for a wrong command line */
export function releaseCommand([verb, ...args]: readonly string[], write: Write): Promise<number> {
  const given = readArguments(args, ['edition']);
  if (typeof given === 'string') return refuseUsage(given);
  const task = given.words.length > 2 ? null : taskOf(verb, given);
  if (task === null) return refuseUsage();
  const [, folder] = given.words;
  return folder !== undefined && isFilled(folder) ? refuseUsage(`${folder} is not empty`) : task(write);
}
