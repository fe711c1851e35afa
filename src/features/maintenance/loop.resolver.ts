import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { LoopStage } from '../../domain/maintenance/loop-table.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { VEHICLE_TYPE } from '../registry/index.js';
import type { WorkKind } from './work-kind.js';
import { ListingService } from './listing.service.js';
import { FailureReportModel, RetestGateModel, ScorecardModel } from './loop-answer.model.js';
import { LoopStageEnum, RepairWorkEnum } from './loop-enums.model.js';
import { LoopReadService } from './loop-read.service.js';
import { LoopRulesService } from './loop-rules.service.js';
import { LoopPlateInput, LoopRulesInput } from './loop.input.js';
import {
  ListingConnection,
  LoopRulesModel,
  LoopRulesPayload,
  type LoopRefused,
  type LoopRulesWritten,
} from './loop.model.js';
import { failureView, gateView, listingsView, loopRulesOutcomeView, loopRulesView } from './loop.view.js';
import { ScorecardService } from './scorecard.service.js';
import { VehicleTimelineModel } from './timeline.model.js';
import { TimelineService } from './timeline.service.js';
import { timelineView } from './timeline.view.js';

const optional = (description: string) => ({ nullable: true, description });
const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const DIVISION = { description: '区划（GB/T 2260）。Division.' };
const IN_DIVISION = { type: () => String, ...optional('登记地区划，含其下级。Division of registration.') };
const DAY = { type: () => CivilDateScalar, ...optional('何日，缺省为今天。The day; today when absent.') };
const RULES = { description: '规则。The rules.' };
const VIN = { type: () => String, ...optional('车辆识别代号。VIN.') };
const PLATE = { type: () => LoopPlateInput, ...optional('号牌。Plate.') };
const STATION = { description: '站编号。Code of the station.' };
const CODE = { type: () => String, ...optional('应急码。Contingency code of the bureau.') };
const STATE = { type: () => LoopStageEnum, ...optional('状态。Stage.') };
const KIND = { type: () => RepairWorkEnum, description: '哪一类待办。Which of its work.' };
const FROM = { type: () => CivilDateScalar, ...optional('起，缺省为一年前。From; a year ago when absent.') };
const TO = {
  type: () => CivilDateScalar,
  ...optional('止（含），缺省为今天。To, included; today when absent.'),
};
const VEHICLE_ID = { type: () => ID, description: '车辆。The vehicle.' };
const AS_OF = { type: () => InstantScalar, ...optional('当时所知，缺省为现在。As it was known then.') };
const FIRST = {
  type: () => Int,
  ...optional('每页条数，超过上限即报错。Size of the page; above the cap is an error.'),
};
const AFTER = { type: () => String, ...optional('上一页末条游标。End cursor of the page before.') };

/** What is asked of the I/M loop, and its rules. */
@Resolver()
export class LoopResolver {
  constructor(
    private readonly rules: LoopRulesService,
    private readonly reading: LoopReadService,
    private readonly listings: ListingService,
    private readonly scorecards: ScorecardService,
    private readonly timelines: TimelineService,
  ) {}

  @Allow('loop.read-rules')
  @Query(() => LoopRulesModel, {
    nullable: true,
    description: '某地某日的闭环规则；空为未配置。Rules of the loop in a division; null: nobody has set any.',
  })
  async loopRules(
    @Caller() context: RequestContext,
    @Args('division', DIVISION) division: string,
    @Args('at', DAY) at: CivilDate | null,
  ): Promise<LoopRulesModel | null> {
    const found = await this.rules.rulesOn(context, division, at ?? null);
    return found && loopRulesView(found);
  }

  @Allow('loop.set-rules')
  @Mutation(() => LoopRulesPayload, {
    description: '设定某地自某日起的闭环规则。Sets the rules of a division from a day on.',
  })
  async setLoopRules(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', RULES) { division, from, basis, certificateFor, ...rules }: LoopRulesInput,
  ): Promise<LoopRulesWritten | LoopRefused> {
    const input = { division, from, basis, rules: { ...rules, certificateFor: certificateFor ?? [] } };
    return loopRulesOutcomeView(await this.rules.setRules(context, key, input), context);
  }

  @Allow('loop.gate')
  @Query(() => RetestGateModel, {
    description:
      '检测前询问可否检测。Whether a vehicle may be tested at this station now, and what is missing.',
  })
  async retestGate(
    @Caller() context: RequestContext,
    @Args('stationId', STATION) stationCode: string,
    @Args('vin', VIN) vin: string | null,
    @Args('plate', PLATE) plate: LoopPlateInput | null,
    @Args('contingencyCode', CODE) contingencyCode: string | null,
  ): Promise<RetestGateModel> {
    const question = { stationCode, vin, plate, contingencyCode: contingencyCode ?? null };
    return gateView(await this.reading.gate(context, question), context);
  }

  @Allow('loop.read-failure')
  @Query(() => FailureReportModel, {
    nullable: true,
    description:
      '维修站凭车、牌读取不合格情况。The failure that a repair has to answer; null: not on the list.',
  })
  async failureReport(
    @Caller() context: RequestContext,
    @Args('vin', VIN) vin: string | null,
    @Args('plate', PLATE) plate: LoopPlateInput | null,
  ): Promise<FailureReportModel | null> {
    const found = await this.reading.failure(context, { vin, plate });
    return found && failureView(found.known, found.listing, context);
  }

  @Allow('loop.list')
  @Query(() => ListingConnection, {
    description: '超标名单中未结的记录，先列先示。Open listings within the caller’s reach, oldest first.',
  })
  async overLimitListings(
    @Caller() context: RequestContext,
    @Args('division', IN_DIVISION) division: string | null,
    @Args('state', STATE) state: LoopStage | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<ListingConnection> {
    const filter = { division: division ?? null, state: state ?? null };
    return listingsView(await this.listings.open(context, filter, { first, after }), context);
  }

  @Allow('loop.work-list')
  @Query(() => ListingConnection, { description: '维修站的待办。What a repair station has to do.' })
  async repairWork(
    @Caller() context: RequestContext,
    @Args('stationCode', STATION) stationCode: string,
    @Args('kind', KIND) kind: WorkKind,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<ListingConnection> {
    return listingsView(await this.listings.work(context, { stationCode, kind }, { first, after }), context);
  }

  @Allow('loop.scorecard')
  @Query(() => ScorecardModel, {
    description: '站的数字：维修是否管用、检验是否属实。Figures of a station: whether repairs held.',
  })
  stationScorecard(
    @Caller() context: RequestContext,
    @Args('stationCode', STATION) stationCode: string,
    @Args('from', FROM) from: CivilDate | null,
    @Args('to', TO) to: CivilDate | null,
  ): Promise<ScorecardModel> {
    return this.scorecards.of(context, stationCode, { from: from ?? null, to: to ?? null });
  }

  @Allow('loop.timeline')
  @Query(() => VehicleTimelineModel, {
    nullable: true,
    description: '一车的时间线：全部事实及其后的状态。Every fact of a vehicle with the stage after each.',
  })
  async vehicleTimeline(
    @Caller() context: RequestContext,
    @Args('id', VEHICLE_ID) id: string,
    @Args('asOf', AS_OF) asOf: Instant | null,
  ): Promise<VehicleTimelineModel | null> {
    const found = await this.timelines.of(context, parseGlobalId(id, VEHICLE_TYPE), asOf ?? null);
    return found && timelineView(found, context);
  }
}
