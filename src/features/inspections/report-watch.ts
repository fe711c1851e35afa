import type { InspectionReported } from '../../domain/emission/emission-facts.js';
import type { StationState } from '../../domain/station/station.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { Tx } from '../../platform/database/database.js';
import type { KnownSubject, SaidOfVehicle } from '../registry/index.js';

/** A report that was judged and is about to be written. */
export interface JudgedReport {
  /** Id that its fact will have. */
  readonly fact: string;
  readonly subject: string;
  readonly report: InspectionReported;
  /** The report that it corrects; null for a first one. */
  readonly supersedes: string | null;
  /** The vehicle as it was known before, under its lock. */
  readonly known: KnownSubject;
  readonly station: StationState;
}

/** A report by what it can be compared with others by, before anything is decided about it. */
export type SeenReport = Pick<InspectionReported, 'stationCode' | 'startedAt' | 'endedAt' | 'seriesSha256'>;

/** Looks at reports as they come in, in the transaction that writes them, and says what it found. */
export interface ReportWatch {
  /** Reads what reports such as these are to be compared with; asked for under the locks of their stations. */
  look(tx: Tx, context: RequestContext, reports: readonly SeenReport[]): Promise<ReportView>;
}

/** What there is to be compared with. */
export interface ReportView {
  /** Further facts about the vehicles of these reports (`inspection.flagged`), written together with them. */
  find(reports: readonly JudgedReport[]): readonly SaidOfVehicle[];
}

/** The watches of a process, put together where it is composed. */
export class ReportWatches implements ReportWatch {
  constructor(private readonly watches: readonly ReportWatch[] = []) {}

  async look(tx: Tx, context: RequestContext, reports: readonly SeenReport[]): Promise<ReportView> {
    const views = await Promise.all(this.watches.map((one) => one.look(tx, context, reports)));
    return { find: (judged) => views.flatMap((view) => view.find(judged)) };
  }
}
