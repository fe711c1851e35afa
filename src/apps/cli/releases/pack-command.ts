import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { applyDelta } from '../../../domain/pack/pack.js';
import type { MarkedPlate } from '../../../domain/pack/plate-set.js';
import { readDivision } from '../../../domain/shared/division.js';
import { readPlate } from '../../../domain/shared/plate.js';
import type { Problem } from '../../../domain/shared/result.js';
import { PLATE_TYPES } from '../../../domain/vehicle/codes.js';
import { REASON_TEXTS } from '../../../domain/vehicle/roadside-texts.js';
import type { SupervisionCode } from '../../../domain/vehicle/vehicle-state.js';
import type { PackedFile, PlatePack } from '../../../features/releases/index.js';
import { readOfflineSettings } from '../../../platform/config/offline-settings.js';
import { SystemClock } from '../../../platform/context/clock.js';
import { sha256 } from '../../../platform/facts/sha256.js';
import { bilingual } from '../judge-topics/answer.js';
import { readArguments, type Given } from './command-line.js';
import { inFile, provePack, readWhole, searchPack, type PackKeys } from './pack-file.js';
import { describeTrust } from './trust.js';

const EXIT_DONE = 0;
const EXIT_REFUSED = 1;
const EXIT_USAGE = 2;
/** In the data folder, when no file is named. */
const DEFAULT_FILE = 'plates.pack';
const USAGE = `pack: needs one of
  make [--since ID] [FILE]                            FILE: by default ${DEFAULT_FILE} in the data folder
  find PLATE [--type TYPE] [--file FILE] [--key KEY|FILE]
  apply BASE DELTA OUT [--key KEY|FILE]
`;

type Write = (line: string) => void;

function refuseUsage(why = ''): number {
  process.stderr.write(why === '' ? USAGE : `pack: ${why}\n${USAGE}`);
  return EXIT_USAGE;
}

function refuse(problem: Problem, write: Write): number {
  write(`${problem.code}: ${bilingual(problem)}`);
  return EXIT_REFUSED;
}

/** Whole or not at all: a device that is switched off meanwhile keeps the pack that it had. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, bytes);
  renameSync(draft, path);
}

function placeOf(division: string): string {
  const reading = readDivision(division);
  if (!reading.ok) return division;
  const { name, cityName } = reading.value;
  return cityName === null || cityName === name ? `${division} ${name}` : `${division} ${cityName} ${name}`;
}

const reasonText = (code: string): string => {
  const text = Object.hasOwn(REASON_TEXTS, code) ? REASON_TEXTS[code as SupervisionCode] : null;
  return text === null ? code : `${code} ${text.zh} / ${text.en}`;
};

function describe({ plateNumber, plateType, division, reasons }: MarkedPlate): string[] {
  const type = PLATE_TYPES[plateType]?.zh ?? '';
  const heading = `${plateNumber}  ${plateType} ${type}  ${placeOf(division)}`;
  return [heading, ...reasons.map((code) => `  ${reasonText(code)}`)];
}

function find({ words, options }: Given, write: Write): number {
  const [plate] = words;
  if (plate === undefined || words.length !== 1) return refuseUsage();
  const { file, type = null, key = null } = options;
  const reading = readPlate(plate, type, 'PLATE');
  if (!reading.ok) return refuse(reading.error, write);
  const { dataDir, trustedKeys } = readOfflineSettings();
  const path = file ?? join(dataDir, DEFAULT_FILE);
  const keys: PackKeys = { given: key, pinned: trustedKeys };
  const number = reading.value.normalized;
  const search = searchPack({ path, number, now: new SystemClock().now(), keys });
  if (!search.ok) return refuse(search.error, write);
  const { head, trust, plates } = search.value;
  const wanted = plates.filter((one) => type === null || one.plateType === type);
  if (wanted.length === 0) write(`${number}: 不在重点监管之列 / not under key supervision`);
  for (const line of wanted.flatMap(describe)) write(line);
  write(`第 ${head.number} 期 / pack no. ${head.number} of ${head.site}, ${head.madeAt} – ${head.expiresAt}`);
  for (const line of describeTrust(head.publicKey, trust)) write(line);
  return EXIT_DONE;
}

function apply({ words, options }: Given, write: Write): number {
  const [basePath, deltaPath, out] = words;
  if (basePath === undefined || deltaPath === undefined || out === undefined || words.length !== 3)
    return refuseUsage();
  const keys: PackKeys = { given: options.key ?? null, pinned: readOfflineSettings().trustedKeys };
  const base = readWhole(basePath, keys);
  if (!base.ok) return refuse(base.error, write);
  // The delta is proven by whatever proves its base.
  const delta = readWhole(deltaPath, { ...keys, given: keys.given ?? base.value.opening.head.publicKey });
  if (!delta.ok) return refuse(delta.error, write);
  const later = applyDelta(base.value, delta.value, sha256);
  if (!later.ok) return refuse(inFile(later.error, deltaPath), write);
  const trust = provePack(later.value.opening, deltaPath, {
    ...keys,
    given: base.value.opening.head.publicKey,
  });
  if (!trust.ok) return refuse(trust.error, write);
  writeWhole(out, later.value.file);
  const { head } = later.value.opening;
  const hash = Buffer.from(sha256(later.value.file)).toString('hex');
  write(
    `${out}: 第 ${head.number} 期 / pack no. ${head.number}, ${later.value.file.length} bytes, sha256 ${hash}`,
  );
  for (const line of describeTrust(head.publicKey, base.value.trust)) write(line);
  return EXIT_DONE;
}

/** The file that was asked for: what changed since the named pack, or the whole of it. */
const wantedFile = ({ file, delta }: PlatePack, since: string | undefined): PackedFile =>
  since === undefined || delta === null ? file : delta;

async function make({ words, options }: Given, write: Write): Promise<number> {
  const { since } = options;
  const { withReleases } = await import('./with-releases.js');
  return withReleases(async ({ packs, files, dataDir, now }) => {
    const path = words[0] ?? join(dataDir, DEFAULT_FILE);
    const pack = await packs.makeForSite(since ?? null, now);
    const { fileId, bytes, sha256: hash } = wantedFile(pack, since);
    writeWhole(path, await buffer(files.read(fileId)));
    // Once, so that a later pack under another key is noticed.
    if (since === undefined && !existsSync(`${path}.key`))
      writeFileSync(`${path}.key`, `${pack.publicKey}\n`);
    const kind = since === undefined ? 'whole' : `what changed since ${since}`;
    write(`${path}: pack no. ${pack.number} (${kind}), id ${pack.id}, ${pack.plates} plates, ${bytes} bytes`);
    write(`sha256 ${hash}, expires ${pack.expiresAt}`);
    return EXIT_DONE;
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `pack make`, `pack find` and `pack apply`. @returns 0 when done, 1 when refused, 2 for a wrong command line */
export async function packCommand([verb, ...args]: readonly string[], write: Write): Promise<number> {
  const given = readArguments(args, ['since', 'type', 'file', 'key']);
  if (typeof given === 'string') return refuseUsage(given);
  if (verb === 'find') return find(given, write);
  if (verb === 'apply') return apply(given, write);
  const { since } = given.options;
  if (verb !== 'make' || given.words.length > 1) return refuseUsage();
  return since !== undefined && !UUID.test(since)
    ? refuseUsage(`${since} is no id of a pack`)
    : make(given, write);
}
