export { flagExtension } from './flag.extension.js';
export { IntegrityApiModule } from './integrity.api.module.js';
export { INTEGRITY_ENTITIES } from './integrity.entities.js';
export { IntegrityWatch } from './integrity-watch.js';
export { registerIntegrityPayloads } from './threshold.payloads.js';
export { ThresholdProjection } from './threshold.projection.js';
export { StationFlagProjection } from './station-flag.projection.js';
