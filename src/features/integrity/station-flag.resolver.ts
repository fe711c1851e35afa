import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { FlagDecided } from '../../domain/emission/emission-facts.js';
import type { StationFlagState } from '../../domain/integrity/station-flag-facts.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId, type Connection } from '../../platform/graphql/relay.js';
import { FlagDecisionEnum } from './integrity-enums.model.js';
import type { IntegrityRefused } from './integrity.model.js';
import {
  StationFlagConnection,
  StationFlagPayload,
  StationFlagStateEnum,
  type StationFlagDecidedModel,
  type StationFlagModel,
} from './station-flag.model.js';
import { StationFlagService } from './station-flag.service.js';
import { STATION_FLAG_TYPE, stationDecisionView, stationFlagPage } from './station-flag.view.js';

const optional = (description: string) => ({ nullable: true, description });
const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const PLACE = { type: () => String, ...optional('站所在区划，含其下级。Division of the station.') };
const STATION = { type: () => String, ...optional('站编号。Code of the station.') };
const STATE = { type: () => StationFlagStateEnum, ...optional('处理状态。How they stand.') };
const FLAG = { type: () => ID, description: '线索标识。Id of the flag.' };
const DECISION = { type: () => FlagDecisionEnum, description: '结论。What the officer says.' };
const BASIS = { description: '依据。On what it rests.' };
const FIRST = {
  type: () => Int,
  ...optional('每页条数，超过上限即报错。Size of the page; above the cap is an error.'),
};
const AFTER = { type: () => String, ...optional('上一页末条游标。End cursor of the page before.') };

/** Leads about stations as a whole. */
@Resolver()
export class StationFlagResolver {
  constructor(private readonly flags: StationFlagService) {}

  @Allow('integrity.list')
  @Query(() => StationFlagConnection, {
    description: '关于整个机构的线索，新者在前。Leads about stations as a whole, newest first.',
  })
  async stationFlags(
    @Caller() context: RequestContext,
    @Args('division', PLACE) division: string | null,
    @Args('stationCode', STATION) stationCode: string | null,
    @Args('state', STATE) state: StationFlagState['state'] | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<StationFlagModel>> {
    const filter = { division: division ?? null, stationCode: stationCode ?? null, state: state ?? null };
    return stationFlagPage(await this.flags.list(context, filter, { first, after }), context);
  }

  @Allow('integrity.decide')
  @Mutation(() => StationFlagPayload, {
    description: '核查关于整个机构的线索。An officer decides a lead about a station.',
  })
  async decideStationFlag(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('flag', FLAG) flag: string,
    @Args('decision', DECISION) decision: FlagDecided['decision'],
    @Args('basis', BASIS) basis: string,
  ): Promise<StationFlagDecidedModel | IntegrityRefused> {
    const given = { flag: parseGlobalId(flag, STATION_FLAG_TYPE, 'flag'), decision, basis };
    return stationDecisionView(await this.flags.decide(context, key, given), flag, context);
  }
}
