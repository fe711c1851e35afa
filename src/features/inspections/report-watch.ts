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

/** Looks at reports as they come in, in the transaction that writes them, and says what it found. */
export interface ReportWatch {
  /** Further facts about the vehicles of these reports (`inspection.flagged`), written together with them. */
  watch(tx: Tx, context: RequestContext, reports: readonly JudgedReport[]): Promise<readonly SaidOfVehicle[]>;
}

/** The watches of a process, put together where it is composed. */
export class ReportWatches {
  constructor(private readonly watches: readonly ReportWatch[] = []) {}

  /** What all of them say of a batch. */
  async watch(
    tx: Tx,
    context: RequestContext,
    reports: readonly JudgedReport[],
  ): Promise<readonly SaidOfVehicle[]> {
    const said: SaidOfVehicle[] = [];
    for (const one of this.watches) said.push(...(await one.watch(tx, context, reports)));
    return said;
  }
}
