export { BulkRegistrationService } from './bulk-registration.service.js';
export type { BulkOutcome, PreparedRow } from './bulk-batch.js';
export { FactIngestService } from './fact-ingest.service.js';
export type { Reach, RegistrationInput } from './registration-check.js';
export { OwnerReadService, type OwnerAnswer } from './owner-read.service.js';
export type { OwnedVehicle } from './owned-vehicle.js';
export { ErasureFollowers, type ErasedOfVehicle, type ErasureFollower } from './erasure-followers.js';
export { OwnerRecordsRepository } from './owner-records.repository.js';
export { OwnerVault } from './owner-vault.js';
export { SealedOwners } from './sealed-owners.js';
export { RegistryApiModule } from './registry.api.module.js';
export { RegistryWriteModule } from './registry-write.module.js';
export { REGISTRY_ENTITIES } from './registry.entities.js';
export { registerVehiclePayloads, vehicleFactsOf } from './vehicle.payloads.js';
export { VehicleProjection } from './vehicle.projection.js';
export { describedEnum, PlateColorEnum } from './registry-enums.model.js';
export { codedTexts, divisionName } from './code-names.js';
export { ClauseModel, CodedTextModel } from './reason.model.js';
export { IsCivilDate, OrNull } from './payload-rules.js';
export { problemOfConstraint, type WriteOutcome } from './write-outcome.js';
export { problemView, outcomeView, withPlate } from './vehicle-write.view.js';
export { ProblemModel, VehicleWritePayload } from './vehicle-write.model.js';
export { RegistrationService } from './registration.service.js';
export type { KnownVehicle, Within } from './vehicle-change.js';
export { VehicleChangeService } from './vehicle-change.service.js';
export { PlateColorCodeInput, VehicleCorrectionInput } from './vehicle.input.js';
export { VehicleCorrectionService } from './vehicle-correction.service.js';
export { VehicleEventsService } from './vehicle-events.service.js';
export { prefixWithin } from './vehicle-filter.js';
export { plateKey, vinKey, VehicleHolderRepository } from './vehicle-holder.repository.js';
export {
  VehicleFactWriter,
  type DecidedFacts,
  type KnownSubject,
  type SaidOfVehicle,
  type SeenVehicle,
  type VehicleFactOutcome,
} from './vehicle-fact-writer.js';
export { VehicleExtensions, type OpenedExtension, type VehicleExtension } from './vehicle-extensions.js';
export { VehicleModel } from './vehicle.model.js';
export type { VehicleReference } from './vehicle-reference.js';
export { classSeenBy, shownOf, vehicleView, VEHICLE_TYPE, vinFor } from './vehicle-view.js';
export { RegistryReadModule } from './registry-read.module.js';
export { VehicleFilterInput } from './vehicle-query.model.js';
export { VehicleStreamService, type VehicleStream } from './vehicle-stream.service.js';
