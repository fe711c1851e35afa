import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import type { Scaled } from './emission-facts.js';
import type { ItemLimit } from './limits.js';
import { compareExact, exactly, scaled } from './scaled.js';

/** Ⅰ: engines up to stage 2. Ⅱ: stage 3 and later. Ⅲ: low-emission control areas and areas where use is forbidden. */
export const MACHINE_CLASSES = ['I', 'II', 'III'] as const;
export type MachineClass = (typeof MACHINE_CLASSES)[number];

interface PowerBand {
  /** Rated net power in kW: from here … */
  readonly from: string;
  /** … up to there, exclusive unless `including`; null: no end. */
  readonly to: string | null;
  readonly including: boolean;
  readonly k: string;
}

const band = (from: string, to: string | null, k: string, including = false): PowerBand => ({
  from,
  to,
  including,
  k,
});

/** GB 36886-2018, in force 2018-12-01: absorption coefficient in m⁻¹ by class and rated net power. */
const BANDS: Readonly<Record<MachineClass, readonly PowerBand[]>> = {
  I: [band('0', '19', '3.00'), band('19', '37', '2.00'), band('37', '560', '1.61', true)],
  II: [band('0', '19', '2.00'), band('19', '37', '1.00'), band('37', null, '0.80')],
  III: [band('0', '37', '0.80'), band('37', null, '0.50')],
};

/** The class by which a machine is judged: that of the zone while it is inside one, else its own. */
export function machineClassInForce(own: MachineClass, zone: MachineClass | null): MachineClass {
  return zone ?? own;
}

/**
 * Limits of a machine's free-acceleration smoke (m⁻¹) and Ringelmann level by class and rated net power in kW. Error:
 * LIMITS_UNKNOWN, where the class has no figure for the power (Ⅰ above 560 kW).
 */
export function machineLimits(machineClass: MachineClass, powerKw: Scaled): Result<readonly ItemLimit[]> {
  const found = BANDS[machineClass].find((one) => isWithin(powerKw, one));
  if (found === undefined) return fail({ code: 'LIMITS_UNKNOWN', field: 'machine' });
  return ok([
    { code: 'K_FA', unit: 'm-1', highest: scaled(found.k), lowest: null, decimals: 2 },
    { code: 'RINGELMANN', unit: 'level', highest: scaled('1'), lowest: null, decimals: null },
  ]);
}

function isWithin(powerKw: Scaled, { from, to, including }: PowerBand): boolean {
  if (compareExact(exactly(powerKw), exactly(scaled(from))) < 0) return false;
  if (to === null) return true;
  const order = compareExact(exactly(powerKw), exactly(scaled(to)));
  return including ? order <= 0 : order < 0;
}
