import { HeldRowDecisionEntity } from './held-row-decision.entity.js';
import { HeldRowEntity } from './held-row.entity.js';

/** The tables of this feature, as its migrations make them. */
export const REVIEW_ENTITIES = [HeldRowEntity, HeldRowDecisionEntity];
