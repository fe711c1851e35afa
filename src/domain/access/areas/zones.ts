import type { Permission } from '../permission-types.js';

/** Restriction zones and heavy-pollution days. */
export const ZONE_PERMISSIONS = {} as const satisfies Readonly<Record<string, Permission>>;
