import { Field, ObjectType } from '@nestjs/graphql';
import type { CivilDate } from '../../domain/shared/time.js';
import type { Retrofit } from '../../domain/vehicle/vehicle-facts.js';
import { CivilDateScalar } from '../../platform/graphql/scalars.js';
import { RetrofitKindEnum } from './registry-enums.model.js';

@ObjectType('Retrofit', {
  description: '净化装置加装改造，不改变排放阶段。An exhaust retrofit; the emission stage stays what it was.',
})
export class RetrofitModel {
  @Field(() => RetrofitKindEnum, { description: '装置类别。Kind of device.' })
  kind!: Retrofit['kind'];

  @Field(() => CivilDateScalar, { description: '加装日期。Day of the retrofit.' })
  on!: CivilDate;

  @Field(() => String, { description: '证书编号。Number of the certificate.' })
  certificateNo!: string;
}
