import { readPlate } from '../shared/plate.js';
import type { PlateKind } from '../shared/plate.js';
import { isKnownFuel, normaliseFuel } from '../vehicle/fuel.js';
import type { EmissionStage } from '../vehicle/vehicle-facts.js';
import type { Ternary } from '../vehicle/vehicle-state.js';
import { ANY_FUEL } from './restriction-rule.js';
import type { FuelScope, ZoneVehicle } from './restriction-rule.js';

/** From dirty to clean; a bare 国六 lies between its two letters. */
const STAGE_RANKS: Readonly<
  Record<Exclude<EmissionStage, 'UNKNOWN'>, readonly [least: number, most: number]>
> = {
  G0: [0, 0],
  G1: [1, 1],
  G2: [2, 2],
  G3: [3, 3],
  G4: [4, 4],
  G5: [5, 5],
  G6A: [6, 6],
  G6_UNSPEC: [6, 7],
  G6B: [7, 7],
  ZERO: [8, 8],
};
/** 混合油, 混合动力, 其他: any fuel may be meant (GA/T 16.9). */
const FUELS_THAT_HIDE_ANOTHER = /[ODZ]/;
const SPECIAL_KINDS: ReadonlySet<PlateKind> = new Set<PlateKind>(['POLICE', 'MILITARY', 'EMERGENCY']);
const SPECIAL_PLATE_TYPES: ReadonlySet<string> = new Set(['23', '24', '31', '32']);
const NEW_ENERGY_PLATE_TYPES: ReadonlySet<string> = new Set(['51', '52']);
const NEW_ENERGY_KINDS: ReadonlySet<PlateKind> = new Set<PlateKind>(['NEV_SMALL', 'NEV_LARGE']);

/** Provinces in the order of GB/T 2260, by the character of their plates (GA 36-2018). */
const PROVINCE_OF_PLATE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '11京 12津 13冀 14晋 15蒙 21辽 22吉 23黑 31沪 32苏 33浙 34皖 35闽 36赣 37鲁 41豫',
    '42鄂 43湘 44粤 45桂 46琼 50渝 51川 52贵 53云 54藏 61陕 62甘 63青 64宁 65新',
  ]
    .join(' ')
    .split(' ')
    .map((entry) => [entry.slice(2), entry.slice(0, 2)]),
);

/** Whether the stage is one that a rule up to `most` restricts; a 国六 without its letter may leave it open. */
export function isWithinStage(stage: EmissionStage, most: EmissionStage): Ternary {
  if (stage === 'UNKNOWN' || most === 'UNKNOWN') return 'UNKNOWN';
  const [least, greatest] = STAGE_RANKS[stage];
  const limit = STAGE_RANKS[most][1];
  if (greatest <= limit) return 'YES';
  return least > limit ? 'NO' : 'UNKNOWN';
}

/** Whether the vehicle burns what the rule is about; hybrids and unreadable codes stay open (R1.8: never silently out). */
export function isWithinFuel(fuel: string, scope: FuelScope): Ternary {
  if (scope === ANY_FUEL) return 'YES';
  const code = normaliseFuel(fuel);
  if (code.includes(scope)) return 'YES';
  return !isKnownFuel(code) || FUELS_THAT_HIDE_ANOTHER.test(code) ? 'UNKNOWN' : 'NO';
}

/** Whether the type is one of those named by their prefixes; none named is every type. */
export function isWithinScope(vehicleType: string | null, scope: readonly string[]): Ternary {
  if (scope.length === 0) return 'YES';
  if (vehicleType === null) return 'UNKNOWN';
  return scope.some((prefix) => vehicleType.startsWith(prefix)) ? 'YES' : 'NO';
}

function plateKindOf({ plateNumber }: ZoneVehicle): PlateKind | null {
  if (plateNumber === null) return null;
  const plate = readPlate(plateNumber);
  return plate.ok ? plate.value.kind : null;
}

/** 军, 武警, 警, 应急: special vehicles, exempt from restrictions (GA 36-2018). */
export function isSpecialVehicle(vehicle: ZoneVehicle): boolean {
  if (vehicle.plateType !== null && SPECIAL_PLATE_TYPES.has(vehicle.plateType)) return true;
  const kind = plateKindOf(vehicle);
  return kind !== null && SPECIAL_KINDS.has(kind);
}

/** Whether it bears a new-energy plate or cannot emit at all. An F-type plate may burn diesel: the stage does not say so. */
export function isNewEnergy(vehicle: ZoneVehicle): boolean {
  if (vehicle.stage === 'ZERO') return true;
  if (vehicle.plateType !== null) return NEW_ENERGY_PLATE_TYPES.has(vehicle.plateType);
  const kind = plateKindOf(vehicle);
  return kind !== null && NEW_ENERGY_KINDS.has(kind);
}

/** First two digits of the province that registered it: by the registration, else by the plate; null when untold. */
export function provinceDigitsOf({ division, plateNumber }: ZoneVehicle): string | null {
  if (division !== null) return division.slice(0, 2);
  return PROVINCE_OF_PLATE[plateNumber?.slice(0, 1) ?? ''] ?? null;
}
