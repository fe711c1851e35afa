export { FactIngestService } from './fact-ingest.service.js';
export { RegistryApiModule } from './registry.api.module.js';
export { REGISTRY_ENTITIES } from './registry.entities.js';
export { registerVehiclePayloads } from './vehicle.payloads.js';
export { VehicleProjection } from './vehicle.projection.js';
