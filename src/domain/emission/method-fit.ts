import type { TestMethod } from './emission-facts.js';

/** What decides whether a method may be used for a vehicle; null is "not said". */
export interface TestedVehicle {
  readonly diesel: 'YES' | 'NO' | 'UNKNOWN';
  /** GA/T 16.4. */
  readonly vehicleType: string | null;
  readonly massKg: number | null;
}

const DIESEL_METHODS: ReadonlySet<TestMethod> = new Set(['LUGDOWN', 'FREE_ACCEL', 'FILTER_SMOKE']);
const PETROL_METHODS: ReadonlySet<TestMethod> = new Set(['TSI', 'ASM', 'VMAS', 'IM195']);
/** 重型货车, 重型牵引车, 重型（大型）专项作业车. */
const HEAVY_TRUCK = /^(?:H1|Q1|Z11|Z51)/;
const TRUCK = /^[HQZ]/;
/** 总质量 of a 重型 truck from here on (GA 802). */
const HEAVY_KG = 12_000;
/** 低速货车 and 三轮汽车, which GB 3847-2018 leaves out. */
const LOW_SPEED = /^(?:H5|N11)/;

/**
 * METHOD_FUEL_MISMATCH: a method of the other fuel. STANDARD_NOT_APPLICABLE: GB 3847 for a low-speed vehicle.
 * METHOD_REASON_MISSING: free acceleration of a heavy truck without a reason why it was not lug-downed.
 */
export function methodFlags(
  method: TestMethod,
  vehicle: TestedVehicle | null,
  methodReason: string | null,
): readonly string[] {
  if (vehicle === null) return [];
  const flags: string[] = [];
  if (isOfOtherFuel(method, vehicle.diesel)) flags.push('METHOD_FUEL_MISMATCH');
  const type = vehicle.vehicleType ?? '';
  if (LOW_SPEED.test(type) && DIESEL_METHODS.has(method)) flags.push('STANDARD_NOT_APPLICABLE');
  const reasonless = (methodReason ?? '').trim() === '';
  if (method === 'FREE_ACCEL' && reasonless && isHeavyTruck(vehicle)) flags.push('METHOD_REASON_MISSING');
  return flags;
}

function isOfOtherFuel(method: TestMethod, diesel: TestedVehicle['diesel']): boolean {
  return (diesel === 'YES' && PETROL_METHODS.has(method)) || (diesel === 'NO' && DIESEL_METHODS.has(method));
}

function isHeavyTruck({ vehicleType, massKg }: TestedVehicle): boolean {
  const type = vehicleType ?? '';
  return HEAVY_TRUCK.test(type) || (TRUCK.test(type) && massKg !== null && massKg >= HEAVY_KG);
}
