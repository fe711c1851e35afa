export type { HoldOutcome, NewHeldRow } from './held-row.js';
export { registerReviewPayloads } from './held-row.payloads.js';
export { HeldRowProjection } from './held-row.projection.js';
export { HeldRows } from './held-rows.service.js';
export { ReviewApiModule } from './review.api.module.js';
export { REVIEW_ENTITIES } from './review.entities.js';
export { ReviewModule } from './review.module.js';
export { ReviewFilterInput, type ReviewQueueItemModel } from './review-queue.model.js';
export { ReviewQueueService } from './review-queue.service.js';
