import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StationRole } from '../../domain/station/station-facts.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import { StationReadService } from './station-read.service.js';
import { StationService } from './station.service.js';
import {
  ContingencyCodeInput,
  ContingencyCodePayload,
  LimitSetInput,
  LimitSetPayload,
  StationConnection,
  StationInputModel,
  StationModel,
  StationPayload,
  StationRoleEnum,
  StationStatusInput,
  type ContingencyCodeIssued,
  type InspectionRefused,
  type LimitSetWritten,
  type StationWritten,
} from './station.model.js';
import {
  contingencyOutcome,
  limitSetOutcome,
  stationOutcome,
  stationsView,
  stationView,
} from './station.view.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const CODE = { description: '站编号。Code of the station.' };
const CITY = { type: () => String, nullable: true, description: '区划（GB/T 2260）。Division.' };
const ROLE = { type: () => StationRoleEnum, nullable: true, description: '类别。Kind.' };
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
const STATION = { description: '备案内容。What is filed.' };
const CHANGE = { description: '变更。The change.' };
const CONTINGENCY = { description: '签发内容。What the code is for.' };
const LIMITS = { description: '选用内容。What is adopted.' };

/** Stations and the sets of limits of cities. What the rules refuse comes back as problems, never as an error. */
@Resolver()
export class StationResolver {
  constructor(
    private readonly reading: StationReadService,
    private readonly writing: StationService,
  ) {}

  @Allow('station.read')
  @Query(() => StationModel, {
    nullable: true,
    description: '按编号查站，不论状态。A station by its code, whatever its status.',
  })
  async station(
    @Caller() context: RequestContext,
    @Args('code', CODE) code: string,
  ): Promise<StationModel | null> {
    const found = await this.reading.one(context, code);
    return found && stationView(found, context.now);
  }

  @Allow('station.read')
  @Query(() => StationConnection, { description: '在册的站。The stations at work: the public list.' })
  async stations(
    @Caller() context: RequestContext,
    @Args('city', CITY) city: string | null,
    @Args('role', ROLE) role: StationRole | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<StationConnection> {
    return stationsView(await this.reading.active(context, { city, role }, { first, after }), context.now);
  }

  @Allow('station.manage')
  @Mutation(() => StationPayload, {
    description: '站备案或更正；同一单位不得兼为 I 站和 M 站。Files a station or corrects its filing.',
  })
  async registerStation(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('station', STATION) { organisationId, ...station }: StationInputModel,
  ): Promise<StationWritten | InspectionRefused> {
    const staff = organisationId
      ? parseGlobalId(organisationId, 'Organisation', 'station.organisationId')
      : null;
    return stationOutcome(
      await this.writing.register(context, key, { ...station, organisationId: staff }),
      context,
    );
  }

  @Allow('station.manage')
  @Mutation(() => StationPayload, { description: '变更站的状态。Changes the status of a station.' })
  async setStationStatus(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', CHANGE) input: StationStatusInput,
  ): Promise<StationWritten | InspectionRefused> {
    return stationOutcome(await this.writing.setStatus(context, key, { ...input }), context);
  }

  @Allow('station.issue-contingency')
  @Mutation(() => ContingencyCodePayload, {
    description: '签发应急码，凭码可在系统中断期间检测。Issues a code to test through an outage; shown once.',
  })
  async issueContingencyCode(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', CONTINGENCY) input: ContingencyCodeInput,
  ): Promise<ContingencyCodeIssued | InspectionRefused> {
    return contingencyOutcome(await this.writing.issueContingency(context, key, { ...input }), context);
  }

  @Allow('limit-set.decide')
  @Mutation(() => LimitSetPayload, {
    description: '市或省自某日起选用限值 a 或 b。A city or province adopts a set of limits from a day on.',
  })
  async setLimitSet(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', LIMITS) input: LimitSetInput,
  ): Promise<LimitSetWritten | InspectionRefused> {
    return limitSetOutcome(await this.writing.decideLimitSet(context, key, { ...input }), context);
  }
}
