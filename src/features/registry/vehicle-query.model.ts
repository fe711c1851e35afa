import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsOptional, IsString } from 'class-validator';
import type { EmissionStage } from '../../domain/vehicle/vehicle-facts.js';
import type { ReviewItem, SupervisionCode, Ternary } from '../../domain/vehicle/vehicle-state.js';
import { PageInfo, type PagePosition } from '../../platform/graphql/relay.js';
import {
  EmissionStageEnum,
  G3MembershipEnum,
  ReviewCodeEnum,
  SupervisionCodeEnum,
  TernaryEnum,
  type G3Membership,
} from './registry-enums.model.js';
import { VehicleModel } from './vehicle.model.js';

export enum VehicleLookupOutcome {
  FOUND = 'FOUND',
  NOT_FOUND = 'NOT_FOUND',
  AMBIGUOUS = 'AMBIGUOUS',
}
registerEnumType(VehicleLookupOutcome, {
  name: 'VehicleLookupOutcome',
  description: '查找结果。How the search ended.',
  valuesMap: {
    FOUND: { description: '唯一相符。Exactly one vehicle.' },
    NOT_FOUND: { description: '没有，或不在权限范围内。None, or none within reach.' },
    AMBIGUOUS: { description: '多辆相符，不作推断。Several; nothing is guessed.' },
  },
});

@ObjectType({ description: '查找一辆车的结果。The result of looking for one vehicle.' })
export class VehicleLookup {
  @Field(() => VehicleLookupOutcome, { description: '查找结果。How the search ended.' })
  outcome!: VehicleLookupOutcome;

  @Field(() => VehicleModel, { nullable: true, description: '唯一相符的车辆。The one vehicle, if one.' })
  vehicle!: VehicleModel | null;

  @Field(() => [VehicleModel], { description: '多辆相符时的全部车辆。All of them when there are several.' })
  candidates!: readonly VehicleModel[];
}

@InputType({ description: '车辆列表的筛选条件，须全部满足。Conditions on vehicles; all must hold.' })
export class VehicleFilterInput {
  @IsOptional()
  @IsString()
  @Field(() => String, {
    nullable: true,
    description: '登记地（GB/T 2260），含其下级。Division of registration, with everything below it.',
  })
  division?: string | null;

  @IsOptional()
  @Field(() => [EmissionStageEnum], { nullable: true, description: '排放阶段之一。One of these stages.' })
  stages?: EmissionStage[] | null;

  @IsOptional()
  @Field(() => SupervisionCodeEnum, {
    nullable: true,
    description: '重点监管理由。Under supervision for this.',
  })
  reason?: SupervisionCode | null;

  @IsOptional()
  @Field(() => TernaryEnum, { nullable: true, description: '是否燃用柴油。Whether it burns diesel.' })
  isDiesel?: Ternary | null;

  @IsOptional()
  @Field(() => G3MembershipEnum, {
    nullable: true,
    description: '国三名单。Membership of the China III list.',
  })
  g3List?: G3Membership | null;

  @IsOptional()
  @IsString()
  @Field(() => String, {
    nullable: true,
    description: '机动车状态字母（GA/T 16），含有即可。A status letter that the vehicle has.',
  })
  status?: string | null;

  @IsOptional()
  @IsString()
  @Field(() => String, {
    nullable: true,
    description:
      '号牌匹配式，? 为一个字符，* 为任意个；含曾用号牌，结果按号牌排序。Plate pattern (? one character, * any number), former plates too; ordered by plate.',
  })
  platePattern?: string | null;

  @IsOptional()
  @IsString()
  @Field(() => String, {
    nullable: true,
    description: 'VIN 开头，至少 3 位。Beginning of the VIN, 3 or more.',
  })
  vinPrefix?: string | null;

  @IsOptional()
  @Field(() => ReviewCodeEnum, { nullable: true, description: '待复核事项。Waits for this decision.' })
  review?: ReviewItem['code'] | null;
}

@ObjectType({ description: '车辆列表中的一条。One entry of a list of vehicles.' })
export class VehicleEdge {
  @Field(() => String, { description: '游标，用于 after。Cursor for `after`.' })
  cursor!: string;

  @Field(() => VehicleModel, { description: '车辆。The vehicle.' })
  node!: VehicleModel;

  @Field(() => String, {
    nullable: true,
    description: '与匹配式相符的号牌（可能为曾用）。The plate that fits the pattern, maybe a former one.',
  })
  matchedPlate!: string | null;
}

@ObjectType({ description: '车辆列表的一页。A page of vehicles (Relay).' })
export class VehicleConnection {
  @Field(() => [VehicleEdge], { description: '本页各条。The entries of this page.' })
  edges!: readonly VehicleEdge[];

  @Field(() => PageInfo, { description: '分页信息。About this page.' })
  pageInfo!: PagePosition;

  /** Counts the whole list; asked only when `totalCount` is. */
  count!: () => Promise<number>;
}
