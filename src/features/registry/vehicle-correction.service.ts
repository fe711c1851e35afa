import { Injectable } from '@nestjs/common';
import { Findings } from '../../domain/shared/findings.js';
import { normalisePlate } from '../../domain/shared/plate.js';
import { fail, ok } from '../../domain/shared/result.js';
import { civilDateOf } from '../../domain/shared/time.js';
import { normaliseVin } from '../../domain/shared/vin.js';
import { checkCorrection, type VehicleCorrection } from '../../domain/vehicle/vehicle-correction.js';
import { checkText } from '../../domain/vehicle/input-fields.js';
import { vehicleIdOfVin } from '../../domain/vehicle/vehicle-id.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sha256 } from '../../platform/facts/sha256.js';
import { plateLock, vehicleLock } from './registry-locks.js';
import type { ChangeOrder, Within } from './vehicle-change.js';
import { VehicleChangeService } from './vehicle-change.service.js';
import type { VehicleReference } from './vehicle-reference.js';
import type { WriteOutcome } from './write-outcome.js';

/** A correction of a registration. */
export interface CorrectVehicle {
  readonly idempotencyKey: string;
  readonly vehicle: VehicleReference;
  readonly changes: VehicleCorrection;
  /** Why, for the audit; at most 64 characters. */
  readonly reason: string;
  /** The registration that the caller has seen; STALE when another one is in force. */
  readonly expectedFact?: string | null;
}

/** Corrects what this site registered. */
@Injectable()
export class VehicleCorrectionService {
  constructor(private readonly changes: VehicleChangeService) {}

  /**
   * Writes the registration anew, with the changes and checked whole, in place of the one in force; when it happened
   * stays. Problems besides those of the check: NOT_YOUR_RECORD (another site registered it), STALE, NO_CHANGE,
   * TIME_ORDER (a later event of the vehicle would no longer fit), VIN_ALREADY_REGISTERED, PLATE_IN_USE.
   * @throws AppError as {@link VehicleChangeService.change}
   */
  correct(context: RequestContext, correction: CorrectVehicle, within?: Within): Promise<WriteOutcome> {
    const { idempotencyKey, vehicle, changes, reason, expectedFact = null } = correction;
    const order: ChangeOrder = {
      action: 'vehicle.correct',
      idempotencyKey,
      vehicle,
      body: { vehicle, changes, reason, expectedFact },
      detail: { reason: reason.trim(), fields: fieldsOf(changes) },
      locks: locksOf(changes),
      dayField: 'firstRegisteredOn',
      divisionOf: ({ state, ownRegistration }) => ownRegistration?.payload.division ?? state.division,
      decide: ({ ownRegistration }) => {
        if (ownRegistration === null) return fail([{ code: 'NOT_YOUR_RECORD', field: 'vehicle' }]);
        if (expectedFact !== null && expectedFact !== ownRegistration.id) {
          return fail([{ code: 'STALE', field: 'expectedFact' }]);
        }
        const said = new Findings();
        if (checkText('reason', reason, said) === null) return fail(said.problems);
        const corrected = checkCorrection(ownRegistration.payload, changes, civilDateOf(context.now));
        if (!corrected.ok) return corrected;
        return ok({
          kind: 'vehicle.registered',
          payload: corrected.value,
          occurredAt: ownRegistration.occurredAt,
          supersedes: ownRegistration.id,
          warnings: corrected.value.warnings,
          newDivision: corrected.value.division,
        });
      },
    };
    return this.changes.change(context, order, within);
  }
}

/** The members that are to change. */
const fieldsOf = (changes: VehicleCorrection): readonly string[] =>
  Object.entries<unknown>(changes).flatMap(([field, value]) => (value === undefined ? [] : [field]));

/** The VIN and the plate that the vehicle is to have must not be given to another meanwhile. */
function locksOf({ vin, plate }: VehicleCorrection): readonly string[] {
  return [
    ...(typeof vin === 'string' ? [vehicleLock(vehicleIdOfVin(normaliseVin(vin), sha256))] : []),
    ...(plate
      ? [plateLock({ number: normalisePlate(plate.number), type: plate.type.normalize('NFKC').trim() })]
      : []),
  ];
}
