import { Injectable } from '@nestjs/common';
import type { ReportJudgement } from '../../domain/emission/emission-facts.js';
import { fail, type Problem, type Result } from '../../domain/shared/result.js';
import { contingencyHeld, type StationState } from '../../domain/station/station.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { Tx } from '../../platform/database/database.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { VehicleFactWriter, type KnownSubject } from '../registry/index.js';
import { contingencyHash } from './contingency-code.js';
import { judgedReport, ReportBatch, saidOf, type ReportRow } from './report-batch.js';
import { correctionProblem, formerProblem } from './report-correction.js';
import { judgeAdmitted, limitCityOf } from './report-judge.js';
import { ReportRepository } from './report.repository.js';
import type { ReportOutcome, ReportSubmission } from './report-submission.js';
import { ReportWatches, type JudgedReport } from './report-watch.js';
import { StationRepository } from './station.repository.js';

type Stations = ReadonlyMap<string, StationState>;
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
  async accept(
    tx: Tx,
    authorised: Authorised,
    reports: readonly ReportSubmission[],
  ): Promise<readonly ReportOutcome[]> {
    const { now } = authorised.context;
    const batch = new ReportBatch(reports, now);
    const stations = await this.#stations(tx, authorised, batch);
    const numbers = batch.open.map(({ admitted }) => admitted.content);
    batch.recognise(await this.reports.byNumbers(tx, this.settings.site, numbers));
    const subjects = await this.#locate(tx, batch);
    const judge = await this.#judge(tx, stations, now);
    const known = await this.writer.open(tx, [...new Set(subjects.values())]);
    const judged = batch.open.flatMap((row) => {
      const about = aboutOf(row, subjects, known, stations);
      const judgement = judge(row, about.known);
      if (judgement.ok) {
        batch.accept(row, about.known.subject, judgement.value);
        return [judgedReport(row, judgement.value, about, null)];
      }
      batch.refuse(row, judgement.error);
      return [];
    });
    await this.#write(tx, authorised, known, judged);
    return batch.outcomes();
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
    const { now } = authorised.context;
    const batch = new ReportBatch([submission], now);
    const stations = await this.#stations(tx, authorised, batch);
    const former = (await this.reports.byFacts(tx, [correction.supersedes])).get(correction.supersedes);
    for (const row of batch.open) {
      const problem = formerProblem(former, row.admitted.content, authorised.scope, this.settings.site);
      if (problem !== null) batch.refuse(row, problem);
    }
    const subjects = await this.#locate(tx, batch);
    const judge = await this.#judge(tx, stations, now);
    const known = await this.writer.open(tx, [...new Set(subjects.values())]);
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
        await this.#write(tx, authorised, known, [judged]);
      }
    }
    const [outcome] = batch.outcomes();
    if (outcome === undefined) throw new Error('a correction had no outcome');
    return outcome;
  }

  /** The stations of the rows; those that may not report here are refused. Two calls for one station wait for each other. */
  async #stations(tx: Tx, authorised: Authorised, batch: ReportBatch): Promise<Stations> {
    const codes = [...new Set(batch.open.map(({ admitted }) => admitted.content.stationCode))];
    if (codes.length === 0) return new Map();
    const { scope, actor } = authorised;
    const [stations, own] = await Promise.all([
      this.stations.byCode(tx, codes),
      scope === 'OWN' ? this.stations.codesOf(tx, actor.organisationId) : [],
    ]);
    for (const row of batch.open) {
      const problem = this.#stationProblem(
        row,
        stations.get(row.admitted.content.stationCode),
        authorised,
        own,
      );
      if (problem !== null) batch.refuse(row, problem);
    }
    const reporting = new Set(batch.open.map(({ admitted }) => admitted.content.stationCode));
    if (reporting.size > 0) await this.store.lock(tx, [...reporting].map(reportsLock));
    return stations;
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

  /** The vehicle of each open row, by its place; rows of which it cannot be told are refused. */
  async #locate(tx: Tx, batch: ReportBatch): Promise<ReadonlyMap<number, string>> {
    const rows = batch.open;
    if (rows.length === 0) return new Map();
    const found = await this.writer.locate(
      tx,
      rows.map(({ admitted }) => admitted.seen),
    );
    const subjects = new Map<number, string>();
    rows.forEach((row, place) => {
      const [subject, ...others] = found[place] ?? [];
      const field = row.admitted.seen.vin === null ? 'plate' : 'vin';
      if (subject === undefined) batch.refuse(row, { code: 'VEHICLE_UNKNOWN', field });
      else if (others.length > 0) batch.refuse(row, { code: 'AMBIGUOUS_VEHICLE', field });
      else subjects.set(row.index, subject);
    });
    return subjects;
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
    judged: readonly JudgedReport[],
  ): Promise<void> {
    if (judged.length === 0) return;
    const flagged = await this.watches.watch(tx, context, judged);
    await this.writer.append(tx, context, known, [...judged.map(saidOf), ...flagged]);
  }
}

/** Serialises what one station hands in: its numbers are its own. Taken before the locks of vehicles. */
export const reportsLock = (stationCode: string): string => `reports:${stationCode}`;

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
