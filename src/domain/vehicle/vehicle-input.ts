import { readDivision } from '../shared/division.js';
import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import type { CivilDate } from '../shared/time.js';
import { yearOf } from '../shared/time.js';
import { modelYearsOf } from '../shared/vin.js';
import { isTrailer } from './codes.js';
import { judgeStage } from './emission-stage.js';
import {
  checkUseNature,
  checkDate,
  checkFuel,
  checkQuantity,
  checkStatus,
  checkText,
  checkVehicleType,
} from './input-fields.js';
import { checkIdentity, checkOwner, checkPlate, checkRetrofit } from './input-groups.js';
import type { PlateInput, RetrofitInput } from './input-groups.js';
import { readStage } from './stage-text.js';
import type { EmissionStage, PlateFact, VehicleRegistered } from './vehicle-facts.js';

/** A registration as it was received, nothing normalised. Units as in {@link VehicleRegistered}. */
export interface VehicleInput {
  readonly vin?: string | null;
  readonly frameNo?: string | null;
  readonly plate: PlateInput;
  readonly vehicleType: string;
  readonly useNature: string;
  readonly fuel: string;
  /** Our own word or any of the field's ways to write it. */
  readonly emissionStage: string;
  readonly massKg?: number | null;
  readonly lengthMm?: number | null;
  readonly engineModel?: string | null;
  readonly engineNo?: string | null;
  readonly ratedPowerW?: number | null;
  readonly firstRegisteredOn: string;
  readonly manufacturedOn?: string | null;
  readonly division: string;
  readonly ownerKind: string;
  readonly ownerUscc?: string | null;
  readonly status: string;
  readonly retrofit?: RetrofitInput | null;
}

/** A model year may precede the first registration by about this much, and follow it by one year. */
const MOST_YEARS_IN_STOCK = 3;

/** Total mass limits of the size classes of GA 802, kg. */
const HEAVY_FROM_KG = 12_000;
const LIGHT_BELOW_KG = 4_500;
const MINI_UP_TO_KG = 1_800;

/** Stands in for an unreadable first registration, so that its division is not refused a second time. */
const LONG_AGO: CivilDate = '1950-01-01';

/**
 * Checks a whole registration and normalises it. `today` is the civil date of receipt. Every problem is reported, each
 * with its field (`plate.number`) and code; what is doubtful but possible goes into `warnings` of the value.
 */
export function checkVehicleInput(
  input: VehicleInput,
  today: CivilDate,
): Result<VehicleRegistered, readonly Problem[]> {
  const findings = new Findings();
  const dates = checkDates(input, today, findings);
  const identity = checkIdentity(input.vin ?? null, input.frameNo ?? null, findings);
  const required = {
    plate: checkPlate(input.plate, findings),
    vehicleType: checkVehicleType(input.vehicleType, findings),
    useNature: checkUseNature(input.useNature, findings),
    fuel: checkFuel(input.fuel, findings),
    emissionStage: findings.take(readStage(input.emissionStage)),
    firstRegisteredOn: dates.firstRegisteredOn,
    division: checkDivision(input.division, dates.firstRegisteredOn, findings),
    status: checkStatus(input.status, findings),
    owner: checkOwner(input.ownerKind, input.ownerUscc ?? null, findings),
  };
  const optional = {
    ...checkQuantities(input, findings),
    engineModel: checkText('engineModel', input.engineModel ?? null, findings),
    engineNo: checkText('engineNo', input.engineNo ?? null, findings),
    manufacturedOn: dates.manufacturedOn,
    retrofit: checkRetrofit(input.retrofit ?? null, dates.manufacturedOn, today, findings),
  };
  if (findings.problems.length > 0 || !isComplete(required)) return fail(findings.problems);
  const { owner, ...registration } = required;
  const vehicle = { ...identity, ...registration, ...owner, ...optional };
  warnOfDoubts(vehicle, findings);
  return ok({ ...vehicle, warnings: findings.warnings });
}

/** A part that could not be read has left a problem; this tells the compiler so. */
function isComplete<T extends object>(parts: T): parts is T & { [K in keyof T]: NonNullable<T[K]> } {
  return Object.values(parts).every((part) => part !== null);
}

function checkQuantities(
  input: VehicleInput,
  findings: Findings,
): Pick<VehicleRegistered, 'massKg' | 'lengthMm' | 'ratedPowerW'> {
  return {
    massKg: checkQuantity('massKg', input.massKg ?? null, findings),
    lengthMm: checkQuantity('lengthMm', input.lengthMm ?? null, findings),
    ratedPowerW: checkQuantity('ratedPowerW', input.ratedPowerW ?? null, findings),
  };
}

interface Dates {
  readonly firstRegisteredOn: CivilDate | null;
  readonly manufacturedOn: CivilDate | null;
}

function checkDates(input: VehicleInput, today: CivilDate, findings: Findings): Dates {
  const firstRegisteredOn = checkDate('firstRegisteredOn', input.firstRegisteredOn, today, findings);
  const made = input.manufacturedOn ?? null;
  const manufacturedOn = made === null ? null : checkDate('manufacturedOn', made, today, findings);
  if (firstRegisteredOn !== null && manufacturedOn !== null && manufacturedOn > firstRegisteredOn) {
    findings.refuse('TIME_ORDER', 'manufacturedOn', { earlier: manufacturedOn, later: firstRegisteredOn });
  }
  return { firstRegisteredOn, manufacturedOn };
}

/** A registration names a city or a county; a whole province is too coarse to say who is responsible. */
export function checkDivision(
  raw: string,
  firstRegisteredOn: CivilDate | null,
  findings: Findings,
): string | null {
  const reading = findings.take(readDivision(raw, firstRegisteredOn ?? LONG_AGO, 'division'));
  if (reading === null) return null;
  if (reading.level === 'PROVINCE') {
    return findings.refuse('DIVISION_TOO_COARSE', 'division', { value: reading.normalized });
  }
  findings.warn(...reading.warnings);
  return reading.normalized;
}

interface Doubtful {
  readonly vin: string | null;
  readonly plate: PlateFact;
  readonly vehicleType: string;
  readonly fuel: string;
  readonly emissionStage: EmissionStage;
  readonly massKg: number | null;
  readonly firstRegisteredOn: CivilDate;
}

function warnOfDoubts(vehicle: Doubtful, findings: Findings): void {
  findings.warn(...judgeStage({ ...vehicle, evidence: [] }).flags);
  if (vehicle.vin !== null && !isModelYearLikely(vehicle.vin, vehicle.firstRegisteredOn)) {
    findings.warn('VIN_MODEL_YEAR');
  }
  if (vehicle.massKg !== null && !isMassLikely(vehicle.vehicleType, vehicle.massKg)) {
    findings.warn('MASS_TYPE_MISMATCH');
  }
  const trailerPlate = vehicle.plate.type === '15';
  if (trailerPlate !== isTrailer(vehicle.vehicleType)) findings.warn('PLATE_VEHICLE_MISMATCH');
}

/** The model year of GB 16735 lies between three years before and one year after the first registration. */
function isModelYearLikely(vin: string, firstRegisteredOn: CivilDate): boolean {
  const registered = yearOf(firstRegisteredOn);
  return modelYearsOf(vin).some((year) => year <= registered + 1 && year >= registered - MOST_YEARS_IN_STOCK);
}

function isMassLikely(vehicleType: string, massKg: number): boolean {
  if (vehicleType.startsWith('H1')) return massKg >= HEAVY_FROM_KG;
  if (vehicleType.startsWith('H2')) return massKg < HEAVY_FROM_KG;
  if (vehicleType.startsWith('H3')) return massKg < LIGHT_BELOW_KG;
  return !vehicleType.startsWith('H4') || massKg <= MINI_UP_TO_KG;
}
