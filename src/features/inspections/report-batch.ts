import type { InspectionReported, ReportJudgement } from '../../domain/emission/emission-facts.js';
import type { Problem } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import type { StationState } from '../../domain/station/station.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { KnownSubject, SaidOfVehicle } from '../registry/index.js';
import { admit, type AdmittedReport } from './report-admission.js';
import { keepDigest } from './report-digests.js';
import type { KnownReport } from './report.repository.js';
import type { ReportOutcome, ReportSubmission } from './report-submission.js';
import type { JudgedReport } from './report-watch.js';

/** A report on its way in. */
export interface ReportRow {
  readonly index: number;
  readonly admitted: AdmittedReport;
  /** The fact that it becomes when nothing speaks against it. */
  readonly fact: string;
}

type Settled =
  | Extract<ReportOutcome, { outcome: 'ACCEPTED' | 'REPEATED' }>
  | { readonly outcome: 'REFUSED'; readonly problems: readonly Problem[] }
  /** The same as an earlier row of the batch, and answered by what came of that. */
  | { readonly outcome: 'TWIN'; readonly of: number };

/** The reports of one call, each open until it is settled. */
export class ReportBatch {
  readonly #rows: readonly ReportRow[];
  readonly #settled = new Map<number, Settled>();

  constructor(
    private readonly reports: readonly ReportSubmission[],
    now: Instant,
  ) {
    this.#rows = reports.flatMap((report, index) => {
      const admitted = admit(report, now);
      if ('content' in admitted) return [{ index, admitted, fact: uuidV7() }];
      this.#settled.set(index, { outcome: 'REFUSED', problems: admitted });
      return [];
    });
  }

  /** Those of which nothing is decided yet. */
  get open(): readonly ReportRow[] {
    return this.#rows.filter(({ index }) => !this.#settled.has(index));
  }

  refuse({ index }: ReportRow, problem: Problem): void {
    this.#settled.set(index, { outcome: 'REFUSED', problems: [problem] });
  }

  accept({ index, fact }: ReportRow, vehicle: string, judgement: ReportJudgement): void {
    this.#settled.set(index, { outcome: 'ACCEPTED', report: fact, vehicle, judgement });
  }

  /** Settles what was handed in before, to us or earlier in the batch: by the same content, or as a conflict. */
  recognise(known: readonly (KnownReport | undefined)[]): void {
    const first = new Map<string, ReportRow>();
    this.open.forEach((row, place) => {
      const { content, digest } = row.admitted;
      const before = known[place];
      const key = `${content.stationCode} ${content.reportNo}`;
      const earlier = first.get(key);
      if (before !== undefined) {
        if (!isSame(before.digest, digest)) return this.refuse(row, CONFLICT);
        const { fact: report, vehicle, payload } = before;
        this.#settled.set(row.index, {
          outcome: 'REPEATED',
          report,
          vehicle,
          judgement: payload.judgement,
        });
      } else if (earlier === undefined) first.set(key, row);
      else if (!isSame(earlier.admitted.digest, digest)) this.refuse(row, CONFLICT);
      else this.#settled.set(row.index, { outcome: 'TWIN', of: earlier.index });
    });
  }

  /** What came of each report, in their order; fields are named below the path of the report. */
  outcomes(): readonly ReportOutcome[] {
    return this.reports.map(({ path }, index) => {
      const settled = this.#final(index);
      if (settled.outcome !== 'REFUSED') return settled;
      return { outcome: 'REFUSED', problems: settled.problems.map((problem) => below(path, problem)) };
    });
  }

  #final(index: number): Exclude<Settled, { outcome: 'TWIN' }> {
    const settled = this.#settled.get(index);
    if (settled === undefined) throw new Error(`report ${index} was not settled`);
    if (settled.outcome !== 'TWIN') return settled;
    const of = this.#final(settled.of);
    return of.outcome === 'REFUSED' ? of : { ...of, outcome: 'REPEATED' };
  }
}

const CONFLICT: Problem = { code: 'DUPLICATE_REPORT_CONFLICT', field: 'reportNo' };

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** A problem with its field below the path. */
export function below(path: string, problem: Problem): Problem {
  if (path === '') return problem;
  return { ...problem, field: problem.field === undefined ? path : `${path}.${problem.field}` };
}

/** A row that was judged, with all that it is written by. */
export function judgedReport(
  { admitted, fact }: ReportRow,
  judgement: ReportJudgement,
  about: { readonly known: KnownSubject; readonly station: StationState },
  correction: { readonly supersedes: string; readonly basis: string } | null,
): JudgedReport {
  const { content, contingencyCode, digest } = admitted;
  const report: InspectionReported = {
    ...content,
    contingency: contingencyCode !== null,
    ...(correction && { correctionBasis: correction.basis }),
    judgement,
  };
  keepDigest(report, digest);
  const supersedes = correction?.supersedes ?? null;
  return { ...about, fact, subject: about.known.subject, report, supersedes };
}

/** The fact of a report. It happened when the test ended. */
export const saidOf = ({ fact, subject, report, supersedes }: JudgedReport): SaidOfVehicle => ({
  id: fact,
  subject,
  kind: 'inspection.reported',
  payload: report,
  occurredAt: report.endedAt,
  supersedes,
});
