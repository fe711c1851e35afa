import type { Permission } from '../permission-types.js';

/** Sessions and machine clients. */
export const SESSION_PERMISSIONS = {} as const satisfies Readonly<Record<string, Permission>>;
