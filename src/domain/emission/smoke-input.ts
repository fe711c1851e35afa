import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import type { Instant } from '../shared/time.js';
import type { SmokeCaptured } from './emission-facts.js';
import { EvidenceFields, type SeenPlateInput } from './evidence-fields.js';
import type { ReadEvidence } from './remote-input.js';

/** A capture of black smoke as the camera sends it; null and absent mean the same. */
export interface SmokeCaptureInput {
  readonly recordNo: string;
  readonly siteCode: string;
  readonly lane?: number | null;
  readonly capturedAt: string;
  readonly plate: SeenPlateInput;
  readonly ringelmann: number;
  /** Of the pictures of plate and smoke: without one nobody can look at it. */
  readonly imageSha256: readonly string[];
  readonly videoSha256?: string | null;
}

const MOST_LANES = 32;
const BLACKEST = 5;

/** Reads a capture. Problems name the fields: those of `EvidenceFields`, FIELD_MISSING for one without a picture. */
export function readSmokeCapture(
  input: SmokeCaptureInput,
  now: Instant,
): Result<ReadEvidence<SmokeCaptured>, readonly Problem[]> {
  const findings = new Findings();
  const fields = new EvidenceFields(findings, now);
  const recordNo = fields.recordNo(input.recordNo);
  const site = fields.siteCode(input.siteCode);
  const at = fields.moment(input.capturedAt, 'capturedAt');
  const plate = fields.plate(input.plate);
  const ringelmann = fields.whole(input.ringelmann, 'ringelmann', 0, BLACKEST);
  const lane = fields.whole(input.lane, 'lane', 1, MOST_LANES);
  const imageSha256 = fields.hashes(input.imageSha256, 'imageSha256');
  const videoSha256 = fields.hash(input.videoSha256, 'videoSha256');
  if (input.imageSha256.length === 0) findings.refuse('FIELD_MISSING', 'imageSha256');
  if (findings.problems.length > 0) return fail(findings.problems);
  if (recordNo === null || site === null || at === null || plate === null || ringelmann === null) {
    return fail(findings.problems);
  }
  const payload = { recordNo, siteCode: site.code, lane, plate, ringelmann, imageSha256, videoSha256 };
  return ok({ recordNo, division: site.division, at, payload });
}
