import { fail } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import type { CivilDate } from '../shared/time.js';
import { canonicalJson } from '../sync/canonical.js';
import type { VehicleRegistered } from './vehicle-facts.js';
import { checkVehicleInput } from './vehicle-input.js';
import type { VehicleInput } from './vehicle-input.js';

/** What to change in a registration: a missing member stays as it is, null clears it, a plate is given whole. */
export type VehicleCorrection = { readonly [K in keyof VehicleInput]?: VehicleInput[K] | null | undefined };

/** Members that a registration cannot be without. */
const REQUIRED = [
  'plate',
  'vehicleType',
  'useNature',
  'fuel',
  'emissionStage',
  'firstRegisteredOn',
  'division',
  'ownerKind',
  'status',
] as const satisfies readonly (keyof VehicleInput)[];

/**
 * The registration with the changes, checked whole as if it came in on `today`. Problems: those of
 * {@link checkVehicleInput}, FIELD_MISSING for a required member that is cleared, NO_CHANGE when nothing is different.
 */
export function checkCorrection(
  registered: VehicleRegistered,
  changes: VehicleCorrection,
  today: CivilDate,
): Result<VehicleRegistered, readonly Problem[]> {
  const cleared = REQUIRED.filter((field) => changes[field] === null);
  if (cleared.length > 0) return fail(cleared.map((field) => ({ code: 'FIELD_MISSING', field })));
  const given = Object.entries<unknown>(changes).filter(([, value]) => value !== undefined);
  const corrected = checkVehicleInput({ ...inputOf(registered), ...Object.fromEntries(given) }, today);
  if (!corrected.ok) return corrected;
  return isSame(registered, corrected.value) ? fail([{ code: 'NO_CHANGE' }]) : corrected;
}

/** The registration in the form in which it would be received. */
function inputOf({ plate, ...fields }: VehicleRegistered): VehicleInput {
  const { number, type, colorSystem, colorRaw } = plate;
  const given = colorRaw === '' ? null : colorRaw;
  return { ...fields, plate: { number, type, color: given, colorSystem } };
}

/** Apart from the warnings: the rules may have learnt to warn since. */
function isSame(one: VehicleRegistered, other: VehicleRegistered): boolean {
  return canonicalJson({ ...one, warnings: [] }) === canonicalJson({ ...other, warnings: [] });
}
