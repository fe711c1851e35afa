import type { SupervisionCode } from '../vehicle/vehicle-state.js';

/** The two shared lists of the delta's plan (§2): 国三柴油货车 and 超标排放车辆. */
export const RELEASE_LISTS = ['G3_DIESEL_TRUCKS', 'OVER_LIMIT'] as const;
export type ReleaseList = (typeof RELEASE_LISTS)[number];

/** For partners with the class P1 of fields, for the public with P0 (§8). */
export const RELEASE_EDITIONS = ['PARTNER', 'PUBLIC'] as const;
export type ReleaseEdition = (typeof RELEASE_EDITIONS)[number];

/** The reason of key supervision that makes a vehicle a member of the list. */
export const REASON_OF_LIST: Readonly<Record<ReleaseList, SupervisionCode>> = {
  G3_DIESEL_TRUCKS: 'G3_DIESEL_TRUCK',
  OVER_LIMIT: 'OVER_LIMIT_LISTED',
};

/** The files of a release that its manifest tells of. */
export const CONTENT_FILES = ['rows.ndjson', 'rows.csv', 'difference.ndjson'] as const;
export type ContentFile = (typeof CONTENT_FILES)[number];

export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.sig';

/** Every file of a release, in the order in which they are listed. */
export const RELEASE_FILES = [...CONTENT_FILES, MANIFEST_FILE, SIGNATURE_FILE] as const;
export type ReleaseFile = (typeof RELEASE_FILES)[number];
