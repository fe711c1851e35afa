import type { Problem } from '../../domain/shared/result.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import { violatedConstraint } from '../../platform/database/database.js';

/** What came of a write about one vehicle: the vehicle as it now is, or why nothing was written. */
export interface WriteOutcome {
  readonly vehicle: VehicleState | null;
  /** The vehicle that already has the VIN or plate, when that is the problem. */
  readonly existingVehicleId: string | null;
  readonly problems: readonly Problem[];
  /** Codes; empty when nothing was written. */
  readonly warnings: readonly string[];
}

export const written = (vehicle: VehicleState, warnings: readonly string[]): WriteOutcome => ({
  vehicle,
  existingVehicleId: null,
  problems: [],
  warnings,
});

export const refused = (
  problems: readonly Problem[],
  existingVehicleId: string | null = null,
): WriteOutcome => ({
  vehicle: null,
  existingVehicleId,
  problems,
  warnings: [],
});

const PROBLEM_OF_CONSTRAINT: Readonly<Record<string, Problem>> = {
  vehicle_plate_held_once: { code: 'PLATE_IN_USE', field: 'plate' },
  vehicle_vin_once_a_site: { code: 'VIN_ALREADY_REGISTERED', field: 'vin' },
  fact_superseded_once: { code: 'STALE', field: 'expectedFact' },
};

/**
 * The problem behind a refusal of the database, or null for any other error. The locks keep writers of this service
 * from getting here; a hand that writes past them does not.
 */
export function problemOfConstraint(error: unknown): Problem | null {
  const constraint = violatedConstraint(error);
  return (constraint === null ? undefined : PROBLEM_OF_CONSTRAINT[constraint]) ?? null;
}
