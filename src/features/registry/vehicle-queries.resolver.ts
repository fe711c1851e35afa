import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Instant } from '../../domain/shared/time.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { InputCheckOf } from '../../platform/graphql/input-check.js';
import { splitGlobalId } from '../../platform/graphql/relay.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { NodeModel } from './node.model.js';
import { PlateKeyInput } from './plate.model.js';
import { VehicleListService } from './vehicle-list.service.js';
import { VehicleConnection, VehicleFilterInput, VehicleLookup } from './vehicle-query.model.js';
import { VehicleReadService } from './vehicle-read.service.js';
import { VEHICLE_TYPE } from './vehicle-view.js';

const ID_ARG = { type: () => ID, nullable: true, description: '全局标识。Global id.' };
const VIN = { type: () => String, nullable: true, description: '17 位 VIN。VIN of 17 characters.' };
const PLATE = { type: () => PlateKeyInput, nullable: true, description: '号牌。Plate, present or former.' };
const AS_OF = {
  type: () => InstantScalar,
  nullable: true,
  description: '按当时已知事实回溯，缺省为现在。As the facts known then say; now when absent.',
};
const FIRST = {
  type: () => Int,
  nullable: true,
  description: '每页条数，超过上限即报错。Size of the page; above the cap is an error.',
};
const AFTER = {
  type: () => String,
  nullable: true,
  description: '上一页末条游标。End cursor of the page before.',
};
const FILTER = { nullable: true, description: '筛选条件。Conditions, all of which must hold.' };
const TOTAL = { description: '总数，仅在请求时计算。Total, counted only when asked for.', complexity: 50 };

/** Questions about one vehicle and about lists of them. */
@Resolver()
export class VehicleQueriesResolver {
  constructor(
    private readonly vehicles: VehicleReadService,
    private readonly lists: VehicleListService,
  ) {}

  @Allow('vehicle.read')
  @Query(() => VehicleLookup, {
    description:
      '按标识、VIN 或号牌查一辆车；检验站、维修站须同时给出 VIN 和号牌。One vehicle by id, VIN or plate; stations give VIN and plate together.',
  })
  vehicle(
    @Caller() context: RequestContext,
    @Args('id', ID_ARG) id: string | null,
    @Args('vin', VIN) vin: string | null,
    @Args('plate', PLATE, new InputCheckOf(PlateKeyInput)) plate: PlateKeyInput | null,
    @Args('asOf', AS_OF) asOf: Instant | null,
  ): Promise<VehicleLookup> {
    return this.vehicles.find(context, { id, vin, plate, asOf });
  }

  @Allow('vehicle.list')
  @Query(() => VehicleConnection, {
    name: 'vehicles',
    description: '车辆列表，按键集分页；支持残缺号牌。Vehicles in pages by keyset; half-read plates too.',
  })
  vehicleList(
    @Caller() context: RequestContext,
    @Args('filter', { type: () => VehicleFilterInput, ...FILTER }, new InputCheckOf(VehicleFilterInput))
    filter: VehicleFilterInput | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<VehicleConnection> {
    return this.lists.list(context, filter ?? {}, { first, after });
  }

  @Allow('vehicle.read')
  @Query(() => NodeModel, {
    nullable: true,
    description: '按全局标识取对象。An object by its global id (Relay).',
  })
  async node(
    @Caller() context: RequestContext,
    @Args('id', { type: () => ID, description: '全局标识。Global id.' }) id: string,
  ): Promise<NodeModel | null> {
    if (splitGlobalId(id)?.type !== VEHICLE_TYPE) return null;
    return (await this.vehicles.find(context, { id })).vehicle;
  }
}

/** The total of a list of vehicles, counted only when it is selected. */
@Resolver(() => VehicleConnection)
export class VehicleTotalResolver {
  @ResolveField(() => Int, TOTAL)
  totalCount(@Parent() page: VehicleConnection): Promise<number> {
    return page.count();
  }
}
