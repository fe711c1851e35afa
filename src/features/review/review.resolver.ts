import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { DecidableItem } from '../../domain/vehicle/vehicle-facts.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { InputCheckOf } from '../../platform/graphql/input-check.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import { outcomeView, VEHICLE_TYPE, VehicleWritePayload } from '../registry/index.js';
import { HeldRowDecisionService } from './held-row-decision.service.js';
import { correctionsOf, heldRowPayload } from './held-row-payload.view.js';
import { ReviewDecisionService } from './review-decision.service.js';
import { HeldRowDecisionInput, HeldRowPayload, ReviewDecisionInput } from './review-mutation.model.js';
import {
  DecidableItemEnum,
  ReviewCountModel,
  ReviewFilterInput,
  ReviewQueueConnection,
} from './review-queue.model.js';
import { ReviewQueueService } from './review-queue.service.js';
import { HELD_ROW_TYPE } from './review-queue.view.js';

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
const FILTER = {
  type: () => ReviewFilterInput,
  nullable: true,
  description: '筛选条件。Conditions, all of which must hold.',
};
const TOTAL = { description: '总数，仅在请求时计算。Total, counted only when asked for.', complexity: 50 };
const KEY = {
  description: '幂等键，由客户端选择：同键同内容得同一答复。Idempotency key, chosen by the client.',
};
const VEHICLE = { type: () => ID, description: '所涉车辆。The vehicle.' };
const ITEM = { type: () => DecidableItemEnum, description: '所决定的事项。The item that is decided.' };
const VERSION = {
  description: '所见内容的版本，其后有变即答 STALE。Version that was shown; STALE when it has changed.',
};
const ROW = { type: () => ID, description: '搁置的导入行。The held row.' };
const DECISION = { description: '决定及其依据。The decision and its grounds.' };

/** The review queue and what persons decide in it. What the rules refuse comes back as problems, never as an error. */
@Resolver()
export class ReviewResolver {
  constructor(
    private readonly queue: ReviewQueueService,
    private readonly items: ReviewDecisionService,
    private readonly rows: HeldRowDecisionService,
  ) {}

  @Allow('review.list')
  @Query(() => ReviewQueueConnection, {
    description:
      '待人复核的一切，先到先列：车辆事项、跨省矛盾、搁置的导入行。All that waits for a person, oldest first.',
  })
  reviewQueue(
    @Caller() context: RequestContext,
    @Args('filter', FILTER, new InputCheckOf(ReviewFilterInput)) filter: ReviewFilterInput | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<ReviewQueueConnection> {
    return this.queue.page(context, filter ?? {}, { first, after });
  }

  @Allow('review.list')
  @Query(() => [ReviewCountModel], {
    description: '按种类和市统计待复核数。How many wait, by kind and city.',
  })
  async reviewCounts(
    @Caller() context: RequestContext,
    @Args('filter', FILTER, new InputCheckOf(ReviewFilterInput)) filter: ReviewFilterInput | null,
  ): Promise<readonly ReviewCountModel[]> {
    return this.queue.counts(context, filter ?? {});
  }

  @Allow('review.decide')
  @Mutation(() => VehicleWritePayload, {
    description:
      '就车辆的一项待复核事项作出决定；证据不变。Decides one open item of a vehicle; the evidence stays.',
  })
  async decideReviewItem(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('vehicle', VEHICLE) id: string,
    @Args('item', ITEM) item: DecidableItem,
    @Args('version', VERSION) version: string,
    @Args('input', DECISION) { decision, value = null, basis }: ReviewDecisionInput,
  ): Promise<VehicleWritePayload> {
    const vehicle = parseGlobalId(id, VEHICLE_TYPE, 'vehicle');
    const order = { idempotencyKey, vehicle, item, version, decision, value, basis };
    return outcomeView(await this.items.decide(context, order), context);
  }

  @Allow('review.decide')
  @Mutation(() => HeldRowPayload, {
    description:
      '就搁置的导入行作出决定，按通常规则写入。Decides a held row; the ordinary rules judge it again.',
  })
  async decideHeldRow(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('row', ROW) id: string,
    @Args('input', DECISION) input: HeldRowDecisionInput,
  ): Promise<HeldRowPayload> {
    const { decision, basis, on = null } = input;
    const row = parseGlobalId(id, HELD_ROW_TYPE, 'row');
    const order = { idempotencyKey, row, decision, basis, on, corrections: correctionsOf(input) };
    return heldRowPayload(await this.rows.decide(context, order), context);
  }
}

/** The total of the review queue, counted only when it is selected. */
@Resolver(() => ReviewQueueConnection)
export class ReviewTotalResolver {
  @ResolveField(() => Int, TOTAL)
  totalCount(@Parent() page: ReviewQueueConnection): Promise<number> {
    return page.count();
  }
}
