import { Injectable } from '@nestjs/common';
import type { StationState } from '../../domain/station/station.js';
import { addDays, civilDateOf, type CivilDate } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { StationRepository } from '../inspections/index.js';
import { ScorecardRepository, type InspectionScore, type RepairScore } from './scorecard.repository.js';

/** A station's figures for a time; one of the two, by its role. */
export interface Scorecard {
  readonly stationCode: string;
  readonly from: CivilDate;
  /** Last day, included. */
  readonly to: CivilDate;
  readonly repair: RepairScore | null;
  readonly inspection: InspectionScore | null;
}

const DEFAULT_DAYS = 365;

/** Whether repairs held and tests were borne out, station by station. Figures only: a lead, never a judgement. */
@Injectable()
export class ScorecardService {
  constructor(
    private readonly database: Database,
    private readonly stations: StationRepository,
    private readonly scores: ScorecardRepository,
  ) {}

  /**
   * The figures of a station from a day to another, both included; the last year when not said. Stations see their own.
   * @throws AppError NOT_FOUND, STATION_NOT_YOURS, OUT_OF_SCOPE, TIME_ORDER, those of `authorise`
   */
  async of(
    asked: RequestContext,
    code: string,
    days: { readonly from: CivilDate | null; readonly to: CivilDate | null },
  ): Promise<Scorecard> {
    const authorised = authorise(asked, 'loop.scorecard');
    const { context } = authorised;
    const to = days.to ?? civilDateOf(context.now);
    const from = days.from ?? addDays(to, -DEFAULT_DAYS);
    if (from > to)
      throw new AppError({ code: 'TIME_ORDER', field: 'from', params: { earlier: from, later: to } });
    const stationCode = code.normalize('NFKC').trim().toUpperCase();
    return this.database.transaction(async (tx) => {
      const station = (await this.stations.byCode(tx, [stationCode])).get(stationCode);
      if (station === undefined) throw new AppError('NOT_FOUND', {}, { field: 'stationCode' });
      await this.#requireSight(tx, authorised, station);
      const span = { from, until: addDays(to, 1), now: context.now };
      const isRepair = station.role === 'REPAIR';
      const repair = isRepair ? await this.scores.repair(tx, stationCode, span) : null;
      const inspection = isRepair ? null : await this.scores.inspection(tx, stationCode, span);
      const detail = { stationCode, from, to };
      await recordAudit(tx, context, { action: 'loop.scorecard', subjects: [station.id], detail });
      return { stationCode, from, to, repair, inspection };
    });
  }

  async #requireSight(
    tx: Tx,
    { scope, actor, divisionPrefix }: Authorised,
    station: StationState,
  ): Promise<void> {
    if (scope === 'OWN') {
      const own = await this.stations.codesOf(tx, actor.organisationId);
      if (!own.includes(station.code))
        throw new AppError({ code: 'STATION_NOT_YOURS', field: 'stationCode' });
    } else if (divisionPrefix === null || !station.division.startsWith(divisionPrefix)) {
      throw new AppError('OUT_OF_SCOPE', { value: station.division }, { field: 'stationCode' });
    }
  }
}
