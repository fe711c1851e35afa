export type { HoldOutcome, NewHeldRow } from './held-row.js';
export { HeldRows } from './held-rows.service.js';
export { REVIEW_ENTITIES } from './review.entities.js';
export { ReviewModule } from './review.module.js';
