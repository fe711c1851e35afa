import type { ErrorEntry } from '../error-entry.js';

/** Restriction zones and heavy-pollution days. */
export const ZONE_ERRORS = {} as const satisfies Readonly<Record<string, ErrorEntry>>;
