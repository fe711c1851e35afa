import { Type } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { REPAIR_TYPES, type LoopRules, type RepairType } from '../../domain/maintenance/loop-facts.js';
import type { LoopRulesFact, LoopRulesSet } from '../../domain/maintenance/loop-rule-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import { IsCivilDate, OrNull } from '../registry/index.js';

class LoopRulesPayload implements LoopRules {
  @OrNull()
  @IsInt()
  @Min(1)
  readonly notifyDays!: number | null;

  @OrNull()
  @IsInt()
  @Min(1)
  readonly repairDays!: number | null;

  @OrNull()
  @IsBoolean()
  readonly sameStation!: boolean | null;

  @OrNull()
  @IsBoolean()
  readonly resetOnPass!: boolean | null;

  @OrNull()
  @IsBoolean()
  readonly noCountsForListing!: boolean | null;

  @OrNull()
  @IsInt()
  @Min(1)
  readonly remoteMinGapMinutes!: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly remotePlateConfidencePct?: number | null;

  @OrNull()
  @IsInt()
  @Min(1)
  readonly smokeConfirmations!: number | null;

  @IsArray()
  @ArrayUnique()
  @IsIn(REPAIR_TYPES, { each: true })
  readonly certificateFor!: readonly RepairType[];
}

/** `loop-rules.set`, version 1. */
export class LoopRulesSetPayload implements LoopRulesSet {
  @Matches(/^\d{6}$/)
  readonly division!: string;

  @IsCivilDate()
  readonly from!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => LoopRulesPayload)
  readonly rules!: LoopRulesPayload;

  @IsString()
  @MaxLength(200)
  readonly basis!: string;
}

/** The facts that set rules. */
export const loopRulesFactsOf = (facts: readonly Fact[]): readonly LoopRulesFact[] =>
  facts.filter((fact): fact is LoopRulesFact => fact.kind === 'loop-rules.set');
