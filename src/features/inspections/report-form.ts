import type { CheckType, StationResult, TestMethod } from '../../domain/emission/emission-facts.js';
import type { ReadingsInput } from '../../domain/emission/report-input.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';

/** A report in our own form; null and absent mean the same. */
export interface ReportInput extends ReadingsInput {
  readonly stationCode: string;
  readonly reportNo: string;
  readonly checkType: CheckType;
  readonly method: TestMethod;
  readonly vin?: string | null;
  readonly plate?: {
    readonly number: string;
    readonly type: string;
    readonly color?: PlateColor | null;
  } | null;
  readonly stationResult: StationResult;
  readonly contingencyCode?: string | null;
}
