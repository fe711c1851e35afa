import type { CivilDate } from '../shared/time.js';
import type { SiteCode, Fact } from '../sync/fact.js';

/** 排放阶段. G6_UNSPEC: 国六 whose a or b was lost on the wire (§1.10). */
export const EMISSION_STAGES = [
  'G0',
  'G1',
  'G2',
  'G3',
  'G4',
  'G5',
  'G6A',
  'G6B',
  'G6_UNSPEC',
  'ZERO',
  'UNKNOWN',
] as const;
export type EmissionStage = (typeof EMISSION_STAGES)[number];

/** Sources of stage evidence in order of rank, best first (§1.10): a lower one never overwrites a higher one. */
export const STAGE_SOURCES = ['DISCLOSURE', 'TYPE_APPROVAL', 'REGISTRATION', 'DATE_INFERENCE'] as const;
export type StageSource = (typeof STAGE_SOURCES)[number];

/** 号牌颜色, one internal list for the incompatible code systems of §1.3. */
export const PLATE_COLORS = [
  'BLUE',
  'YELLOW',
  'BLACK',
  'WHITE',
  'GREEN_GRADIENT',
  'YELLOW_GREEN',
  'OTHER',
  'UNKNOWN',
] as const;
export type PlateColor = (typeof PLATE_COLORS)[number];

/** Where a colour's raw code came from; a bare digit means nothing without it. INTERNAL: given as our own word. */
export const COLOR_SYSTEMS = ['INTERNAL', 'JT697', 'ETC', 'JINHUA', 'JIANGSU'] as const;
export type ColorSystem = (typeof COLOR_SYSTEMS)[number];

export const OWNER_KINDS = ['ORG', 'PERSON', 'INDIVIDUAL_BUSINESS'] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** A plate as the field writes it: the number alone names no vehicle, the pair with the type does (R1.1). */
export interface PlateFact {
  /** Normalised 号牌号码. */
  readonly number: string;
  /** 号牌种类 GA/T 16.7, two digits. */
  readonly type: string;
  readonly color: PlateColor;
  readonly colorSystem: ColorSystem;
  /** The colour exactly as it was received. */
  readonly colorRaw: string;
}

export interface Retrofit {
  readonly kind: 'DPF' | 'SCR' | 'OTHER';
  readonly on: CivilDate;
  readonly certificateNo: string;
}

/** What a registration says. Masses in kg, lengths in mm, power in watts. */
export interface VehicleRegistered {
  /** 17-character VIN, or null when only a legacy frame number is known. */
  readonly vin: string | null;
  readonly frameNo: string | null;
  readonly plate: PlateFact;
  /** GA/T 16.4, three characters. */
  readonly vehicleType: string;
  /** GA/T 16.3, one letter. */
  readonly useNature: string;
  /** GA/T 16.9 letters, possibly composite; '' when the register leaves it blank. */
  readonly fuel: string;
  /** The registration authority's own word on the stage (evidence of rank REGISTRATION). */
  readonly emissionStage: EmissionStage;
  readonly massKg: number | null;
  readonly lengthMm: number | null;
  readonly engineModel: string | null;
  readonly engineNo: string | null;
  readonly ratedPowerW: number | null;
  /** 初次登记. */
  readonly firstRegisteredOn: CivilDate;
  readonly manufacturedOn: CivilDate | null;
  /** GB/T 2260, six digits, of the registration record (never of the plate letter). */
  readonly division: string;
  readonly ownerKind: OwnerKind;
  /** 统一社会信用代码, never for a natural person. */
  readonly ownerUscc: string | null;
  /** GA/T 16 status letters, one or several (`GQ`). */
  readonly status: string;
  readonly retrofit: Retrofit | null;
  /** Codes of the warnings that the rules gave when it was written. */
  readonly warnings: readonly string[];
}

export interface VehicleReplated {
  readonly plate: PlateFact;
  /** Division of the new registration record when it changed with the plate. */
  readonly division: string | null;
  readonly on: CivilDate;
}

export interface VehicleTransferred {
  readonly division: string;
  readonly ownerKind: OwnerKind;
  readonly ownerUscc: string | null;
  readonly useNature: string | null;
  readonly on: CivilDate;
}

export interface VehicleScrapped {
  /** E 注销, M 强制注销 or P 达到报废标准公告牌证作废. */
  readonly status: 'E' | 'M' | 'P';
  readonly certificateNo: string | null;
  readonly on: CivilDate;
}

export interface StageEvidenceAdded {
  readonly source: StageSource;
  readonly stage: EmissionStage;
  /** The document: disclosure number, approval bulletin, register extract. */
  readonly reference: string;
}

/**
 * Who owns the vehicle from a day on. Nothing in it is about a person: the particulars are sealed under `record` at the
 * site that wrote the fact, and can be erased there while the fact stands.
 */
export interface OwnerRecorded {
  readonly ownerKind: OwnerKind;
  /** The public name of an organisation; null for everybody else. */
  readonly organisationName: string | null;
  /** Id of the sealed particulars, null when there are none. */
  readonly record: string | null;
  /** SHA-256 (hex) of a secret salt and the particulars: a later change of what is sealed would show. */
  readonly commitment: string | null;
  readonly on: CivilDate;
}

/** The sealed particulars were destroyed on a request of the person concerned (PIPL art. 47). */
export interface OwnerErased {
  readonly record: string;
  /** Number of the document that ordered it. */
  readonly basis: string;
  readonly on: CivilDate;
}

/** What waits for a person because the rules may not decide it, from the facts about one vehicle. */
export const REVIEW_CODES = [
  'FUEL_UNKNOWN',
  'STAGE_UNKNOWN',
  'STAGE_DATE_CONFLICT',
  'STAGE_CONFLICT',
] as const;
export type ReviewCode = (typeof REVIEW_CODES)[number];

/** Records that contradict each other between sites; a person can only say that the own record is right. */
export const DUPLICATE_CODES = [
  'MULTIPLE_REGISTRATIONS',
  'VIN_REGISTERED_ELSEWHERE',
  'PLATE_IN_USE_ELSEWHERE',
] as const;
export type DuplicateCode = (typeof DUPLICATE_CODES)[number];

/** Everything about a vehicle that a person may decide. */
export type DecidableItem = ReviewCode | DuplicateCode;

/** FUEL_IS and STAGE_IS name a value. LEAVE_UNKNOWN: nobody can tell. KEEP: what the rules say stands. */
export const REVIEW_DECISIONS = ['FUEL_IS', 'LEAVE_UNKNOWN', 'STAGE_IS', 'KEEP'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** A person's decision about one item. It stands beside the evidence and never in its place. */
export interface ReviewDecided {
  readonly item: DecidableItem;
  readonly decision: ReviewDecision;
  /** A fuel code for FUEL_IS, a stage for STAGE_IS, otherwise null. */
  readonly value: string | null;
  /** The document or the finding on which it rests. */
  readonly basis: string;
  /** Ids of the facts that the person had before them; for a record elsewhere, of the other vehicles. */
  readonly considered: readonly string[];
}

/** The vehicle gave its plate up without taking another one. */
export interface PlateSurrendered {
  readonly number: string;
  readonly type: string;
  readonly on: CivilDate;
  readonly basis: string;
}

/** Every kind of vehicle fact with its payload; kind and version select the payload's shape. */
export interface VehiclePayloads {
  'vehicle.registered': VehicleRegistered;
  'vehicle.replated': VehicleReplated;
  'vehicle.transferred': VehicleTransferred;
  'vehicle.scrapped': VehicleScrapped;
  'vehicle.stage-evidence-added': StageEvidenceAdded;
  'vehicle.owner-recorded': OwnerRecorded;
  'vehicle.owner-erased': OwnerErased;
  'vehicle.review-decided': ReviewDecided;
  'vehicle.plate-surrendered': PlateSurrendered;
}
export type VehicleFactKind = keyof VehiclePayloads;
export type VehicleFact = { [K in VehicleFactKind]: Fact<K, VehiclePayloads[K]> }[VehicleFactKind];

/** A piece of stage evidence as the fold keeps it. */
export interface StageEvidence {
  readonly source: StageSource;
  readonly stage: EmissionStage;
  readonly reference: string;
  readonly factId: string;
  readonly site: SiteCode;
  readonly occurredAt: string;
}
