import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import {
  FLAG_SEVERITIES,
  type FlagDecided,
  type FlagSeverity,
} from '../../domain/emission/emission-facts.js';
import type { EvidenceRow } from '../../domain/integrity/integrity-types.js';
import type { StationFlagFact, StationFlagged } from '../../domain/integrity/station-flag-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { PayloadRegistry } from '../../platform/facts/payloads.js';
import { OrNull } from '../registry/index.js';
import { LONGEST_EVIDENCE, MOST_EVIDENCE } from './shown-evidence.js';

class EvidencePayload implements EvidenceRow {
  @OrNull()
  @IsUUID('all')
  readonly fact!: string | null;

  @IsString()
  @Length(1, LONGEST_EVIDENCE)
  readonly says!: string;
}

/** `integrity.station-flagged`, version 1. */
class StationFlaggedPayload implements StationFlagged {
  @IsString()
  @Length(1, 40)
  readonly stationCode!: string;

  @Matches(/^\d{4}-(?:0[1-9]|1[0-2])$/)
  readonly month!: string;

  @Matches(/^A\d{1,2}$/)
  readonly rule!: string;

  @Matches(/^[A-Z0-9_]{2,40}$/)
  readonly code!: string;

  @IsIn(FLAG_SEVERITIES)
  readonly severity!: FlagSeverity;

  @IsArray()
  @ArrayMaxSize(MOST_EVIDENCE + 1)
  @ValidateNested({ each: true })
  @Type(() => EvidencePayload)
  readonly evidence!: EvidencePayload[];
}

/** `integrity.station-flag-decided`, version 1. */
class StationFlagDecidedPayload implements FlagDecided {
  @IsUUID('all')
  readonly flag!: string;

  @IsIn(['DISMISSED', 'UPHELD'])
  readonly decision!: FlagDecided['decision'];

  @IsString()
  @Length(1, 200)
  readonly basis!: string;
}

/** Makes the facts about stations as a whole known. */
export function registerStationFlagPayloads(payloads: PayloadRegistry): void {
  payloads.register('integrity.station-flagged', 1, StationFlaggedPayload);
  payloads.register('integrity.station-flag-decided', 1, StationFlagDecidedPayload);
}

/** The facts about a station as a whole. */
export const stationFlagFactsOf = (facts: readonly Fact[]): readonly StationFlagFact[] =>
  facts.filter((fact): fact is StationFlagFact => fact.kind.startsWith('integrity.station-flag'));
