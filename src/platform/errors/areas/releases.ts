import type { ErrorEntry } from '../error-entry.js';

/** Releases of the shared lists and the packs for hand-held devices. */
export const RELEASE_ERRORS = {} as const satisfies Readonly<Record<string, ErrorEntry>>;
