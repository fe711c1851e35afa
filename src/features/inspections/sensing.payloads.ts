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
  POLLUTANTS,
  SITE_WEATHERS,
  TEST_METHODS,
  type FieldChecked,
  type Pollutant,
  type RemoteReading,
  type RemoteSensed,
  type SiteWeather,
  type SmokeCaptured,
  type SmokeReviewed,
  type TestMethod,
} from '../../domain/emission/emission-facts.js';
import { IsCivilDate, OrNull } from '../registry/index.js';
import { IsHash } from './payload-rules.js';
import {
  EachItem,
  EachOf,
  JudgementPayload,
  LONGEST_NAME,
  LONGEST_TEXT,
  OneOf,
  ScaledPayload,
  SeenPlatePayload,
} from './reading.payloads.js';

const MOST_IMAGES = 20;
const MOST_LANES = 99;
const MOST_READINGS = 20;
const FASTEST_KMH10 = 5000;
const DARKEST_RINGELMANN = 5;
const PLACES = ['ROADSIDE', 'ONSITE'] as const;
const REVIEWS = ['CONFIRMED', 'REJECTED'] as const;

/** Hashes of the images that show it. */
function EachImage(): PropertyDecorator {
  const rules = [IsArray(), ArrayMaxSize(MOST_IMAGES), Matches(/^[0-9a-f]{64}$/, { each: true })];
  return (target, key) => {
    for (const rule of rules) rule(target, key);
  };
}

class RemoteReadingPayload implements RemoteReading {
  @IsIn(POLLUTANTS)
  readonly pollutant!: Pollutant;

  @OneOf(() => ScaledPayload)
  readonly value!: ScaledPayload;
}

/** `inspection.remote-sensed`, version 1 (HJ 845-2017). */
export class RemoteSensedPayload implements RemoteSensed {
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly recordNo!: string;

  @IsString()
  @Length(1, LONGEST_NAME)
  readonly siteCode!: string;

  @IsString()
  @Length(1, LONGEST_NAME)
  readonly deviceCode!: string;

  @OrNull()
  @IsInt()
  @Min(1)
  @Max(MOST_LANES)
  readonly lane!: number | null;

  @OneOf(() => SeenPlatePayload)
  readonly plate!: SeenPlatePayload;

  @OrNull()
  @IsInt()
  @Min(0)
  @Max(100)
  readonly plateConfidencePct!: number | null;

  @EachOf(() => RemoteReadingPayload, MOST_READINGS)
  readonly readings!: RemoteReadingPayload[];

  @OrNull()
  @IsInt()
  @Min(0)
  @Max(FASTEST_KMH10)
  readonly speedKmh10!: number | null;

  @IsBoolean()
  readonly valid!: boolean;

  @OrNull()
  @IsString()
  @Length(1, LONGEST_TEXT)
  readonly invalidReason!: string | null;

  @IsOptional()
  @IsIn(SITE_WEATHERS)
  readonly weather?: SiteWeather | null;

  @IsOptional()
  @OneOf(() => ScaledPayload)
  readonly co2?: ScaledPayload | null;

  @EachImage()
  readonly imageSha256!: string[];

  @OrNull()
  @IsCivilDate()
  readonly calibrationValidTo!: string | null;

  /** GA/T 16.4, as far as the recognition went. */
  @OrNull()
  @Matches(/^[A-Z](?:[0-9][0-9A-Z]?)?$/)
  readonly imageVehicleType!: string | null;
}

/** `inspection.smoke-captured`, version 1. */
export class SmokeCapturedPayload implements SmokeCaptured {
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly recordNo!: string;

  @IsString()
  @Length(1, LONGEST_NAME)
  readonly siteCode!: string;

  @OrNull()
  @IsInt()
  @Min(1)
  @Max(MOST_LANES)
  readonly lane!: number | null;

  @OneOf(() => SeenPlatePayload)
  readonly plate!: SeenPlatePayload;

  @IsInt()
  @Min(0)
  @Max(DARKEST_RINGELMANN)
  readonly ringelmann!: number;

  @EachImage()
  readonly imageSha256!: string[];

  @OrNull()
  @IsHash()
  readonly videoSha256!: string | null;
}

/** `inspection.smoke-reviewed`, version 1. */
export class SmokeReviewedPayload implements SmokeReviewed {
  @IsUUID('all')
  readonly capture!: string;

  @IsString()
  @Length(1, LONGEST_NAME)
  readonly reviewer!: string;

  @IsIn(REVIEWS)
  readonly decision!: SmokeReviewed['decision'];

  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly basis!: string;
}

/** `inspection.field-checked`, version 1. */
export class FieldCheckedPayload implements FieldChecked {
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly recordNo!: string;

  @IsIn(PLACES)
  readonly place!: FieldChecked['place'];

  @IsString()
  @Length(1, LONGEST_TEXT)
  readonly location!: string;

  @IsOptional()
  @Matches(/^\d{6}$/)
  readonly division?: string | null;

  @IsArray()
  @ArrayMaxSize(MOST_READINGS)
  @IsString({ each: true })
  @Length(1, LONGEST_NAME, { each: true })
  readonly officers!: string[];

  @OrNull()
  @IsString()
  @Length(1, LONGEST_NAME)
  readonly instrument!: string | null;

  @OrNull()
  @IsCivilDate()
  readonly instrumentValidTo!: string | null;

  @IsIn(TEST_METHODS)
  readonly method!: TestMethod;

  @EachItem()
  readonly items!: FieldChecked['items'];

  @OrNull()
  @IsBoolean()
  readonly visibleSmoke!: boolean | null;

  @IsOptional()
  @IsHash()
  readonly signatureSha256?: string | null;

  @IsOptional()
  @EachImage()
  readonly imageSha256?: string[];

  @IsOptional()
  @IsHash()
  readonly videoSha256?: string | null;

  @OrNull()
  @IsString()
  @Length(1, LONGEST_TEXT)
  readonly disposal!: string | null;

  @OneOf(() => JudgementPayload)
  readonly judgement!: JudgementPayload;
}
