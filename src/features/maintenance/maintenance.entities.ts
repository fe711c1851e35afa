import { ContingencyTestEntity } from './contingency-test.entity.js';
import { LoopReminderEntity } from './loop-reminder.entity.js';
import { LoopRepairEntity } from './loop-repair.entity.js';
import { LoopRuleEntity } from './loop-rule.entity.js';
import { OverLimitListingEntity } from './over-limit-listing.entity.js';

/** The tables of this feature, as its migration makes them. */
export const MAINTENANCE_ENTITIES = [
  ContingencyTestEntity,
  LoopReminderEntity,
  LoopRepairEntity,
  LoopRuleEntity,
  OverLimitListingEntity,
];
