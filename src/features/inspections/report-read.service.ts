import { Injectable } from '@nestjs/common';
import { divisionPattern } from '../../domain/access/scope.js';
import type { Action } from '../../domain/access/actions.js';
import type { InspectionReported } from '../../domain/emission/emission-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import { normaliseStationCode } from '../../domain/station/station-input.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { connectionOf, decodeCursor, encodeCursor, type Connection } from '../../platform/graphql/relay.js';
import { prefixWithin } from '../registry/index.js';
import {
  ReportListRepository,
  type ListedReport,
  type ReportConditions,
  type ReportPosition,
  type ReportReach,
} from './report-list.repository.js';
import { StationRepository } from './station.repository.js';

/** A report as the caller may see it. */
export interface SeenReport {
  readonly row: ListedReport;
  readonly payload: InspectionReported;
  /** Whether the people of the station are shown: to ecology at home and to the station itself. */
  readonly showsPeople: boolean;
}

/** What is asked for; null and absent mean the same. */
export interface ReportFilter {
  readonly station?: string | null;
  readonly division?: string | null;
  readonly result?: ReportConditions['result'];
  readonly method?: ReportConditions['method'];
  readonly checkType?: ReportConditions['checkType'];
  readonly from?: Instant | null;
  readonly to?: Instant | null;
  readonly held?: boolean | null;
  readonly corrected?: boolean | null;
  /** Id of the vehicle. */
  readonly vehicle?: string | null;
}

interface PageAsked {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Test reports, one and many; whoever looks is written down with what was shown. */
@Injectable()
export class ReportReadService {
  constructor(
    private readonly database: Database,
    private readonly reports: ReportListRepository,
    private readonly stations: StationRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * A page of reports, newest first: of the caller's own stations, or of the territory of an authority.
   * @throws AppError STATION_NOT_YOURS, PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID, those of `prefixWithin` and `authorise`
   */
  list(asked: RequestContext, filter: ReportFilter, page: PageAsked): Promise<Connection<SeenReport>> {
    const authorised = authorise(asked, 'inspection.list');
    const station = filter.station ? normaliseStationCode(filter.station) : null;
    const territory =
      authorised.scope === 'OWN' ? null : prefixWithin(filter.division, authorised.divisionPrefix);
    return this.#page(authorised, 'inspection.list', conditionsOf(filter), page, async (tx) => {
      const own = await this.#ownStations(tx, authorised);
      if (territory === null) {
        if (station === null) return { reach: { stations: own }, own };
        if (!own.includes(station))
          throw new AppError({ code: 'STATION_NOT_YOURS', field: 'filter.station' });
        return { reach: { stations: [station] }, own };
      }
      if (station === null) return { reach: { division: territory }, own };
      if (!station.startsWith(territory)) {
        throw new AppError('OUT_OF_SCOPE', { value: station }, { field: 'filter.station' });
      }
      return { reach: { stations: [station] }, own };
    });
  }

  /** The reports of a vehicle that the caller has before it, newest first. @throws AppError as {@link list} */
  ofVehicle(
    asked: RequestContext,
    vehicle: { readonly id: string; readonly division: string },
    page: PageAsked,
  ): Promise<Connection<SeenReport>> {
    const authorised = authorise(asked, 'inspection.read');
    const { scope, divisionPrefix } = authorised;
    if (scope !== 'PRESENTED' && !vehicle.division.startsWith(divisionPrefix ?? vehicle.division)) {
      throw new AppError('OUT_OF_SCOPE', { value: vehicle.division }, { field: 'inspections' });
    }
    return this.#page(authorised, 'inspection.read', conditionsOf({}), page, async (tx) => ({
      reach: { vehicle: vehicle.id },
      own: await this.#ownStations(tx, authorised),
    }));
  }

  /** One report, corrected ones included; null where the caller does not reach it. @throws AppError of `authorise` */
  async one(asked: RequestContext, fact: string): Promise<SeenReport | null> {
    const authorised = authorise(asked, 'inspection.list');
    return this.database.transaction(async (tx) => {
      const own = await this.#ownStations(tx, authorised);
      const row = await this.reports.byId(tx, fact);
      const seen = row !== null && reaches(authorised, own, row) ? seenReport(row, authorised, own) : null;
      await this.#audit(tx, authorised, 'inspection.list', seen === null ? [] : [seen], { report: fact });
      return seen;
    });
  }

  async #page(
    authorised: Authorised,
    action: Action,
    conditions: ReportConditions,
    { first, after }: PageAsked,
    reachOf: (tx: Tx) => Promise<{ readonly reach: ReportReach; readonly own: readonly string[] }>,
  ): Promise<Connection<SeenReport>> {
    const size = checkFirst(first, this.settings.maxPageSize);
    return this.database.transaction(async (tx) => {
      const { reach, own } = await reachOf(tx);
      const name = `inspection reports ${JSON.stringify([reach, conditions])}`;
      const position = after === null || after === undefined ? null : positionOf(name, after);
      const found = await this.reports.page(tx, reach, conditions, position, size + 1);
      const nodes = found.slice(0, size).map((row) => seenReport(row, authorised, own));
      const detail = { reach, filter: conditions, size, isFirst: position === null };
      await this.#audit(tx, authorised, action, nodes, detail);
      const cursorOf = ({ row }: SeenReport): string => encodeCursor(name, [row.endedAt, row.fact]);
      return connectionOf(nodes, { cursorOf, more: found.length > size, isFirst: position === null });
    });
  }

  #audit(
    tx: Tx,
    { context }: Authorised,
    action: Action,
    seen: readonly SeenReport[],
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const subjects = [...new Set(seen.map(({ row }) => row.vehicle))];
    const people = seen.filter(({ showsPeople }) => showsPeople).map(({ row }) => row.fact);
    return recordAudit(tx, context, { action, subjects, detail: { ...detail, people } });
  }

  /** The stations whose staff the caller is. */
  #ownStations(tx: Tx, { actor }: Authorised): Promise<readonly string[]> {
    return actor.role === 'INSPECTION_STATION'
      ? this.stations.codesOf(tx, actor.organisationId)
      : Promise.resolve([]);
  }
}

function reaches(
  { scope, divisionPrefix }: Authorised,
  own: readonly string[],
  { division, payload }: ListedReport,
): boolean {
  if (scope === 'OWN') return own.includes(payload.stationCode);
  return divisionPrefix !== null && division.startsWith(divisionPrefix);
}

function seenReport(row: ListedReport, { actor }: Authorised, own: readonly string[]): SeenReport {
  const home = divisionPattern('PROVINCE', actor.division);
  const isSupervised = actor.role === 'ECOLOGY_BUREAU' && home !== null && row.division.startsWith(home);
  return { row, payload: row.payload, showsPeople: isSupervised || own.includes(row.payload.stationCode) };
}

const conditionsOf = (filter: ReportFilter): ReportConditions => ({
  result: filter.result ?? null,
  method: filter.method ?? null,
  checkType: filter.checkType ?? null,
  from: filter.from ?? null,
  to: filter.to ?? null,
  held: filter.held ?? null,
  corrected: filter.corrected ?? false,
  vehicle: filter.vehicle ?? null,
});

function positionOf(name: string, cursor: string): ReportPosition {
  const [endedAt, fact] = decodeCursor(name, cursor);
  if (typeof endedAt === 'string' && typeof fact === 'string') return { endedAt, fact };
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}
