import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { SmokeReviewed } from '../../domain/emission/emission-facts.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId, type Connection } from '../../platform/graphql/relay.js';
import { VEHICLE_TYPE } from '../registry/index.js';
import { EvidenceListService } from './evidence-list.service.js';
import { FieldCheckInputModel } from './field-check.input.js';
import { FieldCheckService } from './field-check.service.js';
import { RemoteNotCountedEnum, SmokeDecisionEnum, type RemoteNotCounted } from './sensing-enums.model.js';
import {
  RemoteSensingInputModel,
  SmokeCaptureInputModel,
  type SeenPlateInputModel,
} from './sensing.input.js';
import {
  FieldCheckConnection,
  RemoteSensingConnection,
  SmokeCaptureConnection,
  type FieldCheckModel,
  type RemoteSensingRecordModel,
  type SmokeCaptureModel,
} from './sensing-list.model.js';
import {
  FieldCheckPayload,
  RemoteSensingSubmitted,
  SmokeCapturesSubmitted,
  SmokeReviewPayload,
  type FieldCheckSubmitted,
  type SmokeCaptureReviewed,
} from './sensing.model.js';
import { SensingService } from './sensing.service.js';
import {
  CAPTURE_TYPE,
  capturePage,
  capturesSubmitted,
  checkPage,
  checkSubmitted,
  remotePage,
  remoteSubmitted,
  reviewOutcome,
} from './sensing.view.js';
import { SmokeReviewService } from './smoke-review.service.js';
import type { InspectionRefused } from './station.model.js';

const optional = (description: string) => ({ nullable: true, description });
const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const RECORDS = {
  type: () => [RemoteSensingInputModel],
  description: '各条记录，最多 500 条。The records, at most 500.',
};
const CAPTURES = {
  type: () => [SmokeCaptureInputModel],
  description: '各条抓拍，最多 500 条。The captures, at most 500.',
};
const CAPTURE = { type: () => ID, description: '抓拍标识。Id of the capture.' };
const DECISION = { type: () => SmokeDecisionEnum, description: '结论。What the officer says.' };
const BASIS = { description: '依据。On what it rests.' };
const CHECK = { description: '检测内容。The check.' };
const VEHICLE = { type: () => ID, ...optional('车辆。The vehicle.') };
const DIVISION = { type: () => String, ...optional('地点区划，含其下级。Division of the place.') };
const NOT_COUNTED = {
  type: () => RemoteNotCountedEnum,
  ...optional('因何不计入。Those that do not count, for this reason.'),
};
const FIRST = {
  type: () => Int,
  ...optional('每页条数，超过上限即报错。Size of the page; above the cap is an error.'),
};
const AFTER = { type: () => String, ...optional('上一页末条游标。End cursor of the page before.') };

const vehicleIdOf = (id: string | null): string | null =>
  id === null ? null : parseGlobalId(id, VEHICLE_TYPE, 'vehicle');

/** What sensors and officers send, and what of it is listed. */
@Resolver()
export class SensingResolver {
  constructor(
    private readonly sensing: SensingService,
    private readonly reviews: SmokeReviewService,
    private readonly checks: FieldCheckService,
    private readonly lists: EvidenceListService,
  ) {}

  @Allow('remote-sensing.report')
  @Mutation(() => RemoteSensingSubmitted, {
    description: '上传遥感检测记录，逐行给出结果。Takes in records of remote sensing, with a result a row.',
  })
  async submitRemoteSensing(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('records', RECORDS) records: RemoteSensingInputModel[],
  ): Promise<RemoteSensingSubmitted> {
    const rows = await this.sensing.submitRemoteSensing(context, key, records.map(withSeenPlate));
    return remoteSubmitted(rows, context);
  }

  @Allow('smoke.report')
  @Mutation(() => SmokeCapturesSubmitted, {
    description: '上传黑烟抓拍，待人工审核。Takes in captures of black smoke; each waits for an officer.',
  })
  async submitSmokeCaptures(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('captures', CAPTURES) captures: SmokeCaptureInputModel[],
  ): Promise<SmokeCapturesSubmitted> {
    const rows = await this.sensing.submitSmokeCaptures(context, key, captures.map(withSeenPlate));
    return capturesSubmitted(rows, context);
  }

  @Allow('smoke.review')
  @Mutation(() => SmokeReviewPayload, {
    description: '审核黑烟抓拍，确认后方计入。An officer reviews a capture; only a confirmed one counts.',
  })
  async reviewSmokeCapture(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('capture', CAPTURE) capture: string,
    @Args('decision', DECISION) decision: SmokeReviewed['decision'],
    @Args('basis', BASIS) basis: string,
  ): Promise<SmokeCaptureReviewed | InspectionRefused> {
    const id = parseGlobalId(capture, CAPTURE_TYPE, 'capture');
    return reviewOutcome(await this.reviews.review(context, key, { capture: id, decision, basis }), context);
  }

  @Allow('field-check.report')
  @Mutation(() => FieldCheckPayload, {
    description: '上传路检路查或入户抽测，由系统判定。Takes in a check of officers and judges it.',
  })
  async submitFieldCheck(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', CHECK) { plate, ...input }: FieldCheckInputModel,
  ): Promise<FieldCheckSubmitted | InspectionRefused> {
    const check = { ...input, plate: plate ? seenPlate(plate) : null };
    return checkSubmitted(await this.checks.submit(context, key, check), context);
  }

  @Allow('remote-sensing.list')
  @Query(() => RemoteSensingConnection, {
    description: '遥感检测记录，新者在前。Records of remote sensing, newest first.',
  })
  async remoteSensingRecords(
    @Caller() context: RequestContext,
    @Args('vehicle', VEHICLE) vehicle: string | null,
    @Args('division', DIVISION) division: string | null,
    @Args('notCounted', NOT_COUNTED) notCounted: RemoteNotCounted | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<RemoteSensingRecordModel>> {
    const filter = { vehicleId: vehicleIdOf(vehicle ?? null), division, setAside: notCounted };
    return remotePage(await this.lists.remote(context, filter, { first, after }), context);
  }

  @Allow('smoke.review')
  @Query(() => SmokeCaptureConnection, {
    description: '待审核的黑烟抓拍，先到先审。Captures that wait for an officer, oldest first.',
  })
  async smokeCapturesToReview(
    @Caller() context: RequestContext,
    @Args('division', DIVISION) division: string | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<SmokeCaptureModel>> {
    return capturePage(await this.lists.capturesToReview(context, division ?? null, { first, after }));
  }

  @Allow('field-check.list')
  @Query(() => FieldCheckConnection, {
    description: '路检路查和入户抽测，新者在前。Checks of officers, newest first.',
  })
  async fieldChecks(
    @Caller() context: RequestContext,
    @Args('vehicle', VEHICLE) vehicle: string | null,
    @Args('division', DIVISION) division: string | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<FieldCheckModel>> {
    const filter = { vehicleId: vehicleIdOf(vehicle ?? null), division };
    return checkPage(await this.lists.checks(context, filter, { first, after }), context);
  }
}

/** The plate with its colour in the one form that the rules read. */
function seenPlate({ number, type, color, colorCode }: SeenPlateInputModel) {
  const shared = { number, type: type ?? null };
  return colorCode
    ? { ...shared, color: colorCode.code, colorSystem: colorCode.system }
    : { ...shared, color: color ?? null };
}

const withSeenPlate = <I extends { readonly plate: SeenPlateInputModel }>(input: I) => ({
  ...input,
  plate: seenPlate(input.plate),
});
