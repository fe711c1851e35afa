import { Injectable } from '@nestjs/common';
import { divisionPattern } from '../../domain/access/scope.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { TabledVehicle } from '../../domain/vehicle/table/vehicle-cells.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Shown } from '../../platform/audit/shown-fields.js';
import { authorise } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { readByCursor } from '../../platform/database/cursor.js';
import type { Tx } from '../../platform/database/database.js';
import type { OwnedVehicle } from './owned-vehicle.js';
import { checkFilter, type VehicleConditions, type VehicleFilter } from './vehicle-filter.js';
import { countQuery, pageQuery, type ListPosition } from './vehicle-list.sql.js';
import { shownOf, tabledView } from './vehicle-view.js';
import { VehicleRepository } from './vehicle.repository.js';

const AT_ONCE = 500;
const NOBODY = { accountId: '', organisationId: '' };

/** Some vehicles of a list as the caller may see them, in the order of the list. */
export interface VehicleBatch {
  readonly vehicles: readonly TabledVehicle[];
  /** Whose owners these rows name, one for each. */
  readonly owned: readonly OwnedVehicle[];
  readonly subjects: readonly string[];
  readonly shown: readonly Shown[];
}

/** A whole list, read in one transaction whatever its length. */
export interface VehicleStream {
  /** With the purpose that the permission gave. */
  readonly context: RequestContext;
  count(tx: Tx): Promise<number>;
  batches(tx: Tx): AsyncIterable<VehicleBatch>;
}

/** The lists of the registry from beginning to end: same permission, reach and fields as page by page. */
@Injectable()
export class VehicleStreamService {
  constructor(private readonly vehicles: VehicleRepository) {}

  /** @throws AppError those of `checkFilter` and of `authorise` */
  list(asked: RequestContext, filter: VehicleFilter): VehicleStream {
    const { context, divisionPrefix } = authorise(asked, 'vehicle.list');
    return this.stream(checkFilter(filter, divisionPrefix), context, context);
  }

  /**
   * For whoever runs commands beside the database, without an account: the vehicles of the site's own province as its
   * registrar sees them, the ones that an import there may register. The audit names no account.
   * @throws AppError those of `checkFilter`; PURPOSE_UNKNOWN, REFERENCE_TOO_LONG
   */
  listOfSite(asked: RequestContext, filter: VehicleFilter, site: SiteCode): VehicleStream {
    const registrar = { ...asked, actor: { ...NOBODY, role: 'TRAFFIC_POLICE', division: site } } as const;
    const { context } = authorise(registrar, 'export.request');
    const conditions = checkFilter(filter, divisionPattern('PROVINCE', site));
    return this.stream(conditions, context, { ...context, actor: null });
  }

  private stream(
    conditions: VehicleConditions,
    sight: RequestContext,
    context: RequestContext,
  ): VehicleStream {
    const batches = async function* (this: VehicleStreamService, tx: Tx): AsyncGenerator<VehicleBatch> {
      const query = pageQuery(conditions, context.now, null, null);
      for await (const positions of readByCursor<ListPosition>(tx, 'list', query, AT_ONCE)) {
        const states = await this.statesOf(tx, positions);
        yield batchOf(states, sight);
      }
    };
    const { sql, values } = countQuery(conditions, context.now);
    const count = async (tx: Tx): Promise<number> =>
      (await tx.query<{ total: number }>(sql, values))[0]?.total ?? 0;
    return { context, count, batches: batches.bind(this) };
  }

  /** The state of each position, in order. */
  private async statesOf(tx: Tx, positions: readonly { readonly id: string }[]): Promise<VehicleState[]> {
    const states = await this.vehicles.states(tx, [...new Set(positions.map(({ id }) => id))]);
    return positions.map(({ id }) => {
      const state = states.get(id);
      if (state === undefined) throw new Error(`vehicle ${id} is listed and has no facts`);
      return state;
    });
  }
}

function batchOf(states: readonly VehicleState[], context: RequestContext): VehicleBatch {
  const once = [...new Map(states.map((state) => [state.id, state])).values()];
  return {
    vehicles: states.map((state) => tabledView(state, context)),
    owned: states,
    subjects: once.map(({ id }) => id),
    shown: shownOf(once, context),
  };
}
