import type { Permission } from '../permission-types.js';

/** Imports, exports and the files that they read and write. */
export const FILE_PERMISSIONS = {} as const satisfies Readonly<Record<string, Permission>>;
