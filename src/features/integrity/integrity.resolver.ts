import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { FlagDecided, FlagSeverity } from '../../domain/emission/emission-facts.js';
import type { CivilDate } from '../../domain/shared/time.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId, type Connection } from '../../platform/graphql/relay.js';
import { CivilDateScalar } from '../../platform/graphql/scalars.js';
import type { FlagState } from './flag.extension.js';
import { FlagService } from './flag.service.js';
import { FlagDecisionEnum, FlagSeverityEnum, FlagStateEnum } from './integrity-enums.model.js';
import { IntegrityThresholdsInput } from './integrity.input.js';
import {
  IntegrityFlagConnection,
  IntegrityFlagPayload,
  IntegrityThresholdsModel,
  IntegrityThresholdsPayload,
  type IntegrityFlagDecided,
  type IntegrityFlagModel,
  type IntegrityRefused,
  type IntegrityThresholdsWritten,
} from './integrity.model.js';
import {
  decisionView,
  FLAG_TYPE,
  flagPage,
  thresholdsOutcomeView,
  thresholdsView,
} from './integrity.view.js';
import { ThresholdService } from './threshold.service.js';

const optional = (description: string) => ({ nullable: true, description });
const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const DIVISION = { description: '区划（GB/T 2260）。Division.' };
const DAY = { type: () => CivilDateScalar, ...optional('何日，缺省为今天。The day; today when absent.') };
const THRESHOLDS = { description: '阈值。The thresholds.' };
const PLACE = { type: () => String, ...optional('站所在区划，含其下级。Division of the station.') };
const STATION = { type: () => String, ...optional('站编号。Code of the station.') };
const RULE = { type: () => String, ...optional('规则，如 A1。Rule, such as A1.') };
const STATE = { type: () => FlagStateEnum, ...optional('处理状态。How they stand.') };
const SEVERITY = { type: () => FlagSeverityEnum, ...optional('严重程度。How grave they are.') };
const FLAG = { type: () => ID, description: '线索标识。Id of the flag.' };
const DECISION = { type: () => FlagDecisionEnum, description: '结论。What the officer says.' };
const BASIS = { description: '依据。On what it rests.' };
const FIRST = {
  type: () => Int,
  ...optional('每页条数，超过上限即报错。Size of the page; above the cap is an error.'),
};
const AFTER = { type: () => String, ...optional('上一页末条游标。End cursor of the page before.') };

/** The integrity of stations: thresholds, and the flags that officers look at. */
@Resolver()
export class IntegrityResolver {
  constructor(
    private readonly thresholds: ThresholdService,
    private readonly flags: FlagService,
  ) {}

  @Allow('integrity.read-thresholds')
  @Query(() => IntegrityThresholdsModel, {
    nullable: true,
    description: '某地某日的阈值；空为未配置。Thresholds of a division; null: nobody has set any.',
  })
  async integrityThresholds(
    @Caller() context: RequestContext,
    @Args('division', DIVISION) division: string,
    @Args('at', DAY) at: CivilDate | null,
  ): Promise<IntegrityThresholdsModel | null> {
    const found = await this.thresholds.thresholdsOn(context, division, at ?? null);
    return found && thresholdsView(found, context);
  }

  @Allow('integrity.set-thresholds')
  @Mutation(() => IntegrityThresholdsPayload, {
    description: '设定某地自某日起的全部阈值。Sets all thresholds of a division from a day on.',
  })
  async setIntegrityThresholds(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', THRESHOLDS) { values, ...input }: IntegrityThresholdsInput,
  ): Promise<IntegrityThresholdsWritten | IntegrityRefused> {
    const given = { ...input, values: values.map((one) => ({ ...one, method: one.method ?? null })) };
    return thresholdsOutcomeView(await this.thresholds.setThresholds(context, key, given), context);
  }

  @Allow('integrity.list')
  @Query(() => IntegrityFlagConnection, {
    description: '数据真实性线索，新者在前。Flags on the records of stations, newest first.',
  })
  async integrityFlags(
    @Caller() context: RequestContext,
    @Args('division', PLACE) division: string | null,
    @Args('stationCode', STATION) stationCode: string | null,
    @Args('rule', RULE) rule: string | null,
    @Args('state', STATE) state: FlagState | null,
    @Args('severity', SEVERITY) severity: FlagSeverity | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<IntegrityFlagModel>> {
    const filter = {
      division: division ?? null,
      stationCode: stationCode ?? null,
      rule: rule ?? null,
      state: state ?? null,
      severity: severity ?? null,
    };
    return flagPage(await this.flags.list(context, filter, { first, after }), context);
  }

  @Allow('integrity.decide')
  @Mutation(() => IntegrityFlagPayload, {
    description:
      '核查线索；排除后该记录恢复有效。An officer decides a flag; dismissed, its record counts again.',
  })
  async decideIntegrityFlag(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('flag', FLAG) flag: string,
    @Args('decision', DECISION) decision: FlagDecided['decision'],
    @Args('basis', BASIS) basis: string,
  ): Promise<IntegrityFlagDecided | IntegrityRefused> {
    const id = parseGlobalId(flag, FLAG_TYPE, 'flag');
    return decisionView(await this.flags.decide(context, key, { flag: id, decision, basis }), context);
  }
}
