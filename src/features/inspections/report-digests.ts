import type { InspectionReported } from '../../domain/emission/emission-facts.js';
import { reportDigest } from '../../domain/emission/report-digest.js';
import { sha256 } from '../../platform/facts/sha256.js';

/** Digests of reports that are under way, as long as they are. */
const worked = new WeakMap<InspectionReported, Uint8Array>();

/** Keeps what was worked out when the report came in, for the row that it gets in the same transaction. */
export function keepDigest(report: InspectionReported, digest: Uint8Array): void {
  worked.set(report, digest);
}

/** 32 bytes by which a report is recognised when it comes again. */
export const digestOf = (report: InspectionReported): Uint8Array =>
  worked.get(report) ?? reportDigest(report, sha256);
