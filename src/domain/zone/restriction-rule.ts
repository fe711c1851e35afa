import type { Instant } from '../shared/time.js';
import type { EmissionStage } from '../vehicle/vehicle-facts.js';
import type { Area } from './area.js';
import type { Hours } from './hours.js';
import type { RoadClass } from './roads.js';

/** What takes a vehicle out of a rule for some time. BODY: what it is built for (REFRIGERATED, CONTAINER). */
export const EXEMPTION_KINDS = [
  'RETROFIT',
  'VEHICLE_TYPE',
  'USE_NATURE',
  'PLATE_TYPE',
  'PLATE',
  'NEW_ENERGY',
  'BODY',
  'PERMIT',
] as const;
export type ExemptionKind = (typeof EXEMPTION_KINDS)[number];

export interface Exemption {
  readonly kind: ExemptionKind;
  /** Which ones (`DPF`, `H1`, `F`, `51`, a plate number …); empty: any of the kind. */
  readonly values: readonly string[];
  /** Types that it is for, as prefixes of GA/T 16.4; empty: whatever the rule covers. */
  readonly vehicleScope: readonly string[];
  /** First moment; null: from the beginning of the rule. */
  readonly from: Instant | null;
  /** First moment no more; null: as long as the rule. */
  readonly until: Instant | null;
}

/** Which fuel a rule is about: one letter of GA/T 16.9 (B diesel, A petrol, E gas …), or any. */
export type FuelScope = string;
export const ANY_FUEL: FuelScope = 'ANY';

/** What a restriction (限行) says; times are half-open, so a last day included ends at the next midnight. */
export interface RuleContent {
  readonly name: string;
  readonly authority: string;
  /** GB/T 2260 code of the city (310000 for Shanghai) or county; null only where a case did not say. */
  readonly cityCode: string | null;
  /** Named set that the rule belongs to: off unless a heavy-pollution day switches it on; null: always on. */
  readonly ruleSet: string | null;
  /** The cleanest stage that is still restricted; null: whatever the stage. */
  readonly stageMax: EmissionStage | null;
  readonly fuel: FuelScope;
  /** Prefixes of GA/T 16.4 types (`H`, `Q11`); empty: every vehicle. */
  readonly vehicleScope: readonly string[];
  /** The whole of the division is the area, and `area` is null. */
  readonly wholeDivision: boolean;
  /** Null with `wholeDivision` false: the notice gives no geometry that is known here. */
  readonly area: Area | null;
  /** Whether the roads that bound the area are in it; holds for the line of `area` too. */
  readonly boundaryRoadsIncluded: boolean;
  /** Names of the bounding roads, sections written `road from–to`. */
  readonly boundaryRoads: readonly string[];
  readonly excludedRoads: readonly string[];
  readonly excludedRoadClasses: readonly RoadClass[];
  /** Empty: roads of every class. */
  readonly includedRoadClasses: readonly RoadClass[];
  readonly hours: Hours;
  readonly validFrom: Instant | null;
  /** First moment no longer in force. */
  readonly validUntil: Instant | null;
  readonly exemptions: readonly Exemption[];
  readonly appliesToOutOfProvince: boolean;
  readonly penaltyBasis: string | null;
  /** What the notice says, and what of it is not known here. */
  readonly source: string | null;
}

export interface RestrictionRule extends RuleContent {
  readonly id: string;
}

/** Levels of the warning of heavy pollution (重污染天气预警). */
export const POLLUTION_LEVELS = ['BLUE', 'YELLOW', 'ORANGE', 'RED'] as const;
export type PollutionLevel = (typeof POLLUTION_LEVELS)[number];

/** A heavy-pollution day: switches a named rule set on for some divisions from one moment until another. */
export interface ActivationContent {
  readonly ruleSet: string;
  /** GB/T 2260 codes: provinces, cities or counties; empty only in a case that did not say. */
  readonly divisions: readonly string[];
  readonly level: PollutionLevel;
  readonly from: Instant;
  /** First moment no more: it is off then by itself. */
  readonly until: Instant;
  /** The order that it rests on. */
  readonly basis: string;
}

export interface Activation extends ActivationContent {
  readonly id: string;
}

/** The vehicle as far as a rule looks at it; null and UNKNOWN where nobody could say. */
export interface ZoneVehicle {
  readonly stage: EmissionStage;
  /** GA/T 16.9 letters; '' where not recorded. */
  readonly fuel: string;
  /** GA/T 16.4. */
  readonly vehicleType: string | null;
  /** GA/T 16.3. */
  readonly useNature: string | null;
  /** Normalised 号牌号码. */
  readonly plateNumber: string | null;
  /** 号牌种类, GA/T 16.7. */
  readonly plateType: string | null;
  /** GB/T 2260 code of the registration, any level. */
  readonly division: string | null;
  /** Kinds of exhaust cleaning that were added, each with its day. */
  readonly retrofits: readonly { readonly kind: string; readonly at: Instant | null }[];
  /** What it is built or used for beyond its type (REFRIGERATED, CONTAINER), and permits that it carries. */
  readonly bodies: readonly string[];
  readonly permits: readonly string[];
}

/** Where the vehicle is, as far as somebody said so. */
export interface ZonePlace {
  readonly point: readonly [lon: number, lat: number] | null;
  readonly road: string | null;
  readonly roadClass: RoadClass | null;
  readonly onBoundary: boolean | null;
  readonly inside: boolean | null;
  /** GB/T 2260 code of the place. */
  readonly division: string | null;
}
