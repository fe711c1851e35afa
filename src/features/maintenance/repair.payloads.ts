import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  ITEM_UNITS,
  type ItemUnit,
  type ReportedItem,
  type Scaled,
} from '../../domain/emission/emission-facts.js';
import {
  REPAIR_TYPES,
  type RepairCompleted,
  type RepairPart,
  type RepairType,
} from '../../domain/maintenance/loop-facts.js';
import { IsCivilDate, OrNull } from '../registry/index.js';
import { IsMoment, IsStationCode } from './payload-rules.js';

const LONGEST_TEXT = 64;
const LONGEST_DIAGNOSIS = 500;
const MOST_LINES = 100;
const MOST_READINGS = 20;
const LARGEST_QUANTITY = 10_000_000;

class ScaledPayload implements Scaled {
  @IsInt()
  readonly value!: number;

  @IsInt()
  @Min(0)
  @Max(9)
  readonly scale!: number;
}

class ItemPayload implements ReportedItem {
  @Matches(/^[A-Z0-9_]{1,24}$/)
  readonly code!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => ScaledPayload)
  readonly value!: ScaledPayload;

  @IsIn(ITEM_UNITS)
  readonly unit!: ItemUnit;

  @OrNull()
  @IsObject()
  @ValidateNested()
  @Type(() => ScaledPayload)
  readonly limit!: ScaledPayload | null;

  @OrNull()
  @IsBoolean()
  readonly passed!: boolean | null;

  @IsArray()
  @ArrayMaxSize(MOST_READINGS)
  @ValidateNested({ each: true })
  @Type(() => ScaledPayload)
  readonly readings!: ScaledPayload[];
}

class PartPayload implements RepairPart {
  @IsString()
  @Length(1, LONGEST_TEXT)
  readonly name!: string;

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly code!: string | null;

  @IsInt()
  @Min(1)
  @Max(LARGEST_QUANTITY)
  readonly quantity!: number;

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly serial!: string | null;

  @OrNull()
  @Matches(/^[A-Z_]{1,24}$/)
  readonly emissionPart!: string | null;

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly brand!: string | null;
}

class LabourPayload {
  @IsString()
  @Length(1, LONGEST_TEXT)
  readonly project!: string;

  @IsInt()
  @Min(0)
  @Max(LARGEST_QUANTITY)
  readonly hours10!: number;
}

/** `loop.repair-completed`, version 1. */
export class RepairCompletedPayload implements RepairCompleted {
  @IsStationCode()
  readonly stationCode!: string;

  @OrNull()
  @Matches(/^[0-9A-HJ-NP-RTUWXY]{18}$/)
  readonly uscc!: string | null;

  @IsUUID('all')
  readonly failure!: string;

  @IsString()
  @Length(1, LONGEST_TEXT)
  readonly settlementNo!: string;

  @IsMoment()
  readonly intakeAt!: string;

  @IsMoment()
  readonly completedAt!: string;

  @IsCivilDate()
  readonly settledOn!: string;

  @OrNull()
  @IsInt()
  @Min(1)
  @Max(LARGEST_QUANTITY)
  readonly odometerKm!: number | null;

  @IsIn(REPAIR_TYPES)
  readonly repairType!: RepairType;

  @OrNull()
  @IsString()
  @Length(1, LONGEST_TEXT)
  readonly certificateNo!: string | null;

  @IsString()
  @MaxLength(LONGEST_DIAGNOSIS)
  readonly diagnosis!: string;

  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @ValidateNested({ each: true })
  @Type(() => PartPayload)
  readonly parts!: PartPayload[];

  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @ValidateNested({ each: true })
  @Type(() => LabourPayload)
  readonly labour!: LabourPayload[];

  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @ValidateNested({ each: true })
  @Type(() => ItemPayload)
  readonly readingsBefore!: ItemPayload[];

  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @ValidateNested({ each: true })
  @Type(() => ItemPayload)
  readonly readingsAfter!: ItemPayload[];

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly qualityInspector!: string | null;

  @OrNull()
  @IsInt()
  @Min(0)
  @Max(LARGEST_QUANTITY)
  readonly warrantyKm!: number | null;

  @OrNull()
  @IsInt()
  @Min(0)
  @Max(LARGEST_QUANTITY)
  readonly warrantyDays!: number | null;
}
