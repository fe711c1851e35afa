import { normalisePlate } from '../../domain/shared/plate.js';
import { normaliseVin } from '../../domain/shared/vin.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import { AppError } from '../../platform/errors/app-error.js';
import { plateKey, vinKey, type Holders, type PlateKey } from './vehicle-holder.repository.js';

/** How a caller names a vehicle: by its id (a UUID), or by its VIN or the plate that it holds now, or by both of these. */
export interface VehicleReference {
  readonly id?: string | null;
  readonly vin?: string | null;
  readonly plate?: PlateKey | null;
}

/** A reference with its names normalised: an id, or at least one of VIN and plate. */
export interface NamedVehicle {
  readonly id: string | null;
  readonly vin: string | null;
  readonly plate: PlateKey | null;
}

/** @throws AppError VEHICLE_KEY_INVALID when it names nothing, or an id beside anything else */
export function namedVehicle({ id = null, vin = null, plate = null }: VehicleReference): NamedVehicle {
  if ((id !== null) === (vin !== null || plate !== null)) {
    throw new AppError('VEHICLE_KEY_INVALID', {}, { field: 'vehicle' });
  }
  return {
    id,
    vin: vin === null ? null : normaliseVin(vin),
    plate: plate && { number: normalisePlate(plate.number), type: plate.type.normalize('NFKC').trim() },
  };
}

/** Those who have every one of the names. */
export function holdersOfNames({ id, vin, plate }: NamedVehicle, holders: Holders): readonly string[] {
  if (id !== null) return [id];
  const keys = [...(vin === null ? [] : [vinKey(vin)]), ...(plate === null ? [] : [plateKey(plate)])];
  const [first = [], ...others] = keys.map((key) =>
    (holders.get(key) ?? []).map(({ vehicleId }) => vehicleId),
  );
  return [...new Set(first)].filter((vehicle) => others.every((ids) => ids.includes(vehicle)));
}

/** Whether the vehicle still has the names by which it was found, now that nobody else can change it. */
export function isStillNamed({ id, vin, plate }: NamedVehicle, state: VehicleState): boolean {
  const held = state.plate;
  const hasPlate =
    plate === null || (held.to === null && held.number === plate.number && held.type === plate.type);
  return hasPlate && (id === null || state.id === id) && (vin === null || state.vin === vin);
}
