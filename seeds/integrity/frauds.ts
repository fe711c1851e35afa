import type { InspectionReported, ObdReading } from '../../src/domain/emission/emission-facts.js';
import type { IntegrityRule, RepairRow, ReportRow } from '../../src/domain/integrity/integrity-types.js';
import type { RepairCompleted } from '../../src/domain/maintenance/loop-facts.js';
import { Random } from '../demo/random.js';
import type { Traffic } from './traffic.js';

/** What was done, and what the rule ought to flag: facts of reports and repairs, or codes of stations. */
export interface Fraud {
  readonly rule: IntegrityRule;
  readonly says: string;
  readonly targets: readonly string[];
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Plants labelled frauds into traffic: each in rows that no other fraud has touched. */
export class FraudPlanter {
  readonly random: Random;
  readonly frauds: Fraud[] = [];
  readonly #touched = new Set<string>();
  readonly #order: string[];
  #copies = 0;

  constructor(
    readonly traffic: Traffic,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.#order = traffic.reports.map(({ fact }) => fact);
    for (let last = this.#order.length - 1; last > 0; last -= 1) {
      const other = this.random.below(last + 1);
      [this.#order[last], this.#order[other]] = [this.#order[other] ?? '', this.#order[last] ?? ''];
    }
  }

  /** An untouched report that fits, from now on touched. @throws RangeError when there is none left */
  take(fits: (row: ReportRow) => boolean = () => true): ReportRow {
    const byFact = new Map(this.traffic.reports.map((row) => [row.fact, row]));
    for (const fact of this.#order) {
      const row = byFact.get(fact);
      if (row === undefined || this.#touched.has(fact) || row.report.stationResult === 'ABORT' || !fits(row))
        continue;
      this.#touched.add(fact);
      return row;
    }
    throw new RangeError('no untouched report fits');
  }

  /** An untouched repair. @throws RangeError when there is none left */
  takeRepair(): RepairRow {
    const row = this.traffic.repairs.find(({ fact }) => !this.#touched.has(fact));
    if (row === undefined) throw new RangeError('no untouched repair');
    this.#touched.add(row.fact);
    return row;
  }

  label(rule: IntegrityRule, says: string, ...targets: readonly string[]): void {
    this.frauds.push({ rule, says, targets });
  }

  /** Changes a report in the traffic and gives it. */
  change(row: ReportRow, report: Partial<InspectionReported>, more: Partial<ReportRow> = {}): ReportRow {
    const changed = { ...row, ...more, report: { ...row.report, ...report } };
    const at = this.traffic.reports.findIndex(({ fact }) => fact === row.fact);
    this.traffic.reports[at] = changed;
    return changed;
  }

  changeRepair(row: RepairRow, repair: Partial<RepairCompleted>, more: Partial<RepairRow> = {}): RepairRow {
    const changed = { ...row, ...more, repair: { ...row.repair, ...repair } };
    const at = this.traffic.repairs.findIndex(({ fact }) => fact === row.fact);
    this.traffic.repairs[at] = changed;
    return changed;
  }

  /** A further report like this one, from now on touched. */
  copy(row: ReportRow, report: Partial<InspectionReported>, more: Partial<ReportRow> = {}): ReportRow {
    this.#copies += 1;
    const fact = `c${String(this.#copies).padStart(6, '0')}`;
    this.#touched.add(fact);
    const copied = { ...row, ...more, fact, report: { ...row.report, reportNo: `R-${fact}`, ...report } };
    this.traffic.reports.push(copied);
    return copied;
  }
}

/** OBD data of a report that has some. */
export function obdOf({ report }: ReportRow): ObdReading {
  if (report.obd === null) throw new RangeError('the report has no OBD data');
  return report.obd;
}

export const hasObd = ({ report }: ReportRow): boolean => report.obd !== null;
export const isLugDown = ({ report }: ReportRow): boolean => report.method === 'LUGDOWN';
export const isFirst = ({ report }: ReportRow): boolean => report.timesNo === 1;

/** The times of a report and of its photos so many milliseconds later, ending after so many seconds. */
export function moved(
  { report, series }: ReportRow,
  startMs: number,
  seconds = (Date.parse(report.endedAt) - Date.parse(report.startedAt)) / SECOND_MS,
): { readonly report: Partial<InspectionReported>; readonly more: Partial<ReportRow> } {
  const at = (ms: number): string => new Date(ms).toISOString();
  const endMs = startMs + seconds * SECOND_MS;
  return {
    report: { startedAt: at(startMs), endedAt: at(endMs), seriesRows: series.length > 0 ? seconds : null },
    more: { photosTakenAt: [at(startMs + SECOND_MS)], receivedAt: at(endMs + MINUTE_MS) },
  };
}
