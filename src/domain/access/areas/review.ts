import type { Permission } from '../permission-types.js';

/** Decisions of the review queue. */
export const REVIEW_DECISION_PERMISSIONS = {} as const satisfies Readonly<Record<string, Permission>>;
