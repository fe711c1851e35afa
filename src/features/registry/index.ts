export { FactIngestService } from './fact-ingest.service.js';
export { REGISTRY_RESOLVERS, RegistryApiModule } from './registry.api.module.js';
export { REGISTRY_ENTITIES } from './registry.entities.js';
export { RegistryReadModule } from './registry-read.module.js';
export { RegistryWriteModule } from './registry-write.module.js';
export { registerVehiclePayloads } from './vehicle.payloads.js';
export { VehicleProjection } from './vehicle.projection.js';
