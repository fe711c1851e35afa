export { ScorecardModel } from './loop-answer.model.js';
export { loopExtension } from './open-loops.js';
export { LoopRuleProjection } from './loop-rule.projection.js';
export { registerLoopPayloads } from './loop.payloads.js';
export { MaintenanceApiModule } from './maintenance.api.module.js';
export { MAINTENANCE_ENTITIES } from './maintenance.entities.js';
export { MaintenanceModule } from './maintenance.module.js';
export { loopSensingRules } from './sensing-rules.js';
