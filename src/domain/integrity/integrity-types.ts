import type { FlagSeverity, InspectionReported, TestMethod } from '../emission/emission-facts.js';
import type { RepairCompleted } from '../maintenance/loop-facts.js';
import type { Instant } from '../shared/time.js';

/** The rules by which test and repair stations are watched. */
export const INTEGRITY_RULES = [
  'A1',
  'A2',
  'A3',
  'A4',
  'A5',
  'A6',
  'A7',
  'A8',
  'A9',
  'A10',
  'A11',
  'A12',
  'A13',
  'R5.4',
  'R5.6',
  'R5.7',
] as const;
export type IntegrityRule = (typeof INTEGRITY_RULES)[number];

/** One channel of a process series, one whole number a second (scaled as the channel is). */
export interface SeriesChannel {
  readonly name: string;
  readonly values: readonly number[];
}

/** A report with what the service knows beside it. Members that nobody supplied are null or empty: never a reason to flag. */
export interface ReportRow {
  /** Id of the fact. */
  readonly fact: string;
  readonly report: InspectionReported;
  /** When the service received it. */
  readonly receivedAt: Instant;
  /** 车辆型号 as registered. */
  readonly vehicleModel: string | null;
  /** Second-by-second series of the test; empty where it was not uploaded. */
  readonly series: readonly SeriesChannel[];
  /** Hash of the series, its values cut to steps (A2); null where there is none or no step is configured. */
  readonly curveKey: string | null;
  /** When the photos of the test say they were taken (EXIF). */
  readonly photosTakenAt: readonly Instant[];
  /** Plate that the video of the test shows, normalised. */
  readonly videoPlate: string | null;
  /** Whether the line's daily check of that civil day is on record. */
  readonly dailyChecked: boolean | null;
}

/** A repair with what the service knows beside it. */
export interface RepairRow {
  readonly fact: string;
  readonly vin: string | null;
  readonly repair: RepairCompleted;
  /** 联系电话 of the repair station. */
  readonly phone: string | null;
}

/** The inspection station that failed or retests the vehicle, as far as A12 compares it. */
export interface StationIdentity {
  readonly code: string;
  readonly uscc: string | null;
  readonly phone: string | null;
}

/** What a flag is about: the fact of a report or repair, or a station by its code. */
export interface FlagTarget {
  readonly type: 'REPORT' | 'REPAIR' | 'STATION';
  readonly id: string;
}

export interface EvidenceRow {
  /** Fact that shows it; null for a figure that no single fact shows. */
  readonly fact: string | null;
  readonly says: string;
}

/** A lead for an officer, never a penalty. `hold`: until an officer dismisses it the report clears no listing. */
export interface IntegrityFlag {
  readonly rule: IntegrityRule;
  readonly code: string;
  readonly about: FlagTarget;
  readonly severity: FlagSeverity;
  readonly hold: boolean;
  readonly evidence: readonly EvidenceRow[];
}

/** What a rule gives: its flags, and the thresholds that it would need and nobody configured. */
export interface RuleOutcome {
  readonly flags: readonly IntegrityFlag[];
  /** Names of thresholds; what depends on them was NOT_CONFIGURED and so not looked at. */
  readonly notConfigured: readonly (keyof IntegrityThresholds)[];
}

/**
 * Thresholds, each set by an authority from a day on. null is "not configured": the part of the rule that needs it is
 * not applied and says so. None has a value in the code.
 */
export interface IntegrityThresholds {
  /** A1: days of a station's tests that are compared. */
  readonly calIdWindowDays: number | null;
  /** A1: most engine models that may share one CAL ID and CVN. */
  readonly calIdEngineModels: number | null;
  /** A1: most vehicle models that may share them. */
  readonly calIdVehicleModels: number | null;
  /** A1: per cent of a station's OBD tests above which one CAL ID and CVN stands out, where models are not known. */
  readonly calIdSharePct: number | null;
  /** A2: step to which values are cut before the series is hashed. */
  readonly curveQuantum: number | null;
  /** A2: thousandths of Pearson's r from which two channels are the same curve. */
  readonly curveCorrelation1000: number | null;
  /** A2: channels that must be the same. */
  readonly curveChannels: number | null;
  /** A2: fewest seconds of a series that say anything. */
  readonly curveSeconds: number | null;
  /** A3: least and most seconds of a test, by method; a method that is left out is not configured. */
  readonly minimumSeconds: Partial<Record<TestMethod, number>> | null;
  readonly maximumSeconds: Partial<Record<TestMethod, number>> | null;
  /** A3: most rows that a series may differ from the seconds of its test. */
  readonly seriesRowTolerance: number | null;
  /** A4: seconds by which clocks may differ. */
  readonly clockToleranceSeconds: number | null;
  /** A4: least minutes to drive a vehicle from one station to another. */
  readonly travelMinutes: number | null;
  /** A5: per cent by which the power may differ from the model's. */
  readonly ratedPowerPct: number | null;
  /** A6: fewest tests that a rate is made of. */
  readonly passRateTests: number | null;
  /** A6: hundredths of the standard score above which a rate of first tests stands out. */
  readonly passRateZ100: number | null;
  /** A6: minutes within which a retest is quick. */
  readonly quickRetestMinutes: number | null;
  /** A6: per cent of quick retests without a repair that may pass. */
  readonly quickRetestPct: number | null;
  /** A6: fewest quick retests that say anything. */
  readonly quickRetests: number | null;
  /** A7: tenths of a degree Celsius that ambient air can have. */
  readonly ambientLowestC10: number | null;
  readonly ambientHighestC10: number | null;
  /** A7: tests of one station and day from which an ambient that never changes stands out. */
  readonly ambientSameTests: number | null;
  /** A7: hundredths of a per cent of CO₂ below which the probe was not in the exhaust during a lug-down. */
  readonly lugdownCo2Pct100: number | null;
  /** A9, R5.4: kilometres by which an odometer may read less than before. */
  readonly odometerToleranceKm: number | null;
  /** A10: aborted tests before a pass. */
  readonly abortsBeforePass: number | null;
  /** A10: hours before a pass in which they are counted. */
  readonly abortHours: number | null;
  /** A12: vehicles whose repairs may show the same list of parts. */
  readonly samePartsVehicles: number | null;
  /** A12: days of a repair station that are compared. */
  readonly repairWindowDays: number | null;
  /** A12: minutes that a repair takes at least. */
  readonly repairMinutes: number | null;
  /** A13, R5.7: incomplete readiness items that mean all of them. */
  readonly readinessAll: number | null;
  /** A13: kilometres since the memory was cleared below which it stands out. */
  readonly clearedKm: number | null;
}

/** Nothing is configured. */
export const NO_THRESHOLDS: IntegrityThresholds = {
  calIdWindowDays: null,
  calIdEngineModels: null,
  calIdVehicleModels: null,
  calIdSharePct: null,
  curveQuantum: null,
  curveCorrelation1000: null,
  curveChannels: null,
  curveSeconds: null,
  minimumSeconds: null,
  maximumSeconds: null,
  seriesRowTolerance: null,
  clockToleranceSeconds: null,
  travelMinutes: null,
  ratedPowerPct: null,
  passRateTests: null,
  passRateZ100: null,
  quickRetestMinutes: null,
  quickRetestPct: null,
  quickRetests: null,
  ambientLowestC10: null,
  ambientHighestC10: null,
  ambientSameTests: null,
  lugdownCo2Pct100: null,
  odometerToleranceKm: null,
  abortsBeforePass: null,
  abortHours: null,
  samePartsVehicles: null,
  repairWindowDays: null,
  repairMinutes: null,
  readinessAll: null,
  clearedKm: null,
};
