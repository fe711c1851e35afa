import type { CivilDate, Instant } from '../shared/time.js';
import type { SiteCode } from '../sync/fact.js';
import type { LoopStage, LoopStep } from './loop-table.js';
import type { NoticeOwner } from './notice-owner.js';

/** Why a vehicle is on the over-limit list. */
export const LISTING_SOURCES = [
  'PERIODIC_FAIL',
  'ROADSIDE_FAIL',
  'ONSITE_FAIL',
  'RS_CONSECUTIVE',
  'BLACK_SMOKE_CONFIRMED',
] as const;
export type ListingSource = (typeof LISTING_SOURCES)[number];

/** Why a fact about the loop has no effect on it. */
export type LoopRefusal =
  | 'NO_REPAIR_RECORD'
  | 'REPAIR_ORDER'
  | 'MSTATION_INACTIVE'
  | 'ISTATION_INACTIVE'
  | 'CERT_REQUIRED'
  | 'STATION_MISMATCH'
  | 'INTEGRITY_HOLD'
  | 'OBD_NOT_READY'
  | 'CHECK_TYPE_NO_RETEST'
  | 'VIN_MISMATCH'
  | 'JUDGEMENT_UNKNOWN'
  | 'NOT_THIS_FAILURE'
  | 'NO_OPEN_LISTING'
  | 'NO_TRANSITION'
  | 'NOT_YOUR_RECORD'
  | 'NOT_YET_DUE'
  | 'VEHICLE_SCRAPPED';

/** What a person should look at; none of it moves the loop. */
export type LoopFlag =
  | 'ODOMETER_REGRESS'
  | 'EMPTY_REPAIR'
  | 'CONTINGENCY_TEST'
  | 'CONTINGENCY_UNRECONCILED'
  | 'CONTINGENCY_INVALID';

export interface FactCode<C extends string> {
  readonly factId: string;
  readonly code: C;
}

/** The failure that a cycle of the listing answers. */
export interface LoopFailure {
  readonly factId: string;
  readonly source: ListingSource;
  /** The facts that show it, `factId` among them. */
  readonly evidence: readonly string[];
  /** From when on it counts: the end of the test, the second exceedance, the last confirmation. */
  readonly at: Instant;
  /** The inspection station that found it; null when none did. */
  readonly stationCode: string | null;
  readonly site: SiteCode;
  /** GB/T 2260 of the station or site that found it; null where it is not known. */
  readonly division: string | null;
}

export interface LoopRepair {
  readonly factId: string;
  readonly stationCode: string;
  readonly completedAt: Instant;
}

/** One stay on the over-limit list, from its first failure to its end. */
export interface Listing {
  /** The first failure names it. */
  readonly id: string;
  readonly source: ListingSource;
  readonly since: Instant;
  /** Ids of all facts that show a failure, oldest first. */
  readonly evidence: readonly string[];
  readonly discoveredBy: { readonly site: SiteCode; readonly division: string | null };
  readonly noticeOwner: NoticeOwner;
  readonly cycle: number;
  /** The failure that the present cycle answers. */
  readonly failure: LoopFailure;
  /** By when the notice of this cycle is due; null where no days are configured. */
  readonly noticeDueOn: CivilDate | null;
  readonly noticeServedAt: Instant | null;
  /** The vehicle came in at a repair station in this cycle. */
  readonly intake: { readonly factId: string; readonly stationCode: string; readonly at: Instant } | null;
  /** Repairs of this cycle that count, by completion. */
  readonly repairs: readonly LoopRepair[];
  readonly appeal: string | null;
  /** Since when the vehicle is on the blacklist for being late; it stays there until the listing ends. */
  readonly overdueSince: CivilDate | null;
  /** How it ended; null while it is open. */
  readonly end: ListingEnd | null;
}

export interface ListingEnd {
  readonly stage: 'CLEARED' | 'WITHDRAWN' | 'CLOSED_SCRAPPED' | 'TRANSFERRED';
  readonly at: Instant;
  /** The fact that ended it. */
  readonly factId: string;
}

/** DEADLINE_NOT_CONFIGURED: "no deadline configured". NOT_NOTIFIED: the days run from the notice, which is not served. */
export type DueNote = 'DEADLINE_NOT_CONFIGURED' | 'NOT_NOTIFIED';

/** One step of the loop, with the stage after it. */
export interface LoopTransition {
  readonly at: Instant;
  /** The fact that made it; null for a day that passed. */
  readonly factId: string | null;
  readonly step: LoopStep;
  readonly from: LoopStage;
  readonly to: LoopStage;
  readonly cycle: number;
  /** The listing it belongs to; null where none is open. */
  readonly listing: string | null;
}

/** The loop of one vehicle as its facts say. */
export interface LoopState {
  readonly state: LoopStage;
  /** Under an appeal or a suspicion, where the loop stands otherwise; else the same as `state`. */
  readonly beneath: LoopStage;
  /** SUSPECT: the last moment at which a second exceedance would list; after it nothing is left of the suspicion. */
  readonly suspectUntil: Instant | null;
  /** Cycle of the open or the last listing; 0 when there never was one. */
  readonly cycle: number;
  /** The open listing, or the last one. */
  readonly listing: Listing | null;
  /** The listings before it, oldest first. */
  readonly past: readonly Listing[];
  /** The report that cleared the last listing. */
  readonly clearedBy: string | null;
  readonly rejected: readonly FactCode<LoopRefusal>[];
  readonly flags: readonly FactCode<LoopFlag>[];
  /** Last civil day of Asia/Shanghai that is in time. */
  readonly dueOn: CivilDate | null;
  /** Why an open listing has no due day. */
  readonly dueNote: DueNote | null;
  readonly history: readonly LoopTransition[];
  /** The division where the vehicle is registered, as far as it is known. */
  readonly division: string | null;
  readonly vin: string | null;
  /** Stations where leave was given to be retested, with its moment; null: any station. */
  readonly overrides: readonly { readonly stationCode: string | null; readonly at: Instant }[];
}
