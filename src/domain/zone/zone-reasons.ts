import type { ExemptionKind } from './restriction-rule.js';

/** What would settle an open question. */
export type ZoneNextStep =
  'CHECK_EMISSION_DOCUMENTS' | 'VERIFY_REGISTRATION' | 'ESTABLISH_PLACE' | 'ESTABLISH_ROAD' | 'ASK_AUTHORITY';

interface OpenReason {
  /** What is not known, as the name of a field. */
  readonly missing: string;
  readonly nextStep: ZoneNextStep;
}

/** Why a rule could not be decided, what is missing and what to do about it. */
export const OPEN_REASONS = {
  TYPE_UNKNOWN: { missing: 'vehicleType', nextStep: 'VERIFY_REGISTRATION' },
  FUEL_UNKNOWN: { missing: 'fuel', nextStep: 'CHECK_EMISSION_DOCUMENTS' },
  STAGE_UNKNOWN: { missing: 'stage', nextStep: 'CHECK_EMISSION_DOCUMENTS' },
  PROVINCE_UNKNOWN: { missing: 'division', nextStep: 'VERIFY_REGISTRATION' },
  PLACE_UNKNOWN: { missing: 'place', nextStep: 'ESTABLISH_PLACE' },
  AREA_UNKNOWN: { missing: 'place.inside', nextStep: 'ESTABLISH_PLACE' },
  ROAD_CLASS_UNKNOWN: { missing: 'place.roadClass', nextStep: 'ESTABLISH_ROAD' },
  ROAD_SECTION_UNKNOWN: { missing: 'place.road', nextStep: 'ESTABLISH_ROAD' },
  HOLIDAY_CALENDAR_UNKNOWN: { missing: 'holidays', nextStep: 'ASK_AUTHORITY' },
} as const satisfies Readonly<Record<string, OpenReason>>;
export type ZoneOpenReason = keyof typeof OPEN_REASONS;

/** Why a rule does not restrict. */
export type ZoneNoReason =
  | 'RULE_SET_NOT_ACTIVE'
  | 'NOT_IN_FORCE'
  | 'SPECIAL_VEHICLE'
  | 'TYPE_NOT_COVERED'
  | 'FUEL_NOT_COVERED'
  | 'STAGE_CLEANER'
  | 'OUT_OF_PROVINCE_NOT_COVERED'
  | 'OUTSIDE_AREA'
  | 'BOUNDARY_EXCLUDED'
  | 'ROAD_EXCLUDED'
  | 'ROAD_CLASS_EXCLUDED'
  | 'ROAD_CLASS_NOT_INCLUDED'
  | 'OUTSIDE_HOURS'
  | 'HOLIDAY'
  | `EXEMPT_${ExemptionKind}`;

export type ZoneReason = 'RESTRICTED' | ZoneNoReason | ZoneOpenReason;

/** What one part of a rule finds: it fits, it plainly does not, or it cannot be told. */
export type ZoneFinding = 'FITS' | ZoneNoReason | ZoneOpenReason;
