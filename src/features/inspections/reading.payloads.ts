import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  ITEM_UNITS,
  LIMIT_SETS,
  REPORT_RESULTS,
  type ItemUnit,
  type JudgedItem,
  type LimitSet,
  type ReportedItem,
  type ReportJudgement,
  type ReportResult,
  type Scaled,
} from '../../domain/emission/emission-facts.js';
import { PLATE_COLORS, type PlateColor, type PlateFact } from '../../domain/vehicle/vehicle-facts.js';
import { OrNull } from '../registry/index.js';

const CODE = /^[A-Z0-9_]{1,32}$/;
const MOST_ITEMS = 100;
const MOST_READINGS = 20;
/** A number has twelve digits at most as it is read; a judgement adds a few decimals. */
const MOST_DECIMALS = 15;
export const LONGEST_NAME = 64;
export const LONGEST_TEXT = 500;

/** A list of payloads of one class inside a payload. */
export function EachOf(payloadClass: () => new () => object, most: number): PropertyDecorator {
  const rules = [IsArray(), ArrayMaxSize(most), ValidateNested({ each: true }), Type(payloadClass)];
  return (target, key) => {
    for (const rule of rules) rule(target, key);
  };
}

/** One payload of a class inside a payload. */
export function OneOf(payloadClass: () => new () => object): PropertyDecorator {
  const rules = [IsObject(), ValidateNested(), Type(payloadClass)];
  return (target, key) => {
    for (const rule of rules) rule(target, key);
  };
}

/** A number as written. */
export class ScaledPayload implements Scaled {
  @IsInt()
  @Min(0)
  readonly value!: number;

  @IsInt()
  @Min(0)
  @Max(MOST_DECIMALS)
  readonly scale!: number;
}

/** A plate as evidence names it (GA 36-2018, GA/T 16.7). */
export class SeenPlatePayload implements Pick<PlateFact, 'number' | 'type' | 'color'> {
  @IsString()
  @Length(1, 12)
  readonly number!: string;

  @Matches(/^\d{2}$/)
  readonly type!: string;

  @IsIn(PLATE_COLORS)
  readonly color!: PlateColor;
}

class ReportedItemPayload implements ReportedItem {
  @Matches(CODE)
  readonly code!: string;

  @OneOf(() => ScaledPayload)
  readonly value!: ScaledPayload;

  @IsIn(ITEM_UNITS)
  readonly unit!: ItemUnit;

  @OrNull()
  @OneOf(() => ScaledPayload)
  readonly limit!: ScaledPayload | null;

  @IsOptional()
  @OneOf(() => ScaledPayload)
  readonly lowestLimit?: ScaledPayload | null;

  @OrNull()
  @IsBoolean()
  readonly passed!: boolean | null;

  @EachOf(() => ScaledPayload, MOST_READINGS)
  readonly readings!: ScaledPayload[];
}

class JudgedItemPayload implements JudgedItem {
  @Matches(CODE)
  readonly code!: string;

  @OneOf(() => ScaledPayload)
  readonly value!: ScaledPayload;

  @OneOf(() => ScaledPayload)
  readonly limit!: ScaledPayload;

  @IsBoolean()
  readonly pass!: boolean;
}

/** What a report or a check was judged to be, with what it rests on. */
export class JudgementPayload implements ReportJudgement {
  @IsIn(REPORT_RESULTS)
  readonly result!: ReportResult;

  @OrNull()
  @IsIn(LIMIT_SETS)
  readonly limitSet!: LimitSet | null;

  @IsString()
  @MaxLength(LONGEST_NAME)
  readonly clause!: string;

  @EachOf(() => JudgedItemPayload, MOST_ITEMS)
  readonly items!: JudgedItemPayload[];

  @IsArray()
  @ArrayMaxSize(MOST_ITEMS)
  @ArrayUnique()
  @Matches(CODE, { each: true })
  readonly flags!: string[];
}

/** The items of a test as they were uploaded. */
export const EachItem = (): PropertyDecorator => EachOf(() => ReportedItemPayload, MOST_ITEMS);
