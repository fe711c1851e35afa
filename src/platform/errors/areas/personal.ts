import type { ErrorEntry } from '../error-entry.js';

/** Personal data: reading, searching and erasing it. */
export const PERSONAL_ERRORS = {} as const satisfies Readonly<Record<string, ErrorEntry>>;
