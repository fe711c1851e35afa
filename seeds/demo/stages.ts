import { addMonths } from '../../src/domain/shared/time.js';
import type { CivilDate } from '../../src/domain/shared/time.js';
import { emissionClassOf } from '../../src/domain/vehicle/emission-class.js';
import { minStageByDate } from '../../src/domain/vehicle/stage-dates.js';
import type { EmissionStage } from '../../src/domain/vehicle/vehicle-facts.js';
import type { Random } from './random.js';

/** What drives the vehicle. NONE: a trailer. */
export type Energy = 'DIESEL' | 'PETROL' | 'GAS' | 'HYBRID' | 'ELECTRIC' | 'HYDROGEN' | 'NONE';

type Steps = readonly (readonly [from: CivilDate, stage: EmissionStage])[];

/** The usual stage of newly registered vehicles that do not burn diesel, by date. */
const PETROL: Steps = [
  ['2011-07-01', 'G4'],
  ['2017-01-01', 'G5'],
  ['2020-07-01', 'G6A'],
  ['2023-07-01', 'G6B'],
];
const GAS: Steps = [
  ['2011-01-01', 'G4'],
  ['2013-01-01', 'G5'],
  ['2019-07-01', 'G6A'],
  ['2021-01-01', 'G6B'],
];

/** Makers bring cleaner models this long before they must. */
const LEAD_MONTHS = 18;
const EARLY_PER_THOUSAND = 350;
const LOST_LETTER_PER_THOUSAND = 80;

export interface StagedVehicle {
  readonly energy: Energy;
  readonly vehicleType: string;
  readonly massKg: number;
  readonly registeredOn: CivilDate;
  readonly division: string;
}

/** A stage that a vehicle of that energy, type and date can have; some are cleaner than they must be. */
export function makeStage(random: Random, vehicle: StagedVehicle): EmissionStage {
  const early = random.chance(EARLY_PER_THOUSAND);
  const lost = random.chance(LOST_LETTER_PER_THOUSAND);
  const on = early ? addMonths(vehicle.registeredOn, LEAD_MONTHS) : vehicle.registeredOn;
  const stage = stageOn(on, vehicle);
  return lost && stage === 'G6B' ? 'G6_UNSPEC' : stage;
}

function stageOn(on: CivilDate, { energy, vehicleType, massKg, division }: StagedVehicle): EmissionStage {
  switch (energy) {
    case 'DIESEL':
      return minStageByDate(on, emissionClassOf(vehicleType, massKg).emissionClass, division);
    case 'PETROL':
    case 'HYBRID':
      return lastOf(PETROL, on);
    case 'GAS':
      return lastOf(GAS, on);
    case 'ELECTRIC':
    case 'HYDROGEN':
      return 'ZERO';
    case 'NONE':
      return 'UNKNOWN';
  }
}

function lastOf(steps: Steps, on: CivilDate): EmissionStage {
  return steps.filter(([from]) => from <= on).at(-1)?.[1] ?? 'G3';
}
