import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { OwnerWriteService, type ErasedOwners } from './owner-write.service.js';
import { ErasedOwnersEnum, OwnerParticularsInput } from './owner.input.js';
import { VehicleWritePayload } from './vehicle-write.model.js';
import { outcomeView, referenceOf } from './vehicle-write.view.js';
import { VehicleReferenceInput } from './vehicle.input.js';

const KEY = {
  description: '幂等键，由客户端选择：同键同内容得同一答复。Idempotency key, chosen by the client.',
};
const VEHICLE = { description: '所指车辆。The vehicle that is meant.' };
const PARTICULARS = { description: '现所有人的全部个人信息。All particulars of the present owner.' };
const ON = {
  type: () => String,
  nullable: true,
  description: '自何日起，缺省为今日（YYYY-MM-DD）。From which day on; today when absent.',
};
const OWNERS = {
  type: () => ErasedOwnersEnum,
  defaultValue: ErasedOwnersEnum.PRESENT,
  description: '删除哪些所有人的个人信息。Whose particulars.',
};
const BASIS = {
  description:
    '依据文件编号，永久保留在事实中，不得含个人信息。Number of the document that orders it; it stays in the facts for ever and must name nobody.',
};

/** Changes of what is known of owners. What the rules refuse comes back as problems. */
@Resolver()
export class OwnerMutationsResolver {
  constructor(private readonly owners: OwnerWriteService) {}

  @Allow('owner.record')
  @Mutation(() => VehicleWritePayload, {
    description:
      '补录或更正现所有人的个人信息，整体替换。Records or corrects the particulars of the present owner, as a whole.',
  })
  async recordVehicleOwner(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicle', VEHICLE) vehicle: VehicleReferenceInput,
    @Args('ownerParticulars', PARTICULARS) ownerParticulars: OwnerParticularsInput,
    @Args('on', ON) on: string | null,
  ): Promise<VehicleWritePayload> {
    const wanted = { idempotencyKey, vehicle: referenceOf(vehicle), ownerParticulars, on };
    return outcomeView(await this.owners.record(context, wanted), context);
  }

  @Allow('owner.erase')
  @Mutation(() => VehicleWritePayload, {
    description:
      '依个人信息权利请求销毁所有人个人信息，事实链不受影响；须说明用途 DATA_SUBJECT_REQUEST 和请求编号。Destroys particulars on a request of the person concerned; the facts stand. Needs that purpose and the number of the request.',
  })
  async eraseOwner(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicle', VEHICLE) vehicle: VehicleReferenceInput,
    @Args('basis', BASIS) basis: string,
    @Args('owners', OWNERS) owners: ErasedOwners,
  ): Promise<VehicleWritePayload> {
    const wanted = { idempotencyKey, vehicle: referenceOf(vehicle), owners, basis };
    return outcomeView(await this.owners.erase(context, wanted), context);
  }
}
