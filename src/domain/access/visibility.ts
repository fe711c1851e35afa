import type { OwnerKind } from '../vehicle/vehicle-facts.js';
import type { Role } from './roles.js';
import { sameProvince } from './scope.js';

/** Classes of fields. P0: public. P1: partners (status, limits, reasons, VIN). P2: about a person. Each includes those before. */
export const FIELD_CLASSES = ['P0', 'P1', 'P2'] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

interface Sight {
  readonly ownProvince: FieldClass;
  readonly elsewhere: FieldClass;
}

/**
 * The most that a role may see of a vehicle that its permissions let it reach at all. Ecology sees its own province
 * fully and the partner class of the others; police keep the registers of their own province; whoever runs the
 * system, or looks at ships, sees what the public sees.
 */
const SIGHT: Readonly<Record<Role, Sight>> = {
  TRAFFIC_POLICE: { ownProvince: 'P2', elsewhere: 'P1' },
  INSPECTION_STATION: { ownProvince: 'P1', elsewhere: 'P1' },
  REPAIR_STATION: { ownProvince: 'P1', elsewhere: 'P1' },
  PORT_AUTHORITY: { ownProvince: 'P1', elsewhere: 'P1' },
  MARITIME: { ownProvince: 'P0', elsewhere: 'P0' },
  ECOLOGY_BUREAU: { ownProvince: 'P2', elsewhere: 'P1' },
  TRANSPORT_BUREAU: { ownProvince: 'P1', elsewhere: 'P0' },
  SITE_OPERATOR: { ownProvince: 'P0', elsewhere: 'P0' },
  ADMINISTRATOR: { ownProvince: 'P0', elsewhere: 'P0' },
};

const VIN_SHOWN = 11;
const VIN_HIDDEN = 6;

/**
 * The highest class of fields that a caller of this role sees of a vehicle.
 * @param callerDivision GB/T 2260 code of the caller's organisation
 * @param vehicleDivision GB/T 2260 code of the vehicle's registration
 */
export function visibleClass(role: Role, callerDivision: string, vehicleDivision: string): FieldClass {
  const sight = SIGHT[role];
  return sameProvince(callerDivision, vehicleDivision) ? sight.ownProvince : sight.elsewhere;
}

/** Whether somebody who sees up to `visible` may see a field of class `needed`. */
export const sees = (visible: FieldClass, needed: FieldClass): boolean =>
  FIELD_CLASSES.indexOf(visible) >= FIELD_CLASSES.indexOf(needed);

/** The class of the owner's 统一社会信用代码: that of a 个体工商户 leads to one person, a company's is partners' business. */
export const ownerCodeClass = (ownerKind: OwnerKind): FieldClass => (ownerKind === 'ORG' ? 'P1' : 'P2');

/** A VIN or legacy frame number for the public: of 17 characters the first 11, never the last six. */
export function maskVin(vin: string): string {
  const shown = Math.max(0, Math.min(VIN_SHOWN, vin.length - VIN_HIDDEN));
  return vin.slice(0, shown) + '*'.repeat(VIN_HIDDEN);
}
