import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { EmissionStage, StageSource } from '../../domain/vehicle/vehicle-facts.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { NodeModel } from './node.model.js';
import { VehicleIdentityModel } from './vehicle-identity.model.js';
import { PlateModel } from './plate.model.js';
import type { OwnedVehicle } from './owned-vehicle.js';
import { CodedTextModel, ReviewItemModel, SupervisionReasonModel } from './reason.model.js';
import {
  EmissionStageEnum,
  G3MembershipEnum,
  StageSourceEnum,
  type G3Membership,
} from './registry-enums.model.js';

@ObjectType('StageEvidence', {
  description: '排放阶段的一项证据。One piece of evidence of the emission stage.',
})
export class StageEvidenceModel {
  @Field(() => StageSourceEnum, { description: '来源。Source, which gives the rank.' })
  source!: StageSource;

  @Field(() => EmissionStageEnum, { description: '所称阶段。The stage that it names.' })
  stage!: EmissionStage;

  @Field(() => String, { description: '文件编号。The document.' })
  reference!: string;

  @Field(() => String, { description: '事实标识。Id of the fact.' })
  factId!: string;

  @Field(() => String, { description: '记录站点（省级代码）。Site that wrote it.' })
  site!: string;

  @Field(() => InstantScalar, { description: '发生时间。When it happened.' })
  occurredAt!: Instant;
}

@ObjectType('SetAsideFact', {
  description: '未能采用的事实及原因。A fact that could not be applied, and why.',
})
export class SetAsideFactModel {
  @Field(() => String, { description: '事实标识。Id of the fact.' })
  factId!: string;

  @Field(() => String, { description: '原因代码。Code of the reason.' })
  code!: string;
}

@ObjectType('Vehicle', {
  description: '机动车：由其全部事实归集而成的状态。A vehicle, as its facts say.',
  implements: () => [NodeModel],
})
export class VehicleModel extends VehicleIdentityModel {
  @Field(() => [PlateModel], {
    nullable: true,
    description:
      '全部号牌，旧者在前；无权查看历史时为空。All plates, oldest first; null without access to history.',
  })
  plates!: readonly PlateModel[] | null;

  @Field(() => [StageEvidenceModel], {
    nullable: true,
    description:
      '全部阶段证据，效力高者在前；无权查看历史时为空。All evidence, best first; null without access to history.',
  })
  stageEvidence!: readonly StageEvidenceModel[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      '由人决定阶段的事实标识，按规则判定时为空。Fact by which a person decided the stage, if one did.',
  })
  stageDecidedBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '由人决定的燃料代码，登记内容不变。Fuel that a person decided; the registration stays.',
  })
  fuelDecided!: string | null;

  @Field(() => G3MembershipEnum, {
    description: '是否在国三柴油货车名单内。Membership of the China III list.',
  })
  g3List!: G3Membership;

  @Field(() => Int, { nullable: true, description: '车长（毫米）。Length in mm.' })
  lengthMm!: number | null;

  @Field(() => String, { nullable: true, description: '发动机号，按权限显示。Engine number, shown by role.' })
  engineNo!: string | null;

  @Field(() => Int, { nullable: true, description: '额定功率（瓦）。Rated power in watts.' })
  ratedPowerW!: number | null;

  @Field(() => CivilDateScalar, { nullable: true, description: '出厂日期。Day of manufacture.' })
  manufacturedOn!: CivilDate | null;

  @Field(() => String, {
    nullable: true,
    description: '所有人统一社会信用代码，按权限显示。Credit code of the owner, shown by role.',
  })
  ownerUscc!: string | null;

  @Field(() => [CodedTextModel], { description: '登记时的提示。What was doubtful when it was registered.' })
  warnings!: readonly CodedTextModel[];

  @Field(() => [SupervisionReasonModel], {
    description: '列入重点监管的各项理由。Reasons of key supervision.',
  })
  reasons!: readonly SupervisionReasonModel[];

  @Field(() => [ReviewItemModel], { description: '待人工复核的事项。What waits for a decision.' })
  review!: readonly ReviewItemModel[];

  @Field(() => String, { description: '登记站点（省级代码）。Site whose registration is in force.' })
  site!: string;

  @Field(() => String, { description: '有效登记事实的标识，更正时引用。Fact that a correction supersedes.' })
  registrationFact!: string;

  @Field(() => [SetAsideFactModel], { description: '未能采用的事实。Facts that could not be applied.' })
  setAside!: readonly SetAsideFactModel[];

  @Field(() => [String], { description: '因权限遮蔽的字段。Fields hidden or masked for this reader.' })
  hiddenFields!: readonly string[];

  /** Who owns it, as the facts say; the field `owner` is read from this, only when it is asked for. */
  owned!: OwnedVehicle;
}
