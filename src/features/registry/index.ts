export { BulkRegistrationService } from './bulk-registration.service.js';
export type { BulkOutcome, PreparedRow } from './bulk-batch.js';
export { FactIngestService } from './fact-ingest.service.js';
export type { Reach, RegistrationInput } from './registration-check.js';
export { RegistryApiModule } from './registry.api.module.js';
export { RegistryWriteModule } from './registry-write.module.js';
export { REGISTRY_ENTITIES } from './registry.entities.js';
export { registerVehiclePayloads } from './vehicle.payloads.js';
export { VehicleProjection } from './vehicle.projection.js';
