import type { InspectionReported, ReportJudgement } from '../../domain/emission/emission-facts.js';
import type { Problem } from '../../domain/shared/result.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';

/** A plate as it was given, not yet normalised; the type and colour where they were said. */
export interface SubmittedPlate {
  readonly number: string;
  readonly type: string | null;
  readonly color: PlateColor | null;
}

/**
 * A report as it was read from our own form or from a message of a feed, before its station and vehicle are known. Numbers
 * and times are read already; station code, VIN and plate are as written. What it does not say is null: the registry may
 * know it.
 */
export interface ReportSubmission extends Omit<
  InspectionReported,
  'plate' | 'contingency' | 'judgement' | 'correctionBasis'
> {
  /** Where it stands in what was sent, without a dot at its end: problems name their fields below it. '' at the top. */
  readonly path: string;
  readonly plate: SubmittedPlate | null;
  /** 应急码 of the bureau under which it was tested; null in the ordinary case. */
  readonly contingencyCode: string | null;
}

/**
 * ACCEPTED: written now. REPEATED: was here already with the same content, and is answered as then. REFUSED: nothing was
 * written of it.
 */
export type ReportOutcome =
  | {
      readonly outcome: 'ACCEPTED' | 'REPEATED';
      /** The fact. */
      readonly report: string;
      readonly vehicle: string;
      readonly judgement: ReportJudgement;
    }
  | { readonly outcome: 'REFUSED'; readonly problems: readonly Problem[] };
