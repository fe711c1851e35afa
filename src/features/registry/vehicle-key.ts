import { readPlate } from '../../domain/shared/plate.js';
import type { Result } from '../../domain/shared/result.js';
import { readVin } from '../../domain/shared/vin.js';
import { AppError } from '../../platform/errors/app-error.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import type { VehicleKey } from './vehicle.repository.js';
import { VEHICLE_TYPE } from './vehicle-view.js';

/** One vehicle as a caller names it; null and absent mean the same. */
export interface VehicleKeyInput {
  /** Global id. */
  readonly id?: string | null;
  readonly vin?: string | null;
  readonly plate?: { readonly number: string; readonly type?: string | null } | null;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}

function readPlateKey(plate: NonNullable<VehicleKeyInput['plate']>): NonNullable<VehicleKey['plate']> {
  const type = plate.type ?? null;
  return { number: valueOf(readPlate(plate.number, type, 'plate.number')).normalized, type };
}

const isPresented = ({ id, vin, plate }: VehicleKeyInput): boolean =>
  id === null && vin !== null && plate !== null;

/**
 * Reads how one vehicle is named: by id, by VIN, by plate, or by VIN and plate, which must then agree.
 * @param mustPresent whether the caller may only ask for the vehicle before it, with VIN and plate
 * @throws AppError VEHICLE_KEY_INVALID, PRESENTATION_REQUIRED, ID_INVALID, and the codes of a VIN or a plate
 */
export function readVehicleKey(input: VehicleKeyInput, mustPresent: boolean): VehicleKey {
  const id = input.id ?? null;
  const vin = input.vin ?? null;
  const plate = input.plate ?? null;
  const isNamedOtherwise = vin !== null || plate !== null;
  if (mustPresent && !isPresented({ id, vin, plate })) throw new AppError('PRESENTATION_REQUIRED');
  if ((id !== null) === isNamedOtherwise) throw new AppError('VEHICLE_KEY_INVALID');
  return {
    id: id === null ? null : parseGlobalId(id, VEHICLE_TYPE),
    vin: vin === null ? null : valueOf(readVin(vin)).normalized,
    plate: plate === null ? null : readPlateKey(plate),
  };
}
