import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateBy,
} from 'class-validator';
import { isDecidedValue } from '../../domain/vehicle/review-choices.js';
import { DUPLICATE_CODES, REVIEW_CODES, REVIEW_DECISIONS } from '../../domain/vehicle/vehicle-facts.js';
import type {
  DecidableItem,
  PlateSurrendered,
  ReviewDecided,
  ReviewDecision,
} from '../../domain/vehicle/vehicle-facts.js';
import { IsCivilDate } from './payload-rules.js';

/** Longest statement of what a decision rests on. */
const LONGEST_BASIS = 256;
const MOST_CONSIDERED = 1000;

/** A value that its decision allows: a fuel for FUEL_IS, a stage for STAGE_IS, null for the others. */
const IsValueOfDecision = (): PropertyDecorator =>
  ValidateBy({
    name: 'isValueOfDecision',
    validator: {
      validate: (value: unknown, args) => {
        const decision: unknown = args?.object === undefined ? null : Reflect.get(args.object, 'decision');
        const known = REVIEW_DECISIONS.find((one) => one === decision);
        return known !== undefined && isDecidedValue(known, value);
      },
      defaultMessage: () => '$property must be what the decision asks for',
    },
  });

/** `vehicle.review-decided`, version 1. */
export class ReviewDecidedPayload implements ReviewDecided {
  @IsIn([...REVIEW_CODES, ...DUPLICATE_CODES])
  readonly item!: DecidableItem;

  @IsIn(REVIEW_DECISIONS)
  readonly decision!: ReviewDecision;

  @IsValueOfDecision()
  readonly value!: string | null;

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;

  @IsArray()
  @ArrayMaxSize(MOST_CONSIDERED)
  @IsUUID('all', { each: true })
  readonly considered!: string[];
}

/** `vehicle.plate-surrendered`, version 1. */
export class PlateSurrenderedPayload implements PlateSurrendered {
  @IsString()
  @MaxLength(12)
  readonly number!: string;

  @Matches(/^\d{2}$/)
  readonly type!: string;

  @IsCivilDate()
  readonly on!: string;

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;
}
