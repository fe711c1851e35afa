import type { Permission } from '../permission-types.js';

/** Releases of the shared lists and packs for hand-held devices. */
export const RELEASE_PERMISSIONS = {} as const satisfies Readonly<Record<string, Permission>>;
