import type { EmissionFact, ReportedItem } from '../emission/emission-facts.js';
import type { CivilDate, Instant } from '../shared/time.js';
import type { Fact } from '../sync/fact.js';
import type { VehicleFact } from '../vehicle/vehicle-facts.js';

/** 维修类型; the first three ask for a 竣工出厂合格证 (《机动车维修管理规定》). */
export const REPAIR_TYPES = ['SECOND_MAINTENANCE', 'ASSEMBLY', 'WHOLE_VEHICLE', 'SPECIAL', 'MINOR'] as const;
export type RepairType = (typeof REPAIR_TYPES)[number];

/** 超标排放汽车维护修理告知书: from its service on the days run. */
export interface NoticeServed {
  readonly noticeNo: string;
  /** By letter, announcement, message or in person. */
  readonly channel: 'LETTER' | 'ANNOUNCEMENT' | 'MESSAGE' | 'IN_PERSON';
  /** Division of the bureau that serves it (§4: where the vehicle is registered, when that is elsewhere). */
  readonly division: string;
}

/** The vehicle came in at a repair station. The station reads the failing report that is named. */
export interface RepairStarted {
  readonly stationCode: string;
  /** Fact of the failing report, field check or listing that it answers. */
  readonly failure: string;
  readonly odometerKm: number | null;
}

export interface RepairPart {
  readonly name: string;
  readonly code: string | null;
  readonly quantity: number;
  readonly serial: string | null;
  /** DOC, DPF, SCR, EGR, NOX_SENSOR, INJECTOR, UREA_PUMP or OTHER; null when it is no emission part. */
  readonly emissionPart: string | null;
  readonly brand: string | null;
}

/** A completed repair as it was uploaded after 结算 (JT/T 1132.2 and its I/M extension). */
export interface RepairCompleted {
  readonly stationCode: string;
  /** 统一社会信用代码 of the repair station. */
  readonly uscc: string | null;
  /** Fact of the failure; each repair answers exactly one (R5.5). */
  readonly failure: string;
  /** 结算清单编号. */
  readonly settlementNo: string;
  readonly intakeAt: Instant;
  readonly completedAt: Instant;
  readonly settledOn: CivilDate;
  readonly odometerKm: number | null;
  readonly repairType: RepairType;
  /** 竣工出厂合格证编号; null where the law asks for none. */
  readonly certificateNo: string | null;
  readonly diagnosis: string;
  readonly parts: readonly RepairPart[];
  readonly labour: readonly { readonly project: string; readonly hours10: number }[];
  readonly readingsBefore: readonly ReportedItem[];
  readonly readingsAfter: readonly ReportedItem[];
  readonly qualityInspector: string | null;
  readonly warrantyKm: number | null;
  readonly warrantyDays: number | null;
}

/** The owner disputes a failure without a repair (R5.8). */
export interface AppealLodged {
  readonly about: string;
  readonly basis: string;
}

/** UPHELD withdraws the listing; REJECTED puts it back to where it was. */
export interface AppealDecided {
  readonly appeal: string;
  readonly decision: 'UPHELD' | 'REJECTED';
  readonly basis: string;
}

/** A listing taken back by the authority: a misread or cloned plate, a wrong vehicle. */
export interface ListingWithdrawn {
  readonly about: string;
  readonly reason: 'MISREAD_PLATE' | 'CLONED_PLATE' | 'WRONG_VEHICLE' | 'OTHER';
  readonly basis: string;
}

/** Leave to be retested elsewhere than at the station that failed the vehicle. */
export interface StationOverridden {
  /** Where it may be retested; null: at any station. */
  readonly stationCode: string | null;
  readonly reason: 'STATION_CLOSED' | 'STATION_SUSPENDED' | 'OUT_OF_AREA' | 'OTHER';
  readonly basis: string;
}

/** The time for the repair ran out, found by schedule. */
export interface LoopFellOverdue {
  readonly cycle: number;
  readonly dueOn: CivilDate;
}

/** The vehicle left the delta; its listing goes with a copy to where it now is. */
export interface LoopTransferredOut {
  /** GB/T 2260 of the new registration, outside the delta. */
  readonly division: string;
  readonly basis: string;
}

export interface LoopPayloads {
  'loop.notice-served': NoticeServed;
  'loop.repair-started': RepairStarted;
  'loop.repair-completed': RepairCompleted;
  'loop.appeal-lodged': AppealLodged;
  'loop.appeal-decided': AppealDecided;
  'loop.withdrawn': ListingWithdrawn;
  'loop.station-overridden': StationOverridden;
  'loop.fell-overdue': LoopFellOverdue;
  'loop.transferred-out': LoopTransferredOut;
}
export type LoopFactKind = keyof LoopPayloads;
export type LoopFact = { [K in LoopFactKind]: Fact<K, LoopPayloads[K]> }[LoopFactKind];

/** Everything about a vehicle that its loop is folded from. */
export type LoopInput = LoopFact | EmissionFact | VehicleFact;

/** What an authority configures for a city from a day on; null is "not configured", never a guess. */
export interface LoopRules {
  /** Days within which the notice must be served. */
  readonly notifyDays: number | null;
  /** Civil days of Asia/Shanghai from the service of the notice within which the repair and retest must be done. */
  readonly repairDays: number | null;
  /** Whether the retest must be at the station that failed the vehicle; null: nobody has said. */
  readonly sameStation: boolean | null;
  /** Whether a passed statutory test resets the count of remote-sensing exceedances. */
  readonly resetOnPass: boolean | null;
  /** Whether NO counts for listing by remote sensing. */
  readonly noCountsForListing: boolean | null;
  /** Least minutes between two records of one site that count as two. */
  readonly remoteMinGapMinutes: number | null;
  /** Least confidence in per cent with which a remote-sensing site must have read the plate; null: nobody has said. */
  readonly remotePlateConfidencePct?: number | null;
  /** Officers who must confirm a black-smoke capture; null: nobody has said, and one is what the rule asks for. */
  readonly smokeConfirmations: number | null;
  /** Repair types for which a certificate is asked, beyond those of the law. */
  readonly certificateFor: readonly RepairType[];
}
