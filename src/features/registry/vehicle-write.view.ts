import type { Problem } from '../../domain/shared/result.js';
import type { PlateInput as ReceivedPlate } from '../../domain/vehicle/input-groups.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';
import { globalId, parseGlobalId } from '../../platform/graphql/relay.js';
import { codedTexts } from './code-names.js';
import type { RegistrationRow } from './registration.service.js';
import type { VehicleReference } from './vehicle-reference.js';
import { VEHICLE_TYPE, vehicleView } from './vehicle-view.js';
import type { ProblemModel, RegisterVehiclesPayload, VehicleWritePayload } from './vehicle-write.model.js';
import type { PlateInput, VehicleReferenceInput } from './vehicle.input.js';
import type { WriteOutcome } from './write-outcome.js';

/** A problem in the caller's language. */
export function problemView(
  problem: Problem,
  { language }: RequestContext,
  row: number | null,
): ProblemModel {
  const { code, field = null } = problem;
  return { code, message: describeError(new AppError(problem), language), field, row };
}

const idView = (id: string | null): string | null => (id === null ? null : globalId(VEHICLE_TYPE, id));

/** What came of a write, as the caller may see it and in the caller's language. */
export function outcomeView(outcome: WriteOutcome, context: RequestContext): VehicleWritePayload {
  return {
    vehicle: outcome.vehicle && vehicleView(outcome.vehicle, context),
    existingVehicleId: idView(outcome.existingVehicleId),
    problems: outcome.problems.map((problem) => problemView(problem, context, null)),
    warnings: codedTexts(outcome.warnings, context.language),
  };
}

/** What came of each row of a call. */
export function rowsView(rows: readonly RegistrationRow[], context: RequestContext): RegisterVehiclesPayload {
  const of = (status: RegistrationRow['status']): number =>
    rows.filter((row) => row.status === status).length;
  return {
    rows: rows.map(({ row, status, vehicleId, problems, warnings }) => ({
      row,
      status,
      vehicleId: idView(vehicleId),
      problems: problems.map((problem) => problemView(problem, context, row)),
      warnings: codedTexts(warnings, context.language),
    })),
    registered: of('REGISTERED'),
    refused: of('REFUSED'),
    duplicates: of('DUPLICATE'),
  };
}

/** The vehicle that is meant. @throws AppError ID_INVALID */
export function referenceOf({ id, vin, plate }: VehicleReferenceInput): VehicleReference {
  return {
    id: id === null || id === undefined ? null : parseGlobalId(id, VEHICLE_TYPE, 'vehicle.id'),
    vin: vin ?? null,
    plate: plate ? { number: plate.number, type: plate.type } : null,
  };
}

/** A plate with its colour in the one form that the rules read. */
function receivedPlate({ number, type, color, colorCode }: PlateInput): ReceivedPlate {
  if (colorCode) return { number, type, color: colorCode.code, colorSystem: colorCode.system };
  return { number, type, color: color ?? null };
}

/** The input with its plate, when it has one, in the form that the rules read. */
export function withPlate<I extends { readonly plate: PlateInput }>(
  input: I,
): Omit<I, 'plate'> & { readonly plate: ReceivedPlate } {
  return { ...input, plate: receivedPlate(input.plate) };
}
