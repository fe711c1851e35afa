import { canonicalJson } from '../sync/canonical.js';
import type { Sha256 } from '../sync/hash-chain.js';
import type { InspectionReported } from './emission-facts.js';

/** What a station says of a test, without what the service makes of it and by which way it came. */
export type ReportContent = Omit<
  InspectionReported,
  'judgement' | 'contingency' | 'rawMessage' | 'correctionBasis'
>;

/** 32 bytes by which the same report is recognised when it is handed in again. */
export function reportDigest(
  report: ReportContent & Partial<InspectionReported>,
  sha256: Sha256,
): Uint8Array {
  const {
    judgement: _made,
    contingency: _way,
    rawMessage: _from,
    correctionBasis: _why,
    ...content
  } = report;
  return sha256(canonicalJson(content));
}
