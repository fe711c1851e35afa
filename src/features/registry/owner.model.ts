import { Field, ObjectType } from '@nestjs/graphql';
import type { CivilDate } from '../../domain/shared/time.js';
import type { OwnerKind } from '../../domain/vehicle/vehicle-facts.js';
import { CivilDateScalar } from '../../platform/graphql/scalars.js';
import { CodedTextModel } from './reason.model.js';
import { OwnerKindEnum } from './registry-enums.model.js';

@ObjectType('VehicleOwner', {
  description:
    '现所有人。本省公安、生态环境部门说明用途和案件（执勤）编号后看全部，否则遮蔽；单位名称不遮蔽。The present owner: whole for police and ecology of the own province who give a purpose and a case or duty number, masked for others; a company is named to everybody.',
})
export class OwnerModel {
  @Field(() => OwnerKindEnum, { description: '类别。Kind.' })
  kind!: OwnerKind;

  @Field(() => String, {
    nullable: true,
    description: '姓名（遮蔽时如 张*）或单位名称。Name, masked as 张*; an organisation in full.',
  })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '电话，遮蔽时如 138****1234。Phone, masked as 138****1234.',
  })
  phone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '地址，遮蔽时到区县。Address, cut to the district when masked.',
  })
  address!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '公民身份号码，从不全部显示。Identity number, never whole.',
  })
  idNumber!: string | null;

  @Field(() => String, { nullable: true, description: '统一社会信用代码。Credit code.' })
  uscc!: string | null;

  @Field(() => Boolean, {
    description: '个人信息是否已应请求删除。Whether the particulars were erased on request.',
  })
  erased!: boolean;

  @Field(() => CivilDateScalar, {
    nullable: true,
    description: '所录信息自何日起，未录时为空。Day from which the record holds; null when there is none.',
  })
  recordedOn!: CivilDate | null;

  @Field(() => Boolean, { description: '是否有所遮蔽。Whether anything is held back.' })
  masked!: boolean;

  @Field(() => CodedTextModel, {
    nullable: true,
    description: '遮蔽的原因。Why something is held back.',
  })
  maskedBecause!: CodedTextModel | null;
}
