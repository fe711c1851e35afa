import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsNumber } from 'class-validator';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { PlateMatch } from '../../domain/vehicle/roadside-candidates.js';
import type { NextStep, RoadsideCode, Verdict } from '../../domain/vehicle/roadside-rules.js';
import type { SourceStatus } from '../../domain/vehicle/roadside.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { ZoneRestrictionModel } from '../zones/index.js';
import { VehicleIdentityModel } from './vehicle-identity.model.js';
import { ClauseModel, CodedTextModel } from './reason.model.js';
import {
  NextStepEnum,
  PlateMatchEnum,
  RoadsideCodeEnum,
  SourceStateEnum,
  VerdictEnum,
} from './registry-enums.model.js';

@InputType('GeoPoint', { description: '位置（WGS-84，十进制度）。A place in WGS-84, decimal degrees.' })
export class GeoPointInput {
  @IsNumber()
  @Field(() => Float, { description: '经度，东经为正。Longitude, east positive.' })
  lon!: number;

  @IsNumber()
  @Field(() => Float, { description: '纬度，北纬为正。Latitude, north positive.' })
  lat!: number;
}

@ObjectType('RoadsideReason', { description: '结论的一项理由。One reason of the verdict.' })
export class RoadsideReasonModel {
  @Field(() => RoadsideCodeEnum, { description: '理由代码。Code of the reason.' })
  code!: RoadsideCode;

  @Field(() => String, { description: "理由说明（按请求语言）。Text in the caller's language." })
  text!: string;

  @Field(() => VerdictEnum, { description: '该理由单独导致的结论。The verdict that it leads to by itself.' })
  verdict!: Verdict;

  @Field(() => ClauseModel, { nullable: true, description: '依据条款。The clause that it rests on.' })
  clause!: ClauseModel | null;

  @Field(() => CivilDateScalar, { nullable: true, description: '起始日期。Since when; null when undated.' })
  since!: CivilDate | null;

  @Field(() => InstantScalar, { nullable: true, description: '证据时间。When the evidence happened.' })
  evidenceAt!: Instant | null;

  @Field(() => Int, {
    nullable: true,
    description: '证据距查询时刻的整日数。Age of the evidence in whole days at the moment asked about.',
  })
  evidenceAgeDays!: number | null;

  @Field(() => NextStepEnum, { description: '依法可采取的下一步。The next lawful step.' })
  nextStep!: NextStep;

  @Field(() => String, { description: "下一步说明（按请求语言）。The step in the caller's language." })
  nextStepText!: string;

  @Field(() => ID, { nullable: true, description: '所涉车辆。The vehicle that it is about, if one.' })
  vehicleId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '所涉省份代码。The province that it is about, if one.',
  })
  province!: string | null;
}

@ObjectType('RoadsideVehicle', {
  description: '路侧核对所需的车辆信息。What identifies the vehicle in front of the officer.',
})
export class RoadsideVehicleModel extends VehicleIdentityModel {
  @Field(() => PlateMatchEnum, { description: '与所查号牌的关系。How it stands to the plate asked about.' })
  match!: PlateMatch;
}

@ObjectType('ProvinceSource', { description: '一省数据的参与情况。How a province took part in the answer.' })
export class ProvinceSourceModel {
  @Field(() => String, { description: '省级行政区划代码。Code of the province.' })
  province!: string;

  @Field(() => String, { description: '名称。Name.' })
  name!: string;

  @Field(() => SourceStateEnum, { description: '参与情况。How it took part.' })
  status!: SourceStatus['status'];

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      '该省数据截至时间，从未收到时为空。Up to when its facts are known here; null when never heard of.',
  })
  asOf!: Instant | null;
}

@ObjectType('VehicleRestriction', {
  description: '某车在该处受限行规则的判断。What one restriction of the place says about one vehicle.',
})
export class VehicleRestrictionModel extends ZoneRestrictionModel {
  @Field(() => ID, { description: '所涉车辆。The vehicle.' })
  vehicleId!: string;
}

@ObjectType({ description: '路侧查询的回答。The answer to a roadside question.' })
export class RoadsideAnswer {
  @Field(() => VerdictEnum, { description: '结论。The verdict.' })
  verdict!: Verdict;

  @Field(() => String, { description: "结论说明（按请求语言）。The verdict in the caller's language." })
  verdictText!: string;

  @Field(() => Boolean, {
    description:
      '是否可能指多辆车；为真时不作推断。Whether several vehicles may be meant; nothing is guessed then.',
  })
  ambiguous!: boolean;

  @Field(() => [RoadsideReasonModel], { description: '理由，重者在前。Reasons, gravest first.' })
  reasons!: readonly RoadsideReasonModel[];

  @Field(() => RoadsideVehicleModel, {
    nullable: true,
    description:
      '唯一相符的车辆；没有或有多辆时为空。The one vehicle; null when there is none or more than one.',
  })
  vehicle!: RoadsideVehicleModel | null;

  @Field(() => [RoadsideVehicleModel], { description: '所有可能的车辆。Every vehicle that may be meant.' })
  vehicles!: readonly RoadsideVehicleModel[];

  @Field(() => [ProvinceSourceModel], { description: '四省市数据情况。The four provinces.' })
  sources!: readonly ProvinceSourceModel[];

  @Field(() => String, { description: '规范化的号牌号码。The plate number as it was read.' })
  plateNumber!: string;

  @Field(() => InstantScalar, { description: '结论所指时刻。The moment that the answer is about.' })
  at!: Instant;

  @Field(() => InstantScalar, { description: '查询时间。When it was asked.' })
  checkedAt!: Instant;

  @Field(() => [CodedTextModel], { description: '对输入的提示。What is doubtful about the question.' })
  warnings!: readonly CodedTextModel[];

  @Field(() => [VehicleRestrictionModel], {
    nullable: true,
    description:
      '该处的限行规则；未说明位置时为空。Restrictions of the place for each vehicle; null when no place was told.',
  })
  restrictions!: readonly VehicleRestrictionModel[] | null;
}
