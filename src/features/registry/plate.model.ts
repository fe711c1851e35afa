import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString } from 'class-validator';
import type { CivilDate } from '../../domain/shared/time.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';
import { CivilDateScalar } from '../../platform/graphql/scalars.js';
import { PlateColorEnum } from './registry-enums.model.js';

@ObjectType('Plate', { description: '车辆持有的一副号牌。A plate that a vehicle holds or held.' })
export class PlateModel {
  @Field(() => String, { description: '号牌号码。Number of the plate, normalised.' })
  number!: string;

  @Field(() => String, {
    description: '号牌种类代码（GA/T 16.7）。Type of the plate, two digits (GA/T 16.7).',
  })
  type!: string;

  @Field(() => String, { description: '号牌种类名称。Name of the type.' })
  typeName!: string;

  @Field(() => PlateColorEnum, { description: '号牌颜色。Colour of the plate.' })
  color!: PlateColor;

  @Field(() => CivilDateScalar, { description: '启用日期。First day on which it was held.' })
  from!: CivilDate;

  @Field(() => CivilDateScalar, {
    nullable: true,
    description:
      '停用日期（不含当日），仍持有时为空。Day from which it was no longer held; null while it is.',
  })
  to!: CivilDate | null;
}

@InputType({
  description: '号牌号码与种类共同指明一副号牌。A plate is named by its number and type together.',
})
export class PlateKeyInput {
  @IsString()
  @Field(() => String, {
    description: '号牌号码，可含分隔点和全角字符。Number; dots and full-width forms are read.',
  })
  number!: string;

  @IsOptional()
  @IsString()
  @Field(() => String, {
    nullable: true,
    description:
      '号牌种类代码（GA/T 16.7），缺省时可能对应多辆车。Type; without it several vehicles may match.',
  })
  type?: string | null;
}
