import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { HeldRowDecision } from '../../domain/review/held-row.js';
import type { CivilDate } from '../../domain/shared/time.js';
import type { ReviewDecision } from '../../domain/vehicle/vehicle-facts.js';
import { CivilDateScalar } from '../../platform/graphql/scalars.js';
import { CodedTextModel, ProblemModel, VehicleCorrectionInput, VehicleModel } from '../registry/index.js';
import { HeldRowDecisionEnum, ReviewDecisionEnum } from './review-queue.model.js';

const BASIS = {
  description: '依据的文件或查证结果，至多 256 字。The document or the finding on which it rests.',
};

@InputType({ description: '对车辆一项事项的决定。A decision about one item of a vehicle.' })
export class ReviewDecisionInput {
  @Field(() => ReviewDecisionEnum, { description: '决定。The decision.' })
  decision!: ReviewDecision;

  @Field(() => String, {
    nullable: true,
    description: '燃料代码或排放阶段，其余决定不填。A fuel code or a stage; nothing for other decisions.',
  })
  value?: string | null;

  @Field(() => String, BASIS)
  basis!: string;
}

@InputType({ description: '对搁置的导入行的决定。A decision about a held row.' })
export class HeldRowDecisionInput {
  @Field(() => HeldRowDecisionEnum, { description: '决定。The decision.' })
  decision!: HeldRowDecision;

  @Field(() => String, BASIS)
  basis!: string;

  @Field(() => CivilDateScalar, {
    nullable: true,
    description: '换发或交回号牌的日期。Day on which a plate was given or given up.',
  })
  on?: CivilDate | null;

  @Field(() => VehicleCorrectionInput, {
    nullable: true,
    description: '该行应有的内容，未给出的照原样。What the row should have said; the rest stays as it is.',
  })
  corrections?: VehicleCorrectionInput | null;
}

@ObjectType('HeldRowPayload', {
  description:
    '对搁置行的决定的结果；未能执行时该行仍待决定。What came of a decision; when refused, the row waits on.',
})
export class HeldRowPayload {
  @Field(() => Boolean, { description: '是否已决定。Whether the row is decided.' })
  decided!: boolean;

  @Field(() => [VehicleModel], { description: '所写入的车辆。The vehicles as written.' })
  vehicles!: readonly VehicleModel[];

  @Field(() => ID, {
    nullable: true,
    description: '已占用该 VIN 或号牌的车辆。The vehicle that has the VIN or plate already.',
  })
  existingVehicleId!: string | null;

  @Field(() => [ProblemModel], { description: '未能执行的原因。Why it was refused; empty when done.' })
  problems!: readonly ProblemModel[];

  @Field(() => [CodedTextModel], { description: '已写入但存疑之处。What is doubtful though written.' })
  warnings!: readonly CodedTextModel[];
}
