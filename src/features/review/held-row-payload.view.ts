import type { VehicleCorrection } from '../../domain/vehicle/vehicle-correction.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { globalId } from '../../platform/graphql/relay.js';
import { codedTexts, problemView, vehicleView, VEHICLE_TYPE, withPlate } from '../registry/index.js';
import type { HeldRowAnswer } from './held-row-decision.service.js';
import type { HeldRowDecisionInput, HeldRowPayload } from './review-mutation.model.js';

/** The corrections in the form that the rules read; none is an empty correction. */
export function correctionsOf({ corrections }: HeldRowDecisionInput): VehicleCorrection {
  const { plate, ...others } = corrections ?? {};
  return plate ? withPlate({ ...others, plate }) : { ...others, plate };
}

/** What came of a decision, as the caller may see it and in the caller's language. */
export function heldRowPayload(answer: HeldRowAnswer, context: RequestContext): HeldRowPayload {
  const { isDecided, vehicles, existingVehicleId, problems, warnings } = answer;
  return {
    decided: isDecided,
    vehicles: vehicles.map((vehicle) => vehicleView(vehicle, context)),
    existingVehicleId: existingVehicleId === null ? null : globalId(VEHICLE_TYPE, existingVehicleId),
    problems: problems.map((problem) => problemView(problem, context, null)),
    warnings: codedTexts(warnings, context.language),
  };
}
