import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { TEST_METHODS, type TestMethod } from '../../domain/emission/emission-facts.js';
import type { ThresholdsFact, ThresholdsSet } from '../../domain/integrity/threshold-facts.js';
import {
  THRESHOLD_NAMES,
  type ThresholdName,
  type ThresholdValue,
} from '../../domain/integrity/threshold-table.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { PayloadRegistry } from '../../platform/facts/payloads.js';
import { IsCivilDate, OrNull } from '../registry/index.js';
import { registerStationFlagPayloads } from './station-flag.payloads.js';

const MOST_VALUES = 200;

class ThresholdValuePayload implements ThresholdValue {
  @IsIn(THRESHOLD_NAMES)
  readonly name!: ThresholdName;

  @OrNull()
  @IsIn(TEST_METHODS)
  readonly method!: TestMethod | null;

  @IsInt()
  readonly value!: number;
}

/** `integrity-thresholds.set`, version 1. */
class ThresholdsSetPayload implements ThresholdsSet {
  @Matches(/^\d{6}$/)
  readonly division!: string;

  @IsCivilDate()
  readonly from!: string;

  @IsArray()
  @ArrayMaxSize(MOST_VALUES)
  @ValidateNested({ each: true })
  @Type(() => ThresholdValuePayload)
  readonly values!: ThresholdValuePayload[];

  @IsString()
  @MaxLength(200)
  readonly basis!: string;
}

/** Makes the facts of this feature known. */
export function registerIntegrityPayloads(payloads: PayloadRegistry): void {
  payloads.register('integrity-thresholds.set', 1, ThresholdsSetPayload);
  registerStationFlagPayloads(payloads);
}

/** The facts that set thresholds. */
export const thresholdFactsOf = (facts: readonly Fact[]): readonly ThresholdsFact[] =>
  facts.filter((fact): fact is ThresholdsFact => fact.kind === 'integrity-thresholds.set');
