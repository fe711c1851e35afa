import { Injectable } from '@nestjs/common';
import type { ReportJudgement } from '../../domain/emission/emission-facts.js';
import { fail, type Problem, type Result } from '../../domain/shared/result.js';
import { contingencyHeld, type StationState } from '../../domain/station/station.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { ahead } from '../../platform/database/ahead.js';
import type { Tx } from '../../platform/database/database.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { VehicleFactWriter, type KnownSubject } from '../registry/index.js';
import { contingencyHash } from './contingency-code.js';
import { judgedReport, ReportBatch, saidOf, type ReportRow } from './report-batch.js';
import { correctionProblem, formerProblem } from './report-correction.js';
import { judgeAdmitted, limitCityOf } from './report-judge.js';
import { ReportRepository, type KnownReport } from './report.repository.js';
import type { ReportOutcome, ReportSubmission } from './report-submission.js';
import { ReportWatches, type JudgedReport, type ReportView } from './report-watch.js';
import { StationRepository } from './station.repository.js';

type Stations = ReadonlyMap<string, StationState>;
/** Stations by code, and the codes of those whose staff the caller is. */
type Filed = readonly [stations: Stations, own: readonly string[]];
type LookedUp = readonly [
  known: readonly (KnownReport | undefined)[],
  vehicles: readonly (readonly string[])[],
  judge: Judge,
  view: ReportView,
  locked: unknown,
];
type Judge = (row: ReportRow, known: KnownSubject) => Result<ReportJudgement>;

/** The report that another takes the place of, and why. */
export interface Correction {
  readonly supersedes: string;
  readonly basis: string;
}

/**
 * The one way in for test reports, whatever form they came in: found, judged and written in the transaction of the
 * caller. A batch costs as many statements as one report does.
 */
@Injectable()
export class ReportIntake {
  constructor(
    private readonly stations: StationRepository,
    private readonly reports: ReportRepository,
    private readonly store: FactStore,
    private readonly writer: VehicleFactWriter,
    private readonly watches: ReportWatches,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Takes reports in and says of each what came of it, in their order. The same report again is answered as the first
   * time; another under its number is DUPLICATE_REPORT_CONFLICT. Further problems: those of `admit` and `judgeAdmitted`,
   * STATION_UNKNOWN, STATION_NOT_YOURS, OUT_OF_SCOPE, NOT_YOUR_RECORD, CONTINGENCY_CODE_INVALID, VEHICLE_UNKNOWN,
   * AMBIGUOUS_VEHICLE. Permission (`inspection.report`), repetition by key and audit are the caller's.
   */
  accept(
    tx: Tx,
    authorised: Authorised,
    reports: readonly ReportSubmission[],
  ): Promise<readonly ReportOutcome[]> {
    return this.begin(tx, authorised, reports)();
  }

  /** As {@link accept}, in two steps: what has to be read of the stations is asked for at once, the rest when called. */
  begin(
    tx: Tx,
    authorised: Authorised,
    reports: readonly ReportSubmission[],
  ): () => Promise<readonly ReportOutcome[]> {
    const batch = new ReportBatch(reports, authorised.context.now);
    const filed = ahead(this.#filed(tx, authorised, batch));
    return async () => {
      const stations = this.#admitted(await filed, authorised, batch);
      const rows = batch.open;
      const [known, found, judge, view] = await this.#lookUp(tx, authorised, rows, stations);
      batch.recognise(known);
      const subjects = subjectsOf(
        batch,
        new Map(rows.map(({ index }, place) => [index, found[place] ?? []])),
      );
      const opened = await this.#open(tx, subjects);
      const judged = batch.open.flatMap((row) => {
        const about = aboutOf(row, subjects, opened, stations);
        const judgement = judge(row, about.known);
        if (judgement.ok) {
          batch.accept(row, about.known.subject, judgement.value);
          return [judgedReport(row, judgement.value, about, null)];
        }
        batch.refuse(row, judgement.error);
        return [];
      });
      await this.#write(tx, authorised, opened, view, judged);
      return batch.outcomes();
    };
  }

  /**
   * Takes a report in that takes the place of another of its station. Problems as of {@link accept}, and NOT_FOUND,
   * NOT_YOUR_RECORD, STALE, REPORT_NO_CHANGED, CORRECTION_OTHER_VEHICLE, INTEGRITY_HOLD, CORRECTION_BY_BUREAU.
   */
  async correct(
    tx: Tx,
    authorised: Authorised,
    submission: ReportSubmission,
    correction: Correction,
  ): Promise<ReportOutcome> {
    const batch = new ReportBatch([submission], authorised.context.now);
    const stations = this.#admitted(await this.#filed(tx, authorised, batch), authorised, batch);
    const rows = batch.open;
    const [[, found, judge, view], stored] = await Promise.all([
      this.#lookUp(tx, authorised, rows, stations),
      this.reports.byFacts(tx, [correction.supersedes]),
    ]);
    const former = stored.get(correction.supersedes);
    for (const row of batch.open) {
      const problem = formerProblem(former, row.admitted.content, authorised.scope, this.settings.site);
      if (problem !== null) batch.refuse(row, problem);
    }
    const subjects = subjectsOf(batch, new Map(rows.map(({ index }, place) => [index, found[place] ?? []])));
    const known = await this.#open(tx, subjects);
    for (const row of batch.open) {
      const about = aboutOf(row, subjects, known, stations);
      const judgement = judge(row, about.known);
      const problem = judgement.ok
        ? correctionProblem(former, about.known.subject, judgement.value, authorised.scope)
        : judgement.error;
      if (problem !== null || !judgement.ok) batch.refuse(row, problem ?? { code: 'NOT_FOUND' });
      else {
        batch.accept(row, about.known.subject, judgement.value);
        const judged = judgedReport(row, judgement.value, about, correction);
        await this.#write(tx, authorised, known, view, [judged]);
      }
    }
    const [outcome] = batch.outcomes();
    if (outcome === undefined) throw new Error('a correction had no outcome');
    return outcome;
  }

  /** The stations that the rows name, and the codes of the caller's own. */
  #filed(tx: Tx, { scope, actor }: Authorised, batch: ReportBatch): Promise<Filed> {
    const codes = [...new Set(batch.open.map(({ admitted }) => admitted.content.stationCode))];
    if (codes.length === 0) return Promise.resolve([new Map(), []]);
    return Promise.all([
      this.stations.byCode(tx, codes),
      scope === 'OWN' ? this.stations.codesOf(tx, actor.organisationId) : [],
    ]);
  }

  /** The stations; rows of those that may not report here are refused. */
  #admitted([stations, own]: Filed, authorised: Authorised, batch: ReportBatch): Stations {
    for (const row of batch.open) {
      const station = stations.get(row.admitted.content.stationCode);
      const problem = this.#stationProblem(row, station, authorised, own);
      if (problem !== null) batch.refuse(row, problem);
    }
    return stations;
  }

  /**
   * What is known about the rows, in their order; read in one go, under the locks of their stations: two calls for one
   * station wait for each other.
   */
  #lookUp(
    tx: Tx,
    { context }: Authorised,
    rows: readonly ReportRow[],
    stations: Stations,
  ): Promise<LookedUp> {
    const contents = rows.map(({ admitted }) => admitted.content);
    const codes = [...new Set(contents.map(({ stationCode }) => stationCode))];
    const locked = codes.length > 0 ? this.store.lock(tx, codes.map(reportsLock)) : null;
    return Promise.all([
      this.reports.byNumbers(tx, this.settings.site, contents),
      this.writer.locate(
        tx,
        rows.map(({ admitted }) => admitted.seen),
      ),
      this.#judge(tx, stations, context.now),
      this.watches.look(tx, context, contents),
      locked,
    ]);
  }

  #open(tx: Tx, subjects: ReadonlyMap<number, string>): Promise<ReadonlyMap<string, KnownSubject>> {
    return this.writer.open(tx, [...new Set(subjects.values())]);
  }

  #stationProblem(
    { admitted: { content, contingencyCode } }: ReportRow,
    station: StationState | undefined,
    { scope, divisionPrefix }: Authorised,
    own: readonly string[],
  ): Problem | null {
    const { stationCode: value, startedAt } = content;
    const field = 'stationCode';
    if (station?.role !== 'INSPECTION') return { code: 'STATION_UNKNOWN', field, params: { value } };
    if (scope === 'OWN' && !own.includes(value)) return { code: 'STATION_NOT_YOURS', field };
    if (scope !== 'OWN' && (divisionPrefix === null || !station.division.startsWith(divisionPrefix))) {
      return { code: 'OUT_OF_SCOPE', field, params: { value } };
    }
    if (station.site !== this.settings.site) return { code: 'NOT_YOUR_RECORD', field };
    if (contingencyCode === null) return null;
    const holds = contingencyHeld(station, startedAt, contingencyHash(contingencyCode));
    return holds ? null : { code: 'CONTINGENCY_CODE_INVALID', field: 'contingencyCode' };
  }

  async #judge(tx: Tx, stations: Stations, now: string): Promise<Judge> {
    const cities = [...stations.values()].map(limitCityOf);
    const limitSets = cities.length === 0 ? [] : await this.reports.limitSets(tx, cities);
    return ({ admitted }, { state: vehicle }) => {
      const station = stations.get(admitted.content.stationCode);
      if (station === undefined) return fail({ code: 'STATION_UNKNOWN', field: 'stationCode' });
      return judgeAdmitted(admitted, { vehicle, station, limitSets, now });
    };
  }

  async #write(
    tx: Tx,
    { context }: Authorised,
    known: ReadonlyMap<string, KnownSubject>,
    view: ReportView,
    judged: readonly JudgedReport[],
  ): Promise<void> {
    if (judged.length === 0) return;
    await this.writer.append(tx, context, known, [...judged.map(saidOf), ...view.find(judged)]);
  }
}

/** Serialises what one station hands in: its numbers are its own. Taken before the locks of vehicles. */
export const reportsLock = (stationCode: string): string => `reports:${stationCode}`;

/** The vehicle of each open row, by its index; rows of which it cannot be told are refused. */
function subjectsOf(
  batch: ReportBatch,
  found: ReadonlyMap<number, readonly string[]>,
): ReadonlyMap<number, string> {
  const subjects = new Map<number, string>();
  for (const row of batch.open) {
    const [subject, ...others] = found.get(row.index) ?? [];
    const field = row.admitted.seen.vin === null ? 'plate' : 'vin';
    if (subject === undefined) batch.refuse(row, { code: 'VEHICLE_UNKNOWN', field });
    else if (others.length > 0) batch.refuse(row, { code: 'AMBIGUOUS_VEHICLE', field });
    else subjects.set(row.index, subject);
  }
  return subjects;
}

function aboutOf(
  { index, admitted }: ReportRow,
  subjects: ReadonlyMap<number, string>,
  known: ReadonlyMap<string, KnownSubject>,
  stations: Stations,
): { readonly known: KnownSubject; readonly station: StationState } {
  const about = known.get(subjects.get(index) ?? '');
  const station = stations.get(admitted.content.stationCode);
  if (about === undefined || station === undefined) throw new Error('a report without vehicle or station');
  return { known: about, station };
}
