import type { Role } from '../../src/domain/access/roles.js';

/*
 * What the rules on personal data allow, told a second time, plainly and case by case, from the rules themselves. It
 * shares no table and no function with the service, so that a mistake there cannot repeat itself here.
 */

/** A vehicle as it was recorded, owner and all. */
export interface KnownVehicle {
  readonly id: string;
  readonly vin: string;
  readonly division: string;
  readonly ownerKind: 'ORG' | 'PERSON' | 'INDIVIDUAL_BUSINESS';
  readonly ownerUscc: string | null;
  readonly owner: { readonly name: string; readonly phone: string; readonly address: string };
  /** What of the owner may be shown to a partner. */
  readonly masked: { readonly name: string; readonly phone: string; readonly address: string };
}

export interface Asker {
  readonly role: Role;
  readonly division: string;
  readonly saysWhy: boolean;
}

export interface OwnerSeen {
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly idNumber: string | null;
  readonly uscc: string | null;
}

/** What a caller gets to see of one vehicle, or the code with which it is refused. */
export type VehicleSeen =
  | { readonly code: string }
  | {
      readonly vin: string;
      readonly ownerUscc: string | null;
      readonly seesHistory: boolean;
      readonly owner: OwnerSeen;
    };

const province = (division: string): string => division.slice(0, 2);

function openly(vehicle: KnownVehicle): OwnerSeen {
  return { ...vehicle.owner, idNumber: null, uscc: vehicle.ownerUscc };
}

function asPartner(vehicle: KnownVehicle): OwnerSeen {
  const uscc = vehicle.ownerKind === 'ORG' ? vehicle.ownerUscc : null;
  return { ...vehicle.masked, idNumber: null, uscc };
}

function fully(vehicle: KnownVehicle, saysWhy: boolean): VehicleSeen {
  const owner = saysWhy ? openly(vehicle) : asPartner(vehicle);
  return { vin: vehicle.vin, ownerUscc: vehicle.ownerUscc, seesHistory: true, owner };
}

function partly(vehicle: KnownVehicle, seesHistory: boolean): VehicleSeen {
  const owner = asPartner(vehicle);
  return { vin: vehicle.vin, ownerUscc: owner.uscc, seesHistory, owner };
}

type Look = (asked: {
  readonly vehicle: KnownVehicle;
  readonly isHome: boolean;
  readonly saysWhy: boolean;
  readonly withPlate: boolean;
}) => VehicleSeen;

const atAStation: Look = ({ vehicle, withPlate }) =>
  withPlate ? partly(vehicle, false) : { code: 'PRESENTATION_REQUIRED' };
const nobody: Look = () => ({ code: 'FORBIDDEN' });

const LOOKS: Readonly<Record<Role, Look>> = {
  TRAFFIC_POLICE: ({ vehicle, isHome, saysWhy }) => {
    if (!saysWhy) return { code: 'PURPOSE_REQUIRED' };
    return isHome ? fully(vehicle, true) : partly(vehicle, true);
  },
  ECOLOGY_BUREAU: ({ vehicle, isHome, saysWhy }) =>
    isHome ? fully(vehicle, saysWhy) : partly(vehicle, false),
  TRANSPORT_BUREAU: ({ vehicle, isHome }) => (isHome ? partly(vehicle, true) : { code: 'NOT_FOUND' }),
  INSPECTION_STATION: atAStation,
  REPAIR_STATION: atAStation,
  PORT_AUTHORITY: nobody,
  MARITIME: nobody,
  SITE_OPERATOR: nobody,
  ADMINISTRATOR: nobody,
};

/** One vehicle, asked for with its VIN and its plate, or with its VIN alone. */
export function vehicleSeenBy(asker: Asker, vehicle: KnownVehicle, withPlate: boolean): VehicleSeen {
  const isHome = province(asker.division) === province(vehicle.division);
  return LOOKS[asker.role]({ vehicle, isHome, saysWhy: asker.saysWhy, withPlate });
}

/** The VINs of the vehicles that a list shows, or the code with which it is refused. */
export function listSeenBy(
  asker: Asker,
  vehicles: readonly KnownVehicle[],
): readonly string[] | { readonly code: string } {
  const atHome = vehicles.filter(({ division }) => province(division) === province(asker.division));
  const vins = (shown: readonly KnownVehicle[]): readonly string[] => shown.map(({ vin }) => vin).sort();
  switch (asker.role) {
    case 'TRAFFIC_POLICE':
      return asker.saysWhy ? vins(atHome) : { code: 'PURPOSE_REQUIRED' };
    case 'ECOLOGY_BUREAU':
      return vins(vehicles);
    case 'TRANSPORT_BUREAU':
      return vins(atHome);
    default:
      return { code: 'FORBIDDEN' };
  }
}

/** Whether somebody may look for the vehicles of a person, and which are found. */
export function foundByOwner(
  asker: Asker,
  vehicles: readonly KnownVehicle[],
): readonly string[] | { readonly code: string } {
  if (asker.role !== 'TRAFFIC_POLICE' && asker.role !== 'ECOLOGY_BUREAU') return { code: 'FORBIDDEN' };
  if (!asker.saysWhy) return { code: 'PURPOSE_REQUIRED' };
  return vehicles
    .filter(({ division }) => province(division) === province(asker.division))
    .map(({ vin }) => vin)
    .sort();
}

/**
 * What somebody has to answer for by name, so that no program does it whatever its role: as the API is asked, by a role
 * that may do it. Told from the rules, not from the service's own list.
 */
export const ONLY_PERSONS_DO: readonly (readonly [action: string, role: Role, query: string])[] = [
  ['account.read-self', 'MARITIME', '{ me { login } }'],
  ['session.manage-own', 'MARITIME', '{ sessions { id } }'],
  [
    'account.change-password',
    'MARITIME',
    'mutation { changePassword(idempotencyKey: "program-1", present: "x", wanted: "y") { __typename } }',
  ],
  ['account.manage', 'ADMINISTRATOR', '{ accounts { edges { cursor } } }'],
  ['client.manage', 'ADMINISTRATOR', '{ apiClients { id } }'],
  ['token-key.rotate', 'ADMINISTRATOR', 'mutation { rotateTokenKey(idempotencyKey: "program-1") { keyId } }'],
  ['export.approve', 'ECOLOGY_BUREAU', '{ pendingApprovals { edges { cursor } } }'],
  [
    'review.decide',
    'ECOLOGY_BUREAU',
    `mutation { decideHeldRow(idempotencyKey: "program-1", row: "x", input: { decision: REJECT, basis: "x" }) {
       __typename } }`,
  ],
  ['owner.search', 'TRAFFIC_POLICE', '{ vehiclesByOwner(name: "张三") { edges { cursor } } }'],
  [
    'owner.erase',
    'TRAFFIC_POLICE',
    'mutation { eraseOwner(idempotencyKey: "program-1", vehicle: { vin: "x" }, basis: "x") { __typename } }',
  ],
  [
    'zone.declare-pollution',
    'TRAFFIC_POLICE',
    `mutation { endHeavyPollution(idempotencyKey: "program-1",
       input: { id: "x", at: "2026-11-23T04:00:00Z", reason: "x" }) { __typename } }`,
  ],
  [
    'zone.enact',
    'ECOLOGY_BUREAU',
    `mutation { repealRestrictionRule(idempotencyKey: "program-1",
       input: { id: "x", from: "2026-11-23T04:00:00Z", reason: "x" }) { __typename } }`,
  ],
];
