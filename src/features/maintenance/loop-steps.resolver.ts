import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import { LoopStepsService } from './loop-steps.service.js';
import { RepairService } from './repair.service.js';
import {
  AppealDecisionInput,
  AppealInput,
  NoticeInput,
  PresentedVehicleInput,
  RepairRecordInput,
  RepairStartInput,
  StationOverrideInput,
  TransferOutInput,
  WithdrawalInput,
} from './loop.input.js';
import { LoopPayload, type LoopRefused, type LoopWritten } from './loop.model.js';
import { LISTING_TYPE, LOOP_FACT_TYPE, loopOutcomeView } from './loop.view.js';

const KEY = {
  description: '幂等键，由客户端选择：同键同内容得同一答复。Idempotency key, chosen by the client.',
};
const LISTING = { type: () => ID, description: '名单记录。The listing.' };
const INPUT = { description: '内容。What is written.' };
const VEHICLE = { description: '面前的车辆。The vehicle before the caller.' };
const STATION = { description: '所在维修站编号。Code of the repair station.' };
const FAILURE = {
  type: () => ID,
  nullable: true,
  description: '所针对的超标事实，缺省为本轮的。The failure that it answers; that of this cycle when absent.',
};
const CORRECTS = {
  type: () => ID,
  nullable: true,
  description: '被更正的维修记录。The record of this station that this one takes the place of.',
};

type Answer = Promise<LoopWritten | LoopRefused>;

/** Steps of the I/M loop. What the rules refuse comes back as problems, never as an error. */
@Resolver()
export class LoopStepsResolver {
  constructor(
    private readonly steps: LoopStepsService,
    private readonly repairs: RepairService,
  ) {}

  @Allow('loop.serve-notice')
  @Mutation(() => LoopPayload, {
    description: '送达超标维修告知书，期限自此起算。Serves the notice; the days run from then on.',
  })
  async serveNotice(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('listing', LISTING) id: string,
    @Args('input', INPUT) input: NoticeInput,
  ): Answer {
    const listing = parseGlobalId(id, LISTING_TYPE, 'listing');
    const step = { idempotencyKey, listing, input: { ...input } };
    return loopOutcomeView(await this.steps.serveNotice(context, step), context);
  }

  @Allow('loop.appeal')
  @Mutation(() => LoopPayload, {
    description: '登记车主的申诉。Writes down that the owner disputes the failure.',
  })
  async lodgeAppeal(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('listing', LISTING) id: string,
    @Args('input', INPUT) input: AppealInput,
  ): Answer {
    const listing = parseGlobalId(id, LISTING_TYPE, 'listing');
    const step = { idempotencyKey, listing, input: { ...input } };
    return loopOutcomeView(await this.steps.lodgeAppeal(context, step), context);
  }

  @Allow('loop.appeal')
  @Mutation(() => LoopPayload, {
    description: '对申诉作出决定；成立即撤销。Decides an appeal; upheld, the listing is taken back.',
  })
  async decideAppeal(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('listing', LISTING) id: string,
    @Args('input', INPUT) input: AppealDecisionInput,
  ): Answer {
    const listing = parseGlobalId(id, LISTING_TYPE, 'listing');
    const step = { idempotencyKey, listing, input: { ...input } };
    return loopOutcomeView(await this.steps.decideAppeal(context, step), context);
  }

  @Allow('loop.withdraw')
  @Mutation(() => LoopPayload, { description: '撤销误列（误识、套牌等）。Takes a listing back.' })
  async withdrawListing(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('listing', LISTING) id: string,
    @Args('input', INPUT) input: WithdrawalInput,
  ): Answer {
    const listing = parseGlobalId(id, LISTING_TYPE, 'listing');
    const step = { idempotencyKey, listing, input: { ...input } };
    return loopOutcomeView(await this.steps.withdraw(context, step), context);
  }

  @Allow('loop.override-station')
  @Mutation(() => LoopPayload, { description: '许可异站复检。Gives leave to be retested elsewhere.' })
  async overrideStation(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('listing', LISTING) id: string,
    @Args('input', INPUT) input: StationOverrideInput,
  ): Answer {
    const listing = parseGlobalId(id, LISTING_TYPE, 'listing');
    const step = { idempotencyKey, listing, input: { ...input } };
    return loopOutcomeView(await this.steps.overrideStation(context, step), context);
  }

  @Allow('loop.transfer-out')
  @Mutation(() => LoopPayload, {
    description: '车辆转出长三角，名单随车移交。The vehicle left the delta, and its listing goes with it.',
  })
  async transferListingOut(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('listing', LISTING) id: string,
    @Args('input', INPUT) input: TransferOutInput,
  ): Answer {
    const listing = parseGlobalId(id, LISTING_TYPE, 'listing');
    const step = { idempotencyKey, listing, input: { ...input } };
    return loopOutcomeView(await this.steps.transferOut(context, step), context);
  }

  @Allow('loop.repair')
  @Mutation(() => LoopPayload, { description: '车辆进厂。The vehicle came in at a repair station.' })
  async startRepair(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('stationCode', STATION) stationCode: string,
    @Args('vehicle', VEHICLE) vehicle: PresentedVehicleInput,
    @Args('input', INPUT) input: RepairStartInput,
    @Args('failure', FAILURE) failure: string | null,
  ): Answer {
    const common = {
      idempotencyKey,
      stationCode,
      vehicle: { ...vehicle },
      failure: factOf(failure, 'failure'),
    };
    return loopOutcomeView(await this.repairs.start(context, { ...common, input: { ...input } }), context);
  }

  @Allow('loop.repair')
  @Mutation(() => LoopPayload, {
    description:
      '上传竣工记录，或更正本站已上传的。Uploads a completed repair, or corrects one of this station.',
  })
  async completeRepair(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('stationCode', STATION) stationCode: string,
    @Args('vehicle', VEHICLE) vehicle: PresentedVehicleInput,
    @Args('input', INPUT) input: RepairRecordInput,
    @Args('failure', FAILURE) failure: string | null,
    @Args('corrects', CORRECTS) corrects: string | null,
  ): Answer {
    const common = {
      idempotencyKey,
      stationCode,
      vehicle: { ...vehicle },
      failure: factOf(failure, 'failure'),
    };
    const step = { ...common, input: { ...input }, corrects: factOf(corrects, 'corrects') };
    return loopOutcomeView(await this.repairs.complete(context, step), context);
  }
}

const factOf = (id: string | null | undefined, field: string): string | null =>
  id === null || id === undefined ? null : parseGlobalId(id, LOOP_FACT_TYPE, field);
