import { RestrictionRuleEntity } from './restriction-rule.entity.js';
import { RuleSetActivationEntity } from './rule-set-activation.entity.js';
import { ZoneVersionEntity } from './zone-version.entity.js';

/** The tables of this feature, as its migration makes them. */
export const ZONE_ENTITIES = [RestrictionRuleEntity, RuleSetActivationEntity, ZoneVersionEntity];
