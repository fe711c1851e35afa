import { Field, InputType } from '@nestjs/graphql';
import type {
  EmissionStage,
  OwnerKind,
  StageSource,
  VehicleScrapped,
} from '../../domain/vehicle/vehicle-facts.js';
import { OwnerParticularsInput } from './owner.input.js';
import { EmissionStageEnum, OwnerKindEnum, StageSourceEnum } from './registry-enums.model.js';
import { PlateInput } from './vehicle.input.js';
import { EndStatusEnum } from './write-enums.model.js';

const DAY = { description: '发生日期 YYYY-MM-DD（北京时间）。Day on which it happened, in Asia/Shanghai.' };

@InputType({ description: '换发号牌。A new plate.' })
export class ReplateVehicleInput {
  @Field(() => PlateInput, { description: '新号牌。The new plate.' })
  plate!: PlateInput;

  @Field(() => String, DAY)
  on!: string;

  @Field(() => String, {
    nullable: true,
    description: '登记地随之改变时的新区划（GB/T 2260）。New division when it changes with the plate.',
  })
  division?: string | null;
}

@InputType({
  description:
    '转移登记：新所有人或长三角内新登记地；转出长三角以状态 B 更正登记。A transfer within the delta; a move out of it is a correction to status B.',
})
export class TransferVehicleInput {
  @Field(() => String, { description: '新登记地（GB/T 2260）。New division.' })
  division!: string;

  @Field(() => OwnerKindEnum, { description: '新所有人类别。Kind of the new owner.' })
  ownerKind!: OwnerKind;

  @Field(() => String, {
    nullable: true,
    description: '新所有人统一社会信用代码。Credit code of the new owner.',
  })
  ownerUscc?: string | null;

  @Field(() => String, { nullable: true, description: '新使用性质，不变时不填。New use, when it changes.' })
  useNature?: string | null;

  @Field(() => String, DAY)
  on!: string;

  @Field(() => OwnerParticularsInput, {
    nullable: true,
    description: '新所有人个人信息，加密保存。Particulars of the new owner, kept under seal.',
  })
  ownerParticulars?: OwnerParticularsInput | null;
}

@InputType({ description: '注销或报废。The end of a registration.' })
export class ScrapVehicleInput {
  @Field(() => EndStatusEnum, { description: '终止后的状态。Status from then on.' })
  status!: VehicleScrapped['status'];

  @Field(() => String, { nullable: true, description: '证明编号。Number of the certificate.' })
  certificateNo?: string | null;

  @Field(() => String, DAY)
  on!: string;
}

@InputType({
  description:
    '排放阶段证据；效力较低者保留但不改变阶段。Evidence of the stage; of a lower rank it is kept and decides nothing.',
})
export class StageEvidenceInput {
  @Field(() => StageSourceEnum, { description: '来源。Source, which gives the rank.' })
  source!: StageSource;

  @Field(() => EmissionStageEnum, { description: '所称阶段。The stage that it names.' })
  stage!: EmissionStage;

  @Field(() => String, { description: '文件编号。Number of the document.' })
  reference!: string;

  @Field(() => String, {
    nullable: true,
    description: '文件时间（RFC 3339，须带时区），缺省为现在。Time of the document; now when absent.',
  })
  occurredAt?: string | null;
}
