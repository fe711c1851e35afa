import type { InspectionReported } from '../../domain/emission/emission-facts.js';
import { checkReport } from '../../domain/integrity/integrity-rules.js';
import type { IntegrityThresholds, ReportRow } from '../../domain/integrity/integrity-types.js';
import type { RepairCompleted } from '../../domain/maintenance/loop-facts.js';
import type { DatedThresholds } from '../../domain/integrity/threshold-facts.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { factsInForce } from '../../domain/sync/effective-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { Tx } from '../../platform/database/database.js';
import type { JudgedReport, ReportView, ReportWatch, SeenReport } from '../inspections/index.js';
import type { SaidOfVehicle } from '../registry/index.js';
import { knownFlags, newFlags } from './found-flags.js';
import { loadThresholds, thresholdsIn } from './threshold-book.js';
import { reportsBeside, rowOf, type WatchedReport } from './watched-report.js';

type ReportFact = Fact<'inspection.reported', InspectionReported>;
type RepairFact = Fact<'loop.repair-completed', RepairCompleted>;

/** What one vehicle had before: its tests and repairs that stand. */
interface Past {
  readonly tests: readonly ReportRow[];
  readonly repairs: readonly { readonly fact: string; readonly completedAt: string }[];
}

/**
 * Holds each report against what is known when it comes in, in the transaction that writes it, so that a doubtful pass
 * never clears anything first. What needs many days of a station is looked for at night.
 */
export class IntegrityWatch implements ReportWatch {
  async look(tx: Tx, { now }: RequestContext, seen: readonly SeenReport[]): Promise<ReportView> {
    const [book, beside] = await Promise.all([loadThresholds(tx), reportsBeside(tx, seen)]);
    return { find: (reports) => flagsOf(reports, { book, beside, now }) };
  }
}

/** What reports are compared with, read when they came in. */
interface Known {
  readonly book: readonly DatedThresholds[];
  readonly beside: readonly WatchedReport[];
  readonly now: Instant;
}

function flagsOf(reports: readonly JudgedReport[], { book, beside, now }: Known): readonly SaidOfVehicle[] {
  const replaced = new Set(reports.flatMap(({ supersedes }) => supersedes ?? []));
  const own = reports.map(({ fact, report }) => rowOf({ fact, recordedAt: now, payload: report }));
  const near = [...own, ...beside.filter(({ fact }) => !replaced.has(fact)).map(rowOf)];
  const pasts = new Map(reports.map(({ subject, known }) => [subject, pastOf(known.facts, replaced)]));
  const subjects = subjectsOf(reports, pasts);
  const known = knownFlags(reports.flatMap((one) => one.known.facts));
  return reports.flatMap(({ subject, station, report }, index) => {
    const row = own[index];
    const past = pasts.get(subject);
    if (row === undefined || past === undefined) return [];
    const batch = own.filter((_, place) => reports[place]?.subject === subject);
    const around = {
      ofStation: near,
      ofVehicle: [...past.tests, ...batch],
      ofModel: [],
      publishedPowerW: reports[index]?.known.state?.ratedPowerW ?? null,
      repairs: past.repairs,
      lawfulCalibrations: [],
    };
    const thresholds = atOnce(thresholdsIn(book, station.division, civilDateOf(report.startedAt)));
    return newFlags(checkReport(row, around, thresholds).flags, subjects, known, now);
  });
}

/** What is compared over days of a station is not configured here: the few tests at hand would say nothing. */
const atOnce = (thresholds: IntegrityThresholds): IntegrityThresholds => ({
  ...thresholds,
  calIdWindowDays: null,
  ambientSameTests: null,
});

function pastOf(facts: readonly Fact[], replaced: ReadonlySet<string>): Past {
  const standing = factsInForce(facts.filter(isWatched)).inForce.filter(({ id }) => !replaced.has(id));
  return {
    tests: standing
      .filter((fact): fact is ReportFact => fact.kind === 'inspection.reported')
      .map(({ id, recordedAt, payload }) => rowOf({ fact: id, recordedAt, payload })),
    repairs: standing
      .filter((fact): fact is RepairFact => fact.kind === 'loop.repair-completed')
      .map(({ id, payload }) => ({ fact: id, completedAt: payload.completedAt }))
      .sort((a, b) => (a.completedAt < b.completedAt ? -1 : 1)),
  };
}

const isWatched = (fact: Fact): fact is ReportFact | RepairFact =>
  fact.kind === 'inspection.reported' || fact.kind === 'loop.repair-completed';

/** Whose each test is that may be flagged now: those of the vehicles that are locked. */
function subjectsOf(
  reports: readonly JudgedReport[],
  pasts: ReadonlyMap<string, Past>,
): ReadonlyMap<string, string> {
  const subjects = new Map(reports.map(({ fact, subject }) => [fact, subject]));
  for (const [subject, { tests }] of pasts) for (const { fact } of tests) subjects.set(fact, subject);
  return subjects;
}
