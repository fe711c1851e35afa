import type { Permission } from '../permission-types.js';

/** Personal data beyond what a vehicle shows by itself. */
export const PERSONAL_PERMISSIONS = {} as const satisfies Readonly<Record<string, Permission>>;
