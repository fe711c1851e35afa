import { Injectable } from '@nestjs/common';
import { LOOP_STAGES, type LoopStage } from '../../domain/maintenance/loop-table.js';
import { cityOf } from '../../domain/shared/division.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { connectionOf, decodeCursor, encodeCursor, type Connection } from '../../platform/graphql/relay.js';
import { StationRepository } from '../inspections/index.js';
import { prefixWithin } from '../registry/index.js';
import { ListingRepository, type ListedVehicle, type ListingPosition } from './listing.repository.js';
import type { WorkKind } from './work-kind.js';

export interface PageAsked {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Lists of open listings, by age. */
@Injectable()
export class ListingService {
  constructor(
    private readonly database: Database,
    private readonly listings: ListingRepository,
    private readonly stations: StationRepository,
    private readonly settings: SiteSettings,
  ) {}

  /** One page of the open listings within the caller's reach. @throws AppError PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID, those of the division and of `authorise` */
  open(
    asked: RequestContext,
    filter: { readonly division: string | null; readonly state: LoopStage | null },
    page: PageAsked,
  ): Promise<Connection<ListedVehicle>> {
    const authorised = authorise(asked, 'loop.list');
    const prefix = prefixWithin(filter.division, authorised.divisionPrefix, 'division');
    const state = LOOP_STAGES.find((known) => known === filter.state) ?? null;
    const name = `over-limit listings ${prefix} ${state ?? ''}`;
    return this.#page(authorised, name, page, (tx, after, count) =>
      this.listings.open(tx, { prefix, state }, after, count),
    );
  }

  /** One page of what the caller's repair station has to do. @throws AppError STATION_NOT_YOURS, and as {@link open} */
  work(
    asked: RequestContext,
    work: { readonly stationCode: string; readonly kind: WorkKind },
    page: PageAsked,
  ): Promise<Connection<ListedVehicle>> {
    const authorised = authorise(asked, 'loop.work-list');
    const { kind } = work;
    const code = work.stationCode.normalize('NFKC').trim().toUpperCase();
    return this.#page(authorised, `repair work ${code} ${kind}`, page, async (tx, after, count) => {
      const own = await this.stations.codesOf(tx, authorised.actor.organisationId);
      if (!own.includes(code)) throw new AppError({ code: 'STATION_NOT_YOURS', field: 'stationCode' });
      const whose = kind === 'REFERRED' ? cityPrefixOf(code) : code;
      return this.listings.work(tx, kind, whose, after, count);
    });
  }

  async #page(
    { context }: Authorised,
    name: string,
    { first, after }: PageAsked,
    read: (tx: Tx, after: ListingPosition | null, count: number) => Promise<readonly ListedVehicle[]>,
  ): Promise<Connection<ListedVehicle>> {
    const size = checkFirst(first, this.settings.maxPageSize);
    const position = after === null || after === undefined ? null : positionOf(name, after);
    return this.database.transaction(async (tx) => {
      const found = await read(tx, position, size + 1);
      const nodes = found.slice(0, size);
      const detail = { list: name, size, isFirst: position === null };
      await recordAudit(tx, context, {
        action: 'loop.list',
        subjects: [...new Set(nodes.map(({ vehicleId }) => vehicleId))],
        detail,
      });
      const cursorOf = ({ since, id }: ListedVehicle): string => encodeCursor(name, [since, id]);
      return connectionOf(nodes, { cursorOf, more: found.length > size, isFirst: position === null });
    });
  }
}

function positionOf(name: string, cursor: string): ListingPosition {
  const [since, id] = decodeCursor(name, cursor);
  if (typeof since === 'string' && typeof id === 'string') return { since, id };
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}

/** What the divisions of a station's city begin with; 上海 is one city. */
function cityPrefixOf(code: string): string {
  const city = cityOf(code.slice(0, 6));
  return (city ?? code.slice(0, 6)).replace(/(?:00)+$/, '');
}
