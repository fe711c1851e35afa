import type { ErrorEntry } from '../error-entry.js';

/** Sign-in, sessions, machine clients and rate limits. */
export const SESSION_ERRORS = {} as const satisfies Readonly<Record<string, ErrorEntry>>;
