import type { ErrorEntry } from '../error-entry.js';

/** The review queue and its decisions. */
export const REVIEW_ERRORS = {} as const satisfies Readonly<Record<string, ErrorEntry>>;
