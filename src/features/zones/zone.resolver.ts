import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Instant } from '../../domain/shared/time.js';
import { readRule } from '../../domain/zone/read-rule.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { ZoneReadService } from './zone-read.service.js';
import { ZoneWriteService } from './zone-write.service.js';
import {
  EndHeavyPollutionInput,
  HeavyPollutionInput,
  RepealRestrictionRuleInput,
  RestrictionRuleInput,
  ZonePlaceInput,
  ZoneVehicleInput,
} from './zone.input.js';
import {
  HeavyPollutionDayModel,
  HeavyPollutionPayload,
  RestrictionRuleModel,
  RestrictionRulePayload,
  ZoneRestrictionModel,
  type HeavyPollutionWritten,
  type RestrictionRuleWritten,
  type ZoneRefused,
} from './zone.model.js';
import {
  POLLUTION_TYPE,
  pollutionOutcome,
  pollutionView,
  restrictionView,
  RULE_TYPE,
  ruleOutcome,
  ruleView,
} from './zone.view.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const CITY = { description: '区划（GB/T 2260）。Division.' };
const AT = {
  type: () => InstantScalar,
  nullable: true,
  description: '所指时刻，缺省为现在。The moment asked about; now when absent.',
};
const RULE = { description: '规则内容。The rule.' };
const VEHICLE = { description: '车辆。The vehicle.' };
const PLACE = { description: '位置。The place; without a city it is in the caller’s own.' };
const AMENDS = {
  type: () => ID,
  nullable: true,
  description: '被修订的规则。The rule whose text this one replaces.',
};

/** Restriction zones and heavy-pollution days. What the rules refuse comes back as problems, never as an error. */
@Resolver()
export class ZoneResolver {
  constructor(
    private readonly reading: ZoneReadService,
    private readonly writing: ZoneWriteService,
  ) {}

  @Allow('zone.read')
  @Query(() => [RestrictionRuleModel], {
    description: '某地有效的限行规则。Restrictions in force in a division.',
  })
  async restrictionRules(
    @Caller() context: RequestContext,
    @Args('city', CITY) city: string,
    @Args('at', AT) at: Instant | null,
  ): Promise<readonly RestrictionRuleModel[]> {
    return (await this.reading.rules(context, city, at ?? null)).map(ruleView);
  }

  @Allow('zone.read')
  @Query(() => [HeavyPollutionDayModel], {
    description: '某地有效的重污染天气启动令。Heavy-pollution days that are on in a division.',
  })
  async heavyPollutionDays(
    @Caller() context: RequestContext,
    @Args('city', CITY) city: string,
    @Args('at', AT) at: Instant | null,
  ): Promise<readonly HeavyPollutionDayModel[]> {
    return (await this.reading.pollutionDays(context, city, at ?? null)).map(pollutionView);
  }

  @Allow('zone.read')
  @Query(() => [ZoneRestrictionModel], {
    description: '某车此时此地受哪些限行规则约束。What the restrictions say about a vehicle, place and time.',
  })
  async zoneCheck(
    @Caller() context: RequestContext,
    @Args('vehicle', VEHICLE) vehicle: ZoneVehicleInput,
    @Args('at', AT) at: Instant | null,
    @Args('place', PLACE) place: ZonePlaceInput,
  ): Promise<readonly ZoneRestrictionModel[]> {
    const found = await this.reading.check(context, vehicle, at ?? null, place);
    return found.map(({ rule, verdict }) => restrictionView(rule, rule.id, verdict, context.language));
  }

  @Allow('zone.enact')
  @Query(() => ZoneRestrictionModel, {
    description: '试算尚未发布的规则，不写入。Tries a rule that is not enacted; nothing is written.',
  })
  previewRestrictionRule(
    @Caller() context: RequestContext,
    @Args('rule', RULE) rule: RestrictionRuleInput,
    @Args('vehicle', VEHICLE) vehicle: ZoneVehicleInput,
    @Args('at', AT) at: Instant | null,
    @Args('place', PLACE) place: ZonePlaceInput,
  ): ZoneRestrictionModel {
    const tried = this.reading.preview(context, readRule(rule), vehicle, at ?? null, place);
    return restrictionView(tried.rule, null, tried.verdict, context.language);
  }

  @Allow('zone.enact')
  @Mutation(() => RestrictionRulePayload, {
    description: '发布或修订限行规则。Enacts a restriction, or amends one.',
  })
  async enactRestrictionRule(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('rule', RULE) rule: RestrictionRuleInput,
    @Args('amends', AMENDS) amends: string | null,
  ): Promise<RestrictionRuleWritten | ZoneRefused> {
    const former = amends ? parseGlobalId(amends, RULE_TYPE, 'amends') : null;
    // Degrees have fractions, which no digest takes: the area goes in as its text.
    const body = { rule: { ...rule, area: JSON.stringify(rule.area ?? null) }, amends: former };
    return ruleOutcome(await this.writing.enact(context, key, readRule(rule), former, body), context);
  }

  @Allow('zone.enact')
  @Mutation(() => RestrictionRulePayload, { description: '废止限行规则。Repeals a restriction.' })
  async repealRestrictionRule(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', { description: '废止内容。What is repealed.' }) input: RepealRestrictionRuleInput,
  ): Promise<RestrictionRuleWritten | ZoneRefused> {
    const repealed = { ...input, id: parseGlobalId(input.id, RULE_TYPE, 'id') };
    return ruleOutcome(await this.writing.repeal(context, key, repealed), context);
  }

  @Allow('zone.declare-pollution')
  @Mutation(() => HeavyPollutionPayload, {
    description: '启动重污染天气限行，到时自行失效。Switches a rule set on; it goes off by itself.',
  })
  async declareHeavyPollution(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', { description: '启动令。The declaration.' }) input: HeavyPollutionInput,
  ): Promise<HeavyPollutionWritten | ZoneRefused> {
    return pollutionOutcome(await this.writing.declare(context, key, { ...input }), context);
  }

  @Allow('zone.declare-pollution')
  @Mutation(() => HeavyPollutionPayload, { description: '提前解除。Ends a heavy-pollution day early.' })
  async endHeavyPollution(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', { description: '解除内容。What ends.' }) input: EndHeavyPollutionInput,
  ): Promise<HeavyPollutionWritten | ZoneRefused> {
    const ended = { ...input, id: parseGlobalId(input.id, POLLUTION_TYPE, 'id') };
    return pollutionOutcome(await this.writing.end(context, key, ended), context);
  }
}
