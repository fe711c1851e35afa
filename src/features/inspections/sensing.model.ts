import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ReportResult } from '../../domain/emission/emission-facts.js';
import type { SmokeReviewState } from '../../domain/emission/smoke-findings.js';
import { CodedTextModel, ProblemModel } from '../registry/index.js';
import {
  CheckResultEnum,
  IntakeStatusEnum,
  SmokeReviewEnum,
  type IntakeStatus,
} from './sensing-enums.model.js';
import { InspectionRefused } from './station.model.js';

const optional = (description: string) => ({ nullable: true, description });
const ROW = { description: '行号，自 0 起。Row, from 0.' };
const STATUS = { description: '结果。Outcome.' };
const PROBLEMS = { description: '未写入的原因。Why not.' };
const VEHICLE = optional('所属车辆。The vehicle that it is about.');
const COUNT = { description: '行数。Rows.' };

@ObjectType('RemoteSensingResult', { description: '一条遥感记录的结果。What came of one record.' })
export class RemoteSensingResultModel {
  @Field(() => Int, ROW)
  row!: number;

  @Field(() => IntakeStatusEnum, STATUS)
  status!: IntakeStatus;

  @Field(() => ID, optional('记录标识。Id of the record.'))
  recordId!: string | null;

  @Field(() => ID, VEHICLE)
  vehicleId!: string | null;

  @Field(
    () => CodedTextModel,
    optional('不计入的原因；计入时为空。Why it does not count; null where it does.'),
  )
  notCounted!: CodedTextModel | null;

  @Field(() => [ProblemModel], PROBLEMS)
  problems!: readonly ProblemModel[];
}

@ObjectType({ description: '遥感上传的结果，每行一条。Outcome of an upload, one entry a row.' })
export class RemoteSensingSubmitted {
  @Field(() => [RemoteSensingResultModel], { description: '各行。The rows in order.' })
  rows!: readonly RemoteSensingResultModel[];

  @Field(() => Int, COUNT)
  accepted!: number;

  @Field(() => Int, COUNT)
  repeated!: number;

  @Field(() => Int, COUNT)
  refused!: number;
}

@ObjectType('SmokeCaptureResult', { description: '一条抓拍的结果。What came of one capture.' })
export class SmokeCaptureResultModel {
  @Field(() => Int, ROW)
  row!: number;

  @Field(() => IntakeStatusEnum, STATUS)
  status!: IntakeStatus;

  @Field(() => ID, optional('抓拍标识。Id of the capture.'))
  captureId!: string | null;

  @Field(() => ID, VEHICLE)
  vehicleId!: string | null;

  @Field(() => SmokeReviewEnum, optional('审核状态。How its review stands.'))
  review!: SmokeReviewState | null;

  @Field(() => [ProblemModel], PROBLEMS)
  problems!: readonly ProblemModel[];
}

@ObjectType({ description: '抓拍上传的结果，每行一条。Outcome of an upload, one entry a row.' })
export class SmokeCapturesSubmitted {
  @Field(() => [SmokeCaptureResultModel], { description: '各行。The rows in order.' })
  rows!: readonly SmokeCaptureResultModel[];

  @Field(() => Int, COUNT)
  accepted!: number;

  @Field(() => Int, COUNT)
  repeated!: number;

  @Field(() => Int, COUNT)
  refused!: number;
}

@ObjectType({ description: '抓拍已审核。The capture after the review.' })
export class SmokeCaptureReviewed {
  @Field(() => ID, { description: '抓拍标识。Id of the capture.' })
  captureId!: string;

  @Field(() => ID, { description: '所属车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => SmokeReviewEnum, { description: '审核状态。How its review stands.' })
  review!: SmokeReviewState;

  @Field(() => Int, { description: '已确认人数。Officers who have confirmed it.' })
  confirmations!: number;

  @Field(() => Int, { description: '须确认人数。Officers who must.' })
  needed!: number;
}

@ObjectType({ description: '检测已写入并判定。The check was written and judged.' })
export class FieldCheckSubmitted {
  @Field(() => ID, { description: '检测标识。Id of the check.' })
  checkId!: string;

  @Field(() => ID, { description: '所属车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => CheckResultEnum, { description: '判定。Judgement of the service.' })
  result!: ReportResult;

  @Field(() => Boolean, {
    description: '此前已有相同内容，未再写入。Whether it was here already with the same content.',
  })
  repeated!: boolean;
}

const payload = <T>(name: string, description: string, written: new () => T, field: string) =>
  createUnionType({
    name,
    description,
    types: () => [written, InspectionRefused] as const,
    resolveType: (value: object) => (field in value ? written : InspectionRefused),
  });

export const FieldCheckPayload = payload(
  'FieldCheckPayload',
  '检测的结果。Outcome.',
  FieldCheckSubmitted,
  'checkId',
);
export const SmokeReviewPayload = payload(
  'SmokeReviewPayload',
  '审核的结果。Outcome.',
  SmokeCaptureReviewed,
  'captureId',
);
