import type { Instant } from '../shared/time.js';
import type { Fact } from '../sync/fact.js';
import type { PlateFact } from '../vehicle/vehicle-facts.js';

/** Test methods under our own names; every source's codes are mapped by its adapter (§3.3). */
export const TEST_METHODS = [
  'TSI',
  'ASM',
  'VMAS',
  'IM195',
  'LUGDOWN',
  'FREE_ACCEL',
  'FILTER_SMOKE',
  'RINGELMANN',
  'OBD',
  'VISUAL',
] as const;
export type TestMethod = (typeof TEST_METHODS)[number];

/**
 * 检测类型. COMPARISON (实验比对) never changes a status. SUPERVISION_RETEST: 政府部门监督抽查的复检; the newer edition tells
 * ROADSIDE_RETEST (路检复检) and REMOTE_SENSING_RETEST (遥测复检) apart.
 */
export const CHECK_TYPES = [
  'PERIODIC',
  'NEW_REGISTRATION',
  'TRANSFER_IN',
  'COMPARISON',
  'SUPERVISION_RETEST',
  'ROADSIDE_RETEST',
  'REMOTE_SENSING_RETEST',
] as const;
export type CheckType = (typeof CHECK_TYPES)[number];

/** What the station says of its test. ABORT (中止) and INVALID (无效) are no failures. */
export const STATION_RESULTS = ['PASS', 'FAIL', 'ABORT', 'INVALID'] as const;
export type StationResult = (typeof STATION_RESULTS)[number];

/** What the service says. VOID: counts for nothing (aborted, invalid or a comparison). UNKNOWN: evidence is missing. */
export const REPORT_RESULTS = ['PASS', 'FAIL', 'VOID', 'UNKNOWN'] as const;
export type ReportResult = (typeof REPORT_RESULTS)[number];

export const LIMIT_SETS = ['A', 'B'] as const;
export type LimitSet = (typeof LIMIT_SETS)[number];

/** A number as written: `value / 10^scale`. */
export interface Scaled {
  readonly value: number;
  readonly scale: number;
}

export const ITEM_UNITS = ['m-1', '%', '1e-6', 'g/km', 'level', 'kW', 'ratio'] as const;
export type ItemUnit = (typeof ITEM_UNITS)[number];

/** One item as the station uploaded it. */
export interface ReportedItem {
  /**
   * Internal code: K100, N100, K80, N80, NOX80, MAX_POWER (corrected), K_FA, N_FA, RINGELMANN, LOW_CO, LOW_HC, HIGH_CO,
   * HIGH_HC, LAMBDA, CO_5025, HC_5025, NO_5025, CO_2540, HC_2540, NO_2540, CO, HC, NOX, HC_NOX; K in m⁻¹, N in %. CO2_5025
   * and CO2_2540 (%) have no limit: they show a sample that was diluted.
   */
  readonly code: string;
  readonly value: Scaled;
  readonly unit: ItemUnit;
  /** The limit that the station printed; null when it uploaded none. */
  readonly limit: Scaled | null;
  /** The lower one, where the station printed two; left out elsewhere. */
  readonly lowestLimit?: Scaled | null;
  /** The station's own verdict on the item. */
  readonly passed: boolean | null;
  /** Single readings behind a mean, oldest first. */
  readonly readings: readonly Scaled[];
}

/** One item as the service judges it. */
export interface JudgedItem {
  readonly code: string;
  readonly value: Scaled;
  readonly limit: Scaled;
  readonly pass: boolean;
}

/** The service's own judgement, with everything it rests on: what was judged stays judged when the configuration changes. */
export interface ReportJudgement {
  readonly result: ReportResult;
  readonly limitSet: LimitSet | null;
  /** The clause of the standard (an id in the catalogue of clauses). */
  readonly clause: string;
  readonly items: readonly JudgedItem[];
  /** Codes of flags, sorted. */
  readonly flags: readonly string[];
}

/** 车载诊断检查 (§3.8). */
export interface ObdReading {
  readonly communicates: boolean | null;
  readonly milOn: boolean | null;
  /** Whether the lamp says what the control unit says; left out where nobody looked. */
  readonly indicatorAgrees?: boolean | null;
  readonly dtc: readonly string[];
  readonly readinessIncomplete: number | null;
  readonly calIds: readonly string[];
  readonly cvns: readonly string[];
  readonly vin: string | null;
  readonly kmSinceClear: number | null;
}

/** Ambient air: tenths of a degree Celsius, pascal, tenths of a per cent. */
export interface Ambient {
  readonly temperatureC10: number | null;
  readonly pressurePa: number | null;
  readonly humidityPct10: number | null;
}

/** A test report of an inspection station (§5 FailReport, §11.1 TestReport). Subject: the vehicle. */
export interface InspectionReported {
  /** Opaque, `[0-9A-Z-]{6,40}`, unique in the issuing province. */
  readonly reportNo: string;
  readonly stationCode: string;
  readonly lineNo: string | null;
  readonly checkType: CheckType;
  readonly method: TestMethod;
  /** Why free acceleration was chosen for a truck that could be lug-downed; null otherwise. */
  readonly methodReason: string | null;
  /** 第几次检测. */
  readonly timesNo: number | null;
  readonly vin: string | null;
  readonly plate: Pick<PlateFact, 'number' | 'type' | 'color'> | null;
  readonly engineModel: string | null;
  readonly ratedPowerW: number | null;
  readonly odometerKm: number | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly ambient: Ambient | null;
  readonly items: readonly ReportedItem[];
  /** Whether black or blue smoke was seen. */
  readonly visibleSmoke: boolean | null;
  readonly obd: ObdReading | null;
  readonly stationResult: StationResult;
  /** Working names or numbers of 检验员, 授权签字人, 批准人. */
  readonly inspector: string | null;
  readonly authorisedSigner: string | null;
  readonly approver: string | null;
  /** 检定有效期 of the instrument at the time of the test. */
  readonly calibrationValidTo: string | null;
  /** SHA-256 (hex) of the process series and its rows (one a second). */
  readonly seriesSha256: string | null;
  readonly seriesRows: number | null;
  /** Id of the stored raw message; null when the report came in our own form. */
  readonly rawMessage: string | null;
  /** Whether it was tested under a contingency code of the bureau. */
  readonly contingency: boolean;
  /** Why it takes the place of the report that it supersedes; left out of one that supersedes none. */
  readonly correctionBasis?: string;
  readonly judgement: ReportJudgement;
}

export const POLLUTANTS = ['OPACITY', 'RINGELMANN', 'NO'] as const;
export type Pollutant = (typeof POLLUTANTS)[number];

/** The weather at the site; by rain and snow nothing is measured that counts (§3.5). */
export const SITE_WEATHERS = ['CLEAR', 'CLOUDY', 'RAIN', 'SNOW', 'FOG', 'OTHER'] as const;
export type SiteWeather = (typeof SITE_WEATHERS)[number];

/** One reading of a remote-sensing record: opacity in tenths of a per cent, Ringelmann level, NO in 10⁻⁶. */
export interface RemoteReading {
  readonly pollutant: Pollutant;
  readonly value: Scaled;
}

/** A passage measured by remote sensing (HJ 845-2017). Subject: the vehicle. The moment is the fact's occurredAt. */
export interface RemoteSensed {
  readonly recordNo: string;
  readonly siteCode: string;
  readonly deviceCode: string;
  readonly lane: number | null;
  readonly plate: Pick<PlateFact, 'number' | 'type' | 'color'>;
  readonly plateConfidencePct: number | null;
  readonly readings: readonly RemoteReading[];
  readonly speedKmh10: number | null;
  /** What the source says of its record; whether it counts also follows from what else it says. */
  readonly valid: boolean;
  readonly invalidReason: string | null;
  readonly weather?: SiteWeather | null;
  /** CO₂ of the plume in per cent: where there is none, no plume was measured. */
  readonly co2?: Scaled | null;
  readonly imageSha256: readonly string[];
  readonly calibrationValidTo: string | null;
  /** Vehicle type that the image shows (GA/T 16.4), when it was recognised. */
  readonly imageVehicleType: string | null;
}

/** A black-smoke capture: evidence that waits for a person. */
export interface SmokeCaptured {
  readonly recordNo: string;
  readonly siteCode: string;
  readonly lane: number | null;
  readonly plate: Pick<PlateFact, 'number' | 'type' | 'color'>;
  /** 林格曼 0 to 5. */
  readonly ringelmann: number;
  readonly imageSha256: readonly string[];
  readonly videoSha256: string | null;
}

export interface SmokeReviewed {
  /** The fact of the capture. */
  readonly capture: string;
  /** Account or working number of the officer who looked; where several must confirm, they are different people. */
  readonly reviewer: string;
  readonly decision: 'CONFIRMED' | 'REJECTED';
  readonly basis: string;
}

/** 路检路查 or 入户抽测. A single failed GB 3847 test suffices. */
export interface FieldChecked {
  readonly recordNo: string;
  readonly place: 'ROADSIDE' | 'ONSITE';
  readonly location: string;
  /** GB/T 2260 of the place, whose city says which limits hold. */
  readonly division?: string | null;
  readonly officers: readonly string[];
  readonly instrument: string | null;
  readonly instrumentValidTo: string | null;
  readonly method: TestMethod;
  readonly items: readonly ReportedItem[];
  readonly visibleSmoke: boolean | null;
  /** SHA-256 (hex) of the driver's signature, and of photographs and videos. */
  readonly signatureSha256?: string | null;
  readonly imageSha256?: readonly string[];
  readonly videoSha256?: string | null;
  readonly disposal: string | null;
  readonly judgement: ReportJudgement;
}

export const FLAG_SEVERITIES = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type FlagSeverity = (typeof FLAG_SEVERITIES)[number];

/** A lead for an officer (§9), never a penalty by itself. A held report cannot clear a listing. */
export interface ReportFlagged {
  /** The fact of the report or repair. */
  readonly about: string;
  /** A1 … A13. */
  readonly rule: string;
  /** What of the rule was found, such as TEST_TOO_SHORT. */
  readonly code?: string | null;
  readonly severity: FlagSeverity;
  /** Whether the report is held (INTEGRITY_HOLD). */
  readonly hold: boolean;
  /** Ids of facts and figures that show it. */
  readonly evidence: readonly { readonly fact: string | null; readonly says: string }[];
}

/** An officer looked at a flag. DISMISSED lets the report count again; UPHELD keeps it out; the last decision rules. */
export interface FlagDecided {
  /** The fact of the flag. */
  readonly flag: string;
  readonly decision: 'DISMISSED' | 'UPHELD';
  readonly basis: string;
}

export interface EmissionPayloads {
  'inspection.reported': InspectionReported;
  'inspection.remote-sensed': RemoteSensed;
  'inspection.smoke-captured': SmokeCaptured;
  'inspection.smoke-reviewed': SmokeReviewed;
  'inspection.field-checked': FieldChecked;
  'inspection.flagged': ReportFlagged;
  'inspection.flag-decided': FlagDecided;
}
export type EmissionFactKind = keyof EmissionPayloads;
export type EmissionFact = { [K in EmissionFactKind]: Fact<K, EmissionPayloads[K]> }[EmissionFactKind];
