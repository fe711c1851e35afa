import type { ErrorEntry } from '../error-entry.js';

/** Files that come in and go out, and the imports and exports that use them. */
export const FILE_ERRORS = {} as const satisfies Readonly<Record<string, ErrorEntry>>;
