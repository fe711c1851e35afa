import { Args, Info, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { selectedFields } from '../../platform/graphql/selected-fields.js';
import { OwnerLoader } from './owner-loader.js';
import { OWNER_FIELDS } from './owner-read.service.js';
import { OwnerSearchService } from './owner-search.service.js';
import { OwnerModel } from './owner.model.js';
import { ownerView } from './owner.view.js';
import { VehicleConnection } from './vehicle-query.model.js';
import { VehicleModel } from './vehicle.model.js';

const text = (description: string) => ({ type: () => String, nullable: true, description });
const NAME = text('姓名或单位全称。The whole name.');
const PHONE = text('电话。The phone number.');
const ID_NUMBER = text('公民身份号码。The identity number.');
const FIRST = {
  type: () => Int,
  nullable: true,
  description: '每页条数，超过上限即报错。Size of the page; above the cap is an error.',
};
const AFTER = text('上一页末条游标。End cursor of the page before.');

/** The owner of a vehicle, read only when he is asked for. */
@Resolver(() => VehicleModel)
export class VehicleOwnerResolver {
  constructor(private readonly owners: OwnerLoader) {}

  @ResolveField(() => OwnerModel, {
    description:
      '现所有人，按权限和用途显示，每次查看留痕。The present owner as far as role and purpose go; every look is audited.',
    complexity: 2,
  })
  async owner(
    @Parent() { owned }: VehicleModel,
    @Caller() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OwnerModel> {
    const selected = selectedFields(info);
    const fields = OWNER_FIELDS.filter((field) => selected.has(field));
    return ownerView(await this.owners.load(context, { vehicle: owned, fields }), context);
  }
}

/** From an owner to the vehicles. */
@Resolver()
export class OwnerSearchResolver {
  constructor(private readonly search: OwnerSearchService) {}

  @Allow('owner.search')
  @Query(() => VehicleConnection, {
    description:
      '按所有人姓名、电话或公民身份号码（三选一，完全相符）查本省车辆；须说明用途和案件编号。Vehicles of the own province by the owner: exactly one of name, phone and identity number, each whole; needs a purpose and a case number.',
  })
  vehiclesByOwner(
    @Caller() context: RequestContext,
    @Args('name', NAME) name: string | null,
    @Args('phone', PHONE) phone: string | null,
    @Args('idNumber', ID_NUMBER) idNumber: string | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<VehicleConnection> {
    return this.search.find(context, { name, phone, idNumber }, { first, after });
  }
}
