import { Injectable } from '@nestjs/common';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import {
  decodeCursor,
  encodeCursor,
  type CursorKey,
  type PagePosition,
} from '../../platform/graphql/relay.js';
import { checkFilter, type VehicleFilter } from './vehicle-filter.js';
import type { ListPosition } from './vehicle-list.sql.js';
import type { VehicleConnection } from './vehicle-query.model.js';
import { VehicleRepository } from './vehicle.repository.js';
import { shownOf, vehicleView } from './vehicle-view.js';

/** Which page; null and absent mean the same. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
}

interface Page<P> {
  readonly positions: readonly P[];
  readonly more: boolean;
  readonly states: ReadonlyMap<string, VehicleState>;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The same conditions give the same text, whether left out or null. */
const canonical = (conditions: object): string => JSON.stringify(conditions);

/** Lists of vehicles, by keyset, within the caller's reach. */
@Injectable()
export class VehicleListService {
  constructor(
    private readonly database: Database,
    private readonly vehicles: VehicleRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * One page of the vehicles that fulfil the filter, by id or, with a plate pattern, by plate number.
   * @throws AppError PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID, those of `checkFilter` and of `authorise`
   */
  async list(
    context: RequestContext,
    filter: VehicleFilter,
    request: PageRequest,
  ): Promise<VehicleConnection> {
    const authorised = authorise(context, 'vehicle.list');
    const size = checkFirst(request.first, this.settings.maxPageSize);
    const conditions = checkFilter(filter, authorised.divisionPrefix);
    const name = `vehicles ${canonical(conditions)}`;
    const after = afterOf(name, request, ([id, number]) => listPosition(id, number));
    const page = await this.database.transaction(async (tx) => {
      const read = (count: number) => this.vehicles.page(tx, conditions, context.now, after, count);
      const found = await this.page(tx, size, read);
      const subjects = found.positions.map(({ id }) => id);
      const shown = shownOf(statesOf(found), context);
      const detail = { filter: conditions, size, isFirst: after === null, shown };
      await recordAudit(tx, authorised.context, { action: 'vehicle.list', subjects, detail });
      return found;
    });
    const edges = page.positions.map(({ id, number }) => ({
      cursor: encodeCursor(name, [id, number]),
      node: vehicleView(stateOf(page, id), context),
      matchedPlate: number,
    }));
    const count = () => this.vehicles.count(conditions, context.now);
    return { edges, pageInfo: positionOf(edges, page.more, after === null), count };
  }

  /** One more is read than is shown, to know whether the list goes on. */
  private async page<P extends { readonly id: string }>(
    tx: Tx,
    size: number,
    read: (count: number) => Promise<readonly P[]>,
  ): Promise<Page<P>> {
    const found = await read(size + 1);
    const positions = found.slice(0, size);
    const ids = [...new Set(positions.map(({ id }) => id))];
    return { positions, more: found.length > size, states: await this.vehicles.states(tx, ids) };
  }
}

function listPosition(id: unknown, number: unknown): ListPosition | null {
  if (typeof id !== 'string' || !UUID.test(id)) return null;
  return number === null || typeof number === 'string' ? { id, number } : null;
}

function afterOf<P>(name: string, { after }: PageRequest, read: (key: CursorKey) => P | null): P | null {
  if (after === null || after === undefined) return null;
  const position = read(decodeCursor(name, after));
  if (position === null) throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
  return position;
}

/** The vehicles of the page, each once. */
const statesOf = ({ positions, states }: Page<{ readonly id: string }>): readonly VehicleState[] =>
  [...new Set(positions.map(({ id }) => id))].map((id) => stateOf({ states }, id));

function stateOf({ states }: Pick<Page<never>, 'states'>, id: string): VehicleState {
  const state = states.get(id);
  if (state === undefined) throw new Error(`vehicle ${id} is listed and has no facts`);
  return state;
}

function positionOf(
  edges: readonly { readonly cursor: string }[],
  more: boolean,
  isFirst: boolean,
): PagePosition {
  const startCursor = edges[0]?.cursor ?? null;
  const endCursor = edges.at(-1)?.cursor ?? null;
  return { hasNextPage: more, hasPreviousPage: !isFirst, startCursor, endCursor };
}
