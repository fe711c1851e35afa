import type { ClauseId } from './clauses.js';
import type { ReviewItem, SupervisionCode } from './vehicle-state.js';

/** STOP: do not let it go on. CHECK: look closer. UNKNOWN: the record cannot tell. PASS: nothing is known against it. */
export type Verdict = 'STOP' | 'CHECK' | 'UNKNOWN' | 'PASS';

/** The graver, the higher. */
export const GRAVITY: Readonly<Record<Verdict, number>> = { PASS: 0, UNKNOWN: 1, CHECK: 2, STOP: 3 };

/** What the officer may lawfully do next. */
export type NextStep =
  | 'DETAIN_FOR_SCRAPPING'
  | 'REPORT_TO_PUBLIC_SECURITY'
  | 'VERIFY_IDENTITY'
  | 'VERIFY_REGISTRATION'
  | 'ROADSIDE_EMISSION_TEST'
  | 'CHECK_REPAIR_RECORD'
  | 'ORDER_INSPECTION'
  | 'CHECK_EMISSION_DOCUMENTS'
  | 'ASK_TYPE_OR_COLOR'
  | 'ASK_REGISTRATION_PROVINCE'
  | 'ENFORCE_RESTRICTION'
  | 'SETTLE_RESTRICTION';

/** Reasons that the roadside itself finds, beside the reasons of supervision and the open reviews. */
export type RoadsideOnlyCode =
  | 'SCRAPPED_ON_ROAD'
  | 'STATUS_STOLEN'
  | 'STATUS_WANTED'
  | 'STATUS_SEIZED'
  | 'STATUS_SUSPENDED'
  | 'INSPECTION_OVERDUE'
  | 'STATUS_MOVED_OUT'
  | 'PLATE_HELD_TWICE'
  | 'PLATE_NOT_CURRENT'
  | 'PLATE_COLOR_MISMATCH'
  | 'PLATE_NOT_YET_HELD'
  | 'TWO_VEHICLES_SHARE_NUMBER'
  | 'PLATE_UNDER_OTHER_TYPE'
  | 'RECORD_CHANGED_SINCE'
  | 'NO_RECORD'
  | 'RESTRICTED_ZONE'
  | 'ZONE_UNDECIDED'
  | 'SOURCE_SILENT';

export type RoadsideCode = RoadsideOnlyCode | SupervisionCode | ReviewItem['code'];

export interface RoadsideRule {
  readonly verdict: Exclude<Verdict, 'PASS'>;
  readonly clause: ClauseId | null;
  readonly nextStep: NextStep;
}

/**
 * What each reason means at the roadside; the order of the lines is the order of reasons of one verdict. The clause of a
 * supervision reason comes with the reason; here stands what the next step rests on.
 */
export const ROADSIDE_RULES: Readonly<Record<RoadsideCode, RoadsideRule>> = {
  SCRAPPED_ON_ROAD: { verdict: 'STOP', clause: 'ROAD_LAW_100', nextStep: 'DETAIN_FOR_SCRAPPING' },
  STATUS_STOLEN: { verdict: 'STOP', clause: null, nextStep: 'REPORT_TO_PUBLIC_SECURITY' },
  STATUS_WANTED: { verdict: 'CHECK', clause: null, nextStep: 'REPORT_TO_PUBLIC_SECURITY' },
  PLATE_HELD_TWICE: { verdict: 'CHECK', clause: 'ROAD_LAW_96', nextStep: 'VERIFY_IDENTITY' },
  PLATE_NOT_CURRENT: { verdict: 'CHECK', clause: 'ROAD_LAW_11', nextStep: 'VERIFY_IDENTITY' },
  PLATE_COLOR_MISMATCH: { verdict: 'CHECK', clause: 'ROAD_LAW_96', nextStep: 'VERIFY_IDENTITY' },
  STATUS_SEIZED: { verdict: 'CHECK', clause: null, nextStep: 'VERIFY_REGISTRATION' },
  STATUS_SUSPENDED: { verdict: 'CHECK', clause: null, nextStep: 'VERIFY_REGISTRATION' },
  OVER_LIMIT_LISTED: { verdict: 'CHECK', clause: 'AIR_LAW_60', nextStep: 'CHECK_REPAIR_RECORD' },
  OVERDUE_REPAIR: { verdict: 'CHECK', clause: 'AIR_LAW_60', nextStep: 'CHECK_REPAIR_RECORD' },
  TAMPER_SUSPECT: { verdict: 'CHECK', clause: 'AIR_LAW_53', nextStep: 'ROADSIDE_EMISSION_TEST' },
  RS_SINGLE_EXCEED: { verdict: 'CHECK', clause: 'AIR_LAW_53', nextStep: 'ROADSIDE_EMISSION_TEST' },
  FIRST_TEST_FAIL: { verdict: 'CHECK', clause: 'AIR_LAW_53', nextStep: 'ROADSIDE_EMISSION_TEST' },
  G3_DIESEL_TRUCK: { verdict: 'CHECK', clause: 'AIR_LAW_53', nextStep: 'ROADSIDE_EMISSION_TEST' },
  OUT_OF_AREA_TEST: { verdict: 'CHECK', clause: 'AIR_LAW_53', nextStep: 'ROADSIDE_EMISSION_TEST' },
  FLEET_GT20: { verdict: 'CHECK', clause: 'AIR_LAW_53', nextStep: 'ROADSIDE_EMISSION_TEST' },
  RESTRICTED_ZONE: { verdict: 'CHECK', clause: 'ROAD_LAW_39', nextStep: 'ENFORCE_RESTRICTION' },
  INSPECTION_OVERDUE: { verdict: 'CHECK', clause: 'ROAD_LAW_13', nextStep: 'ORDER_INSPECTION' },
  TWO_VEHICLES_SHARE_NUMBER: { verdict: 'UNKNOWN', clause: null, nextStep: 'ASK_TYPE_OR_COLOR' },
  PLATE_UNDER_OTHER_TYPE: { verdict: 'UNKNOWN', clause: null, nextStep: 'ASK_TYPE_OR_COLOR' },
  PLATE_NOT_YET_HELD: { verdict: 'UNKNOWN', clause: null, nextStep: 'VERIFY_REGISTRATION' },
  RECORD_CHANGED_SINCE: { verdict: 'UNKNOWN', clause: null, nextStep: 'VERIFY_REGISTRATION' },
  STATUS_MOVED_OUT: { verdict: 'UNKNOWN', clause: null, nextStep: 'VERIFY_REGISTRATION' },
  FUEL_UNKNOWN: { verdict: 'UNKNOWN', clause: null, nextStep: 'CHECK_EMISSION_DOCUMENTS' },
  STAGE_UNKNOWN: { verdict: 'UNKNOWN', clause: null, nextStep: 'CHECK_EMISSION_DOCUMENTS' },
  STAGE_DATE_CONFLICT: { verdict: 'UNKNOWN', clause: null, nextStep: 'CHECK_EMISSION_DOCUMENTS' },
  STAGE_CONFLICT: { verdict: 'UNKNOWN', clause: null, nextStep: 'CHECK_EMISSION_DOCUMENTS' },
  ZONE_UNDECIDED: { verdict: 'UNKNOWN', clause: null, nextStep: 'SETTLE_RESTRICTION' },
  NO_RECORD: { verdict: 'UNKNOWN', clause: null, nextStep: 'VERIFY_REGISTRATION' },
  SOURCE_SILENT: { verdict: 'UNKNOWN', clause: null, nextStep: 'ASK_REGISTRATION_PROVINCE' },
};

/**
 * Letters of 机动车状态 (GA/T 16) that speak at the roadside; E, M and P are the end of life. Administrative holds
 * (G, H, I, O) say nothing against driving.
 */
export const STATUS_REASONS: readonly (readonly [letter: string, code: RoadsideOnlyCode])[] = [
  ['C', 'STATUS_STOLEN'],
  ['J', 'STATUS_WANTED'],
  ['N', 'STATUS_WANTED'],
  ['K', 'STATUS_SEIZED'],
  ['L', 'STATUS_SEIZED'],
  ['D', 'STATUS_SUSPENDED'],
  ['Q', 'INSPECTION_OVERDUE'],
  ['B', 'STATUS_MOVED_OUT'],
];
