import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import {
  HELD_ROW_CODES,
  HELD_ROW_DECISIONS,
  type HeldRowCode,
  type HeldRowDecided,
  type HeldRowDecision,
  type HeldRowFact,
} from '../../domain/review/held-row.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { PayloadRegistry } from '../../platform/facts/payloads.js';

const KIND = 'held-row.decided';
const LONGEST_BASIS = 256;
const MOST_VEHICLES = 16;

/** `held-row.decided`, version 1. */
class HeldRowDecidedPayload implements HeldRowDecided {
  @IsIn(HELD_ROW_DECISIONS)
  readonly decision!: HeldRowDecision;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(HELD_ROW_CODES.length)
  @IsIn(HELD_ROW_CODES, { each: true })
  readonly codes!: HeldRowCode[];

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;

  @IsArray()
  @ArrayMaxSize(MOST_VEHICLES)
  @IsUUID('all', { each: true })
  readonly vehicles!: string[];

  @IsUUID('all')
  readonly decidedBy!: string;
}

/** Teaches the registry the facts about held rows. */
export function registerReviewPayloads(payloads: PayloadRegistry): void {
  payloads.register(KIND, 1, HeldRowDecidedPayload);
}

function isHeldRowFact(fact: Fact): fact is HeldRowFact {
  return fact.version === 1 && fact.kind === KIND;
}

/** Those of the facts about a held row that this service can read. */
export const heldRowFactsOf = (facts: readonly Fact[]): HeldRowFact[] => facts.filter(isHeldRowFact);
