import { Field, InputType, Int } from '@nestjs/graphql';
import type { TestMethod } from '../../domain/emission/emission-facts.js';
import type { ThresholdName } from '../../domain/integrity/threshold-table.js';
import type { CivilDate } from '../../domain/shared/time.js';
import { CivilDateScalar } from '../../platform/graphql/scalars.js';
import { TestMethodEnum } from '../inspections/index.js';
import { ThresholdNameEnum } from './integrity-enums.model.js';

@InputType({ description: '一项阈值。One threshold.' })
export class IntegrityThresholdInput {
  @Field(() => ThresholdNameEnum, { description: '哪一项。Which one.' })
  name!: ThresholdName;

  @Field(() => TestMethodEnum, {
    nullable: true,
    description: '检测方法，仅按方法设定者填写。The method, for those set for each method.',
  })
  method?: TestMethod | null;

  @Field(() => Int, { description: '数值，单位见该项说明。The number, in the unit that its name tells.' })
  value!: number;
}

@InputType({
  description:
    '一地自某日起的全部阈值；未列者为未配置。All thresholds of a division; what is absent is "not configured".',
})
export class IntegrityThresholdsInput {
  @Field(() => String, { description: '区划（GB/T 2260）。Division.' })
  division!: string;

  @Field(() => CivilDateScalar, { description: '自何日起。From this day on.' })
  from!: CivilDate;

  @Field(() => String, { description: '依据文件。The document that says so.' })
  basis!: string;

  @Field(() => [IntegrityThresholdInput], { description: '各项阈值。The thresholds.' })
  values!: IntegrityThresholdInput[];
}
