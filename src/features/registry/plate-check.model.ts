import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString } from 'class-validator';
import type { Instant } from '../../domain/shared/time.js';
import type { Verdict } from '../../domain/vehicle/roadside-rules.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { VerdictEnum } from './registry-enums.model.js';
import { ProvinceSourceModel } from './roadside.model.js';

@InputType({ description: '要核查的一副号牌。One plate to check.' })
export class PlateToCheckInput {
  @IsString()
  @Field(() => String, {
    description: '号牌号码，可含分隔点和全角字符。Number; dots and full-width forms are read.',
  })
  plateNumber!: string;

  @IsOptional()
  @IsString()
  @Field(() => String, {
    nullable: true,
    description: '号牌种类（GA/T 16.7）。Plate type; without it several vehicles may be meant.',
  })
  plateType?: string | null;
}

@ObjectType({ description: '一副号牌的核查结果。The result for one plate.' })
export class PlateCheckRow {
  @Field(() => Int, { description: '在输入中的位置，从 0 起。Place in the input, from 0.' })
  index!: number;

  @Field(() => String, {
    description: '规范化的号牌号码；无法识别时为原文。Number as read, or as given when unreadable.',
  })
  plateNumber!: string;

  @Field(() => String, {
    description:
      '结果代码：STOP、CHECK、PASS、UNKNOWN，或号牌错误代码。STOP, CHECK, PASS, UNKNOWN, or what is wrong with the plate.',
  })
  code!: string;

  @Field(() => String, {
    nullable: true,
    description: "号牌错误说明（按请求语言）。What is wrong, in the caller's language.",
  })
  message!: string | null;

  @Field(() => VerdictEnum, {
    nullable: true,
    description: '结论；号牌有误时为空。The verdict; null when unreadable.',
  })
  verdict!: Verdict | null;

  @Field(() => [String], {
    description: '理由代码，重者在前。Codes of the reasons, gravest first, each once.',
  })
  reasons!: readonly string[];

  @Field(() => Boolean, { description: '是否可能指多辆车。Whether several vehicles may be meant.' })
  ambiguous!: boolean;

  @Field(() => ID, { nullable: true, description: '唯一相符的车辆。The one vehicle, if one.' })
  vehicleId!: string | null;
}

@ObjectType({ description: '批量核查的回答。The answer to a check of many plates.' })
export class PlateCheckAnswer {
  @Field(() => InstantScalar, { description: '查询时间。When it was asked.' })
  checkedAt!: Instant;

  @Field(() => [PlateCheckRow], { description: '逐行结果，顺序同输入。One row a plate, in the order given.' })
  rows!: readonly PlateCheckRow[];

  @Field(() => [ProvinceSourceModel], { description: '四省市数据情况。The four provinces.' })
  sources!: readonly ProvinceSourceModel[];
}
