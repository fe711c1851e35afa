import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';

/** A vehicle whose owner may be asked for: the part of its state that says who that is. */
export type OwnedVehicle = Pick<VehicleState, 'id' | 'division' | 'ownerKind' | 'ownerUscc' | 'owner'>;
