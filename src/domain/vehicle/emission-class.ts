import { isBusOrCarType, isLowSpeedType, isTrailer, isTruckType } from './codes.js';
import type { EmissionClass } from './vehicle-state.js';

/** Total mass above which the heavy-duty standard (GB 17691) applies, kg. */
const HEAVY_DUTY_ABOVE_KG = 3_500;

/** The class, and whether the total mass (or the type alone) makes it certain. */
export interface ClassJudgement {
  readonly emissionClass: EmissionClass;
  readonly certain: boolean;
}

/** Size classes of GA 802 that lie wholly above 3 500 kg: 重型, 中型 goods vehicles and tractors, 大型 buses. */
const SURELY_HEAVY = /^(?:[HQ][12]|Z[56]|K1)/;
/** 微型: at most 1 800 kg for goods vehicles, at most 3.5 m for cars. */
const SURELY_LIGHT = /^(?:H4|K4|Z4)/;
const PROBABLY_HEAVY = /^(?:Z[12]|K2)/;

/**
 * Class by which an emission standard applies (GB 17691 scope): above 3 500 kg total mass is heavy-duty, whatever the
 * registration calls it: an H31 轻型货车 of 3 600 kg is heavy-duty. Without a mass the size class decides, which
 * is certain only where the class lies wholly on one side. Trailers, low-speed vehicles, machines and
 * motorcycles follow other standards: OTHER.
 */
export function emissionClassOf(vehicleType: string, massKg: number | null): ClassJudgement {
  const powered = isTruckType(vehicleType) || isBusOrCarType(vehicleType);
  if (!powered || isTrailer(vehicleType) || isLowSpeedType(vehicleType)) {
    return { emissionClass: 'OTHER', certain: true };
  }
  if (massKg !== null) {
    return { emissionClass: massKg > HEAVY_DUTY_ABOVE_KG ? 'HEAVY_DUTY' : 'LIGHT_DUTY', certain: true };
  }
  if (SURELY_HEAVY.test(vehicleType)) return { emissionClass: 'HEAVY_DUTY', certain: true };
  if (SURELY_LIGHT.test(vehicleType)) return { emissionClass: 'LIGHT_DUTY', certain: true };
  return { emissionClass: PROBABLY_HEAVY.test(vehicleType) ? 'HEAVY_DUTY' : 'LIGHT_DUTY', certain: false };
}
