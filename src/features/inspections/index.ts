export { registerEmissionPayloads } from './emission.payloads.js';
export { InspectionsApiModule } from './inspections.api.module.js';
export { INSPECTION_ENTITIES } from './inspections.entities.js';
export { registerStationPayloads } from './station.payloads.js';
export { LimitSetProjection, StationProjection } from './station.projection.js';
export { InspectionsModule } from './inspections.module.js';
export { StationRepository } from './station.repository.js';
export { contingencyHash } from './contingency-code.js';
