import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import type { CivilDate, Instant } from '../shared/time.js';
import { canonicalJson } from '../sync/canonical.js';
import { SITES, type SiteCode } from '../sync/fact.js';
import type { ReleaseCounts, Tally } from './release-counts.js';
import {
  CONTENT_FILES,
  RELEASE_EDITIONS,
  RELEASE_LISTS,
  type ContentFile,
  type ReleaseEdition,
  type ReleaseList,
} from './release-list.js';

export const RELEASE_FORMAT = 'qingtu-release/1';
/** Goes before what is signed, so that a signature of a release is never one of anything else. */
const SIGNED_DOMAIN = 'qingtu/release-manifest/1/';

/** A file as the manifest describes it; `rows` without a heading line, `sha256` in hex. */
export interface DescribedFile {
  readonly name: ContentFile;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The release before: a chain in which none can be exchanged or left out. */
export interface PreviousRelease {
  readonly id: string;
  readonly number: number;
  readonly manifestSha256: string;
}

/** All that a release says of itself, and what its signature covers. */
export interface Manifest {
  readonly format: typeof RELEASE_FORMAT;
  readonly site: SiteCode;
  readonly list: ReleaseList;
  readonly edition: ReleaseEdition;
  readonly id: string;
  /** From 1, without a gap, for each list and edition of a site. */
  readonly number: number;
  /** The civil day of `madeAt` in Asia/Shanghai. */
  readonly date: CivilDate;
  readonly madeAt: Instant;
  /** Null for the first, whose difference is empty. */
  readonly previous: PreviousRelease | null;
  readonly files: readonly DescribedFile[];
  readonly counts: ReleaseCounts;
  readonly changes: { readonly added: number; readonly removed: number; readonly changed: number };
  readonly keyId: string;
  /** Ed25519, 32 bytes in base64: with whose key it was signed, never why to trust it. */
  readonly publicKey: string;
}

/** The content of `manifest.json`: the canonical form and an end of line. */
export const manifestText = (manifest: Manifest): string => `${canonicalJson(manifest)}\n`;

/** The bytes that the site's key signs. */
export const signedBytes = (text: string): Uint8Array => new TextEncoder().encode(SIGNED_DOMAIN + text);

const isText =
  (form: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && form.test(value);
const isOneOf =
  (values: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && values.includes(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Check = (value: unknown) => boolean;
const hasShape =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) &&
    Object.keys(value).length === Object.keys(members).length &&
    Object.entries(members).every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));

const UUID = isText(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const SHA256 = isText(/^[0-9a-f]{64}$/);
const isPositive: Check = (value) => isCount(value) && value !== 0;
const isTally: Check = (value) => isObject(value) && Object.values(value as Tally).every(isCount);
const isFile = hasShape({ name: isOneOf(CONTENT_FILES), rows: isCount, bytes: isCount, sha256: SHA256 });
/** Each file once, in the order of the format: a name from elsewhere would be a path to anything. */
const areFiles: Check = (value) =>
  Array.isArray(value) &&
  value.length === CONTENT_FILES.length &&
  value.every((file, index) => isFile(file) && Reflect.get(file as object, 'name') === CONTENT_FILES[index]);
const isPrevious = hasShape({ id: UUID, number: isPositive, manifestSha256: SHA256 });
const areCounts: Check = (value) =>
  isObject(value) &&
  isCount(value.total) &&
  Object.entries(value).every(([name, one]) => name === 'total' || (name.startsWith('by') && isTally(one)));

const MEMBERS: Readonly<Record<keyof Manifest, Check>> = {
  format: (value) => value === RELEASE_FORMAT,
  site: isOneOf(SITES),
  list: isOneOf(RELEASE_LISTS),
  edition: isOneOf(RELEASE_EDITIONS),
  id: UUID,
  number: isPositive,
  date: isText(/^\d{4}-\d{2}-\d{2}$/),
  madeAt: isText(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  previous: (value) => value === null || isPrevious(value),
  files: areFiles,
  counts: areCounts,
  changes: hasShape({ added: isCount, removed: isCount, changed: isCount }),
  keyId: isText(/^[A-Za-z0-9_-]{1,32}$/),
  publicKey: isText(/^[A-Za-z0-9+/]{43}=$/),
};

const isManifest = (value: unknown): value is Manifest => hasShape(MEMBERS)(value);

/** The first member that is missing, unknown or wrong. */
function wrongMember(value: unknown): string {
  if (!isObject(value)) return '$';
  const wrong = Object.entries(MEMBERS).find(([name, check]) => !check(value[name]));
  return wrong?.[0] ?? Object.keys(value).find((name) => !Object.hasOwn(MEMBERS, name)) ?? '$';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Refused like any other text that is no manifest.
    return null;
  }
}

/**
 * Reads the content of `manifest.json`, exactly as `manifestText` writes it. Problems: MANIFEST_INVALID with the member
 * that is wrong, `$` when the text as a whole is (no JSON, or not the canonical form).
 */
export function readManifest(text: string): Result<Manifest> {
  const value = parsed(text);
  if (!isManifest(value)) return fail({ code: 'MANIFEST_INVALID', params: { member: wrongMember(value) } });
  if (manifestText(value) !== text) return fail({ code: 'MANIFEST_INVALID', params: { member: '$' } });
  return ok(value);
}
