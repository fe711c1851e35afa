import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import {
  FLAG_SEVERITIES,
  type EmissionFact,
  type EmissionPayloads,
  type FlagDecided,
  type FlagSeverity,
  type ReportFlagged,
} from '../../domain/emission/emission-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { PayloadRegistry } from '../../platform/facts/payloads.js';
import { OrNull } from '../registry/index.js';
import { EachOf, LONGEST_TEXT } from './reading.payloads.js';
import { InspectionReportedPayload } from './report.payloads.js';
import {
  FieldCheckedPayload,
  RemoteSensedPayload,
  SmokeCapturedPayload,
  SmokeReviewedPayload,
} from './sensing.payloads.js';

const MOST_EVIDENCE = 1000;
const FLAG_DECISIONS = ['DISMISSED', 'UPHELD'] as const;

class FlagEvidencePayload {
  @OrNull()
  @IsUUID('all')
  readonly fact!: string | null;

  @IsString()
  @Length(1, LONGEST_TEXT)
  readonly says!: string;
}

class ReportFlaggedPayload implements ReportFlagged {
  @IsUUID('all')
  readonly about!: string;

  @Matches(/^(?:A\d{1,2}|R\d{1,2}\.\d{1,2})$/)
  readonly rule!: string;

  @IsOptional()
  @Matches(/^[A-Z0-9_]{2,40}$/)
  readonly code?: string | null;

  @IsIn(FLAG_SEVERITIES)
  readonly severity!: FlagSeverity;

  @IsBoolean()
  readonly hold!: boolean;

  @EachOf(() => FlagEvidencePayload, MOST_EVIDENCE)
  readonly evidence!: FlagEvidencePayload[];
}

class FlagDecidedPayload implements FlagDecided {
  @IsUUID('all')
  readonly flag!: string;

  @IsIn(FLAG_DECISIONS)
  readonly decision!: FlagDecided['decision'];

  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly basis!: string;
}

const EMISSION_CLASSES: { readonly [K in keyof EmissionPayloads]: new () => EmissionPayloads[K] } = {
  'inspection.reported': InspectionReportedPayload,
  'inspection.remote-sensed': RemoteSensedPayload,
  'inspection.smoke-captured': SmokeCapturedPayload,
  'inspection.smoke-reviewed': SmokeReviewedPayload,
  'inspection.field-checked': FieldCheckedPayload,
  'inspection.flagged': ReportFlaggedPayload,
  'inspection.flag-decided': FlagDecidedPayload,
};

/** Makes the facts about emissions known. */
export function registerEmissionPayloads(payloads: PayloadRegistry): void {
  for (const [kind, payloadClass] of Object.entries(EMISSION_CLASSES))
    payloads.register(kind, 1, payloadClass);
}

/** The facts that speak about emissions. */
export const emissionFactsOf = (facts: readonly Fact[]): readonly EmissionFact[] =>
  facts.filter(
    (fact): fact is EmissionFact => fact.version === 1 && Object.hasOwn(EMISSION_CLASSES, fact.kind),
  );
