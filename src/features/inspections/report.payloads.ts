import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import {
  CHECK_TYPES,
  STATION_RESULTS,
  TEST_METHODS,
  type Ambient,
  type CheckType,
  type InspectionReported,
  type ObdReading,
  type StationResult,
  type TestMethod,
} from '../../domain/emission/emission-facts.js';
import { IsCivilDate, OrNull } from '../registry/index.js';
import { IsHash, IsMoment, IsReportNumber } from './payload-rules.js';
import {
  EachItem,
  JudgementPayload,
  LONGEST_NAME,
  LONGEST_TEXT,
  OneOf,
  SeenPlatePayload,
} from './reading.payloads.js';

const MOST_CODES = 100;
const LARGEST_COUNT = 10_000_000;

class AmbientPayload implements Ambient {
  @OrNull()
  @IsInt()
  @Min(-1000)
  @Max(2000)
  readonly temperatureC10!: number | null;

  @OrNull()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly pressurePa!: number | null;

  @OrNull()
  @IsInt()
  @Min(0)
  @Max(10_000)
  readonly humidityPct10!: number | null;
}

/** A list of codes as control units give them. */
function EachCode(): PropertyDecorator {
  const rules = [
    IsArray(),
    ArrayMaxSize(MOST_CODES),
    IsString({ each: true }),
    Length(1, LONGEST_NAME, { each: true }),
  ];
  return (target, key) => {
    for (const rule of rules) rule(target, key);
  };
}

class ObdPayload implements ObdReading {
  @OrNull()
  @IsBoolean()
  readonly communicates!: boolean | null;

  @OrNull()
  @IsBoolean()
  readonly milOn!: boolean | null;

  @IsOptional()
  @IsBoolean()
  readonly indicatorAgrees?: boolean | null;

  @EachCode()
  readonly dtc!: string[];

  @OrNull()
  @IsInt()
  @Min(0)
  @Max(MOST_CODES)
  readonly readinessIncomplete!: number | null;

  @EachCode()
  readonly calIds!: string[];

  @EachCode()
  readonly cvns!: string[];

  @OrNull()
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly vin!: string | null;

  @OrNull()
  @IsInt()
  @Min(0)
  @Max(LARGEST_COUNT)
  readonly kmSinceClear!: number | null;
}

/** `inspection.reported`, version 1. Power in W; the items as uploaded, the judgement the service's own. */
export class InspectionReportedPayload implements InspectionReported {
  @IsReportNumber()
  readonly reportNo!: string;

  @IsReportNumber()
  readonly stationCode!: string;

  @OrNull()
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly lineNo!: string | null;

  @IsIn(CHECK_TYPES)
  readonly checkType!: CheckType;

  @IsIn(TEST_METHODS)
  readonly method!: TestMethod;

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly methodReason!: string | null;

  @OrNull()
  @IsInt()
  @Min(1)
  @Max(LARGEST_COUNT)
  readonly timesNo!: number | null;

  @OrNull()
  @Matches(/^[A-HJ-NPR-Z0-9]{17}$/)
  readonly vin!: string | null;

  @OrNull()
  @OneOf(() => SeenPlatePayload)
  readonly plate!: SeenPlatePayload | null;

  @OrNull()
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly engineModel!: string | null;

  @OrNull()
  @IsInt()
  @Min(1)
  @Max(LARGEST_COUNT)
  readonly ratedPowerW!: number | null;

  @OrNull()
  @IsInt()
  @Min(1)
  @Max(LARGEST_COUNT)
  readonly odometerKm!: number | null;

  @IsMoment()
  readonly startedAt!: string;

  @IsMoment()
  readonly endedAt!: string;

  @OrNull()
  @OneOf(() => AmbientPayload)
  readonly ambient!: AmbientPayload | null;

  @EachItem()
  readonly items!: InspectionReported['items'];

  @OrNull()
  @IsBoolean()
  readonly visibleSmoke!: boolean | null;

  @OrNull()
  @OneOf(() => ObdPayload)
  readonly obd!: ObdPayload | null;

  @IsIn(STATION_RESULTS)
  readonly stationResult!: StationResult;

  @OrNull()
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly inspector!: string | null;

  @OrNull()
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly authorisedSigner!: string | null;

  @OrNull()
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly approver!: string | null;

  @OrNull()
  @IsCivilDate()
  readonly calibrationValidTo!: string | null;

  @OrNull()
  @IsHash()
  readonly seriesSha256!: string | null;

  @OrNull()
  @IsInt()
  @Min(0)
  @Max(LARGEST_COUNT)
  readonly seriesRows!: number | null;

  @OrNull()
  @IsUUID('all')
  readonly rawMessage!: string | null;

  @IsBoolean()
  readonly contingency!: boolean;

  @IsOptional()
  @IsString()
  @Length(1, LONGEST_TEXT)
  readonly correctionBasis?: string;

  @OneOf(() => JudgementPayload)
  readonly judgement!: JudgementPayload;
}
