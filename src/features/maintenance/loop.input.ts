import { Field, InputType, Int } from '@nestjs/graphql';
import type {
  AppealDecided,
  ListingWithdrawn,
  NoticeServed,
  RepairType,
  StationOverridden,
} from '../../domain/maintenance/loop-facts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import {
  AppealDecisionEnum,
  NoticeChannelEnum,
  OverrideReasonEnum,
  RepairTypeEnum,
  WithdrawalReasonEnum,
} from './loop-enums.model.js';

const optional = (description: string) => ({ nullable: true, description });
const AT = optional('发生时间，缺省为现在。When it happened; now when absent.');
const BASIS = { description: '依据。Basis.' };

@InputType({ description: '告知书的送达。The notice that was served.' })
export class NoticeInput {
  @Field(() => String, { description: '告知书编号。Number of the notice.' })
  noticeNo!: string;

  @Field(() => NoticeChannelEnum, { description: '方式。How.' })
  channel!: NoticeServed['channel'];

  @Field(() => InstantScalar, AT)
  at?: Instant | null;
}

@InputType({ description: '申诉。An appeal.' })
export class AppealInput {
  @Field(() => String, BASIS)
  basis!: string;

  @Field(() => InstantScalar, AT)
  at?: Instant | null;
}

@InputType({ description: '对申诉的决定。The decision on an appeal.' })
export class AppealDecisionInput {
  @Field(() => AppealDecisionEnum, { description: '决定。Decision.' })
  decision!: AppealDecided['decision'];

  @Field(() => String, BASIS)
  basis!: string;

  @Field(() => InstantScalar, AT)
  at?: Instant | null;
}

@InputType({ description: '撤销。A listing that is taken back.' })
export class WithdrawalInput {
  @Field(() => WithdrawalReasonEnum, { description: '原因。Why.' })
  reason!: ListingWithdrawn['reason'];

  @Field(() => String, BASIS)
  basis!: string;

  @Field(() => InstantScalar, AT)
  at?: Instant | null;
}

@InputType({ description: '异站复检许可。Leave to be retested elsewhere.' })
export class StationOverrideInput {
  @Field(() => String, optional('许可的检验机构；空为任一机构。The station; any when absent.'))
  stationCode?: string | null;

  @Field(() => OverrideReasonEnum, { description: '原因。Why.' })
  reason!: StationOverridden['reason'];

  @Field(() => String, BASIS)
  basis!: string;

  @Field(() => InstantScalar, AT)
  at?: Instant | null;
}

@InputType({ description: '转出长三角。A vehicle that left the delta.' })
export class TransferOutInput {
  @Field(() => String, {
    description: '新登记地（GB/T 2260），在长三角之外。New division, outside the delta.',
  })
  division!: string;

  @Field(() => String, BASIS)
  basis!: string;

  @Field(() => InstantScalar, AT)
  at?: Instant | null;
}

@InputType({ description: '面前的车辆。The vehicle before the caller.' })
export class PresentedVehicleInput {
  @Field(() => String, { description: '车辆识别代号。VIN.' })
  vin!: string;

  @Field(() => String, { description: '号牌号码。Plate number.' })
  plateNumber!: string;

  @Field(() => String, optional('号牌种类。Plate type.'))
  plateType?: string | null;
}

@InputType({ description: '进厂。The vehicle came in.' })
export class RepairStartInput {
  @Field(() => InstantScalar, AT)
  at?: Instant | null;

  @Field(() => Int, optional('里程（km）。Odometer.'))
  odometerKm?: number | null;
}

@InputType({ description: '更换的配件。A part that was used.' })
export class RepairPartInput {
  @Field(() => String, { description: '名称。Name.' })
  name!: string;

  @Field(() => String, optional('配件编码。Code.'))
  code?: string | null;

  @Field(() => Int, { description: '数量。Quantity.' })
  quantity!: number;

  @Field(() => String, optional('序列号。Serial number.'))
  serial?: string | null;

  @Field(
    () => String,
    optional('污染控制装置：DOC DPF SCR EGR NOX_SENSOR INJECTOR UREA_PUMP OTHER。Emission part.'),
  )
  emissionPart?: string | null;

  @Field(() => String, optional('品牌。Brand.'))
  brand?: string | null;
}

@InputType({ description: '维修项目。A project of labour.' })
export class RepairLabourInput {
  @Field(() => String, { description: '项目。Project.' })
  project!: string;

  @Field(() => String, { description: '工时（小时，至多一位小数）。Hours, with at most one place.' })
  hours!: string;
}

@InputType({ description: '自检读数。A reading of the repair station.' })
export class RepairReadingInput {
  @Field(() => String, { description: '项目代码。Code of the item.' })
  code!: string;

  @Field(() => String, { description: '测得值（十进制）。Measured, as a decimal number.' })
  value!: string;

  @Field(() => String, { description: '单位：m-1 % 1e-6 g/km level kW ratio。Unit.' })
  unit!: string;
}

@InputType({
  description: '结算后上传的维修记录。The record of a completed repair, uploaded after its settlement.',
})
export class RepairRecordInput {
  @Field(() => String, optional('维修站统一社会信用代码。Credit code of the repair station.'))
  uscc?: string | null;

  @Field(() => String, { description: '结算清单编号。Number of the settlement list.' })
  settlementNo!: string;

  @Field(() => InstantScalar, { description: '进厂时间。When it came in.' })
  intakeAt!: Instant;

  @Field(() => InstantScalar, { description: '竣工时间。When it was completed.' })
  completedAt!: Instant;

  @Field(() => CivilDateScalar, { description: '结算日期。Day of the settlement.' })
  settledOn!: CivilDate;

  @Field(() => Int, optional('出厂里程（km）。Odometer.'))
  odometerKm?: number | null;

  @Field(() => RepairTypeEnum, { description: '维修类型。Kind of repair.' })
  repairType!: RepairType;

  @Field(
    () => String,
    optional('竣工出厂合格证编号，依维修类型要求。Certificate, where the law asks for one.'),
  )
  certificateNo?: string | null;

  @Field(() => String, { description: '故障诊断。Diagnosis.' })
  diagnosis!: string;

  @Field(() => [RepairPartInput], { description: '配件。Parts.' })
  parts!: RepairPartInput[];

  @Field(() => [RepairLabourInput], { description: '工时。Labour.' })
  labour!: RepairLabourInput[];

  @Field(() => [RepairReadingInput], { description: '维修前读数。Readings before.' })
  readingsBefore!: RepairReadingInput[];

  @Field(() => [RepairReadingInput], { description: '维修后读数。Readings after.' })
  readingsAfter!: RepairReadingInput[];

  @Field(() => String, optional('质量检验员。Quality inspector.'))
  qualityInspector?: string | null;

  @Field(() => Int, optional('质量保证里程（km）。Warranty in kilometres.'))
  warrantyKm?: number | null;

  @Field(() => Int, optional('质量保证日数。Warranty in days.'))
  warrantyDays?: number | null;
}

@InputType({ description: '闭环规则；不填为未配置。Rules of the loop; what is absent is "not configured".' })
export class LoopRulesInput {
  @Field(() => String, { description: '区划（GB/T 2260）。Division.' })
  division!: string;

  @Field(() => CivilDateScalar, { description: '自何日起。From this day on.' })
  from!: CivilDate;

  @Field(() => String, { description: '依据文件。The document that says so.' })
  basis!: string;

  @Field(() => Int, optional('告知期限（日）。Days within which the notice is served.'))
  notifyDays?: number | null;

  @Field(() => Int, optional('维修复检期限（日，自告知起）。Days for repair and retest.'))
  repairDays?: number | null;

  @Field(() => Boolean, optional('是否须在原检验机构复检。Whether the retest must be at the same station.'))
  sameStation?: boolean | null;

  @Field(() => Boolean, optional('合格检验是否使遥感次数归零。Whether a passed test resets remote sensing.'))
  resetOnPass?: boolean | null;

  @Field(() => Boolean, optional('遥感 NO 是否列入。Whether NO counts for listing.'))
  noCountsForListing?: boolean | null;

  @Field(() => Int, optional('同一点位两次遥感的最小间隔（分钟）。Least minutes between two records.'))
  remoteMinGapMinutes?: number | null;

  @Field(() => Int, optional('遥感号牌识别的最低置信度（%）。Least confidence of a plate, in per cent.'))
  remotePlateConfidencePct?: number | null;

  @Field(() => Int, optional('黑烟抓拍须确认的人数。Officers who must confirm a capture.'))
  smokeConfirmations?: number | null;

  @Field(
    () => [RepairTypeEnum],
    optional('另须合格证的维修类型。Repairs for which a certificate is asked too.'),
  )
  certificateFor?: RepairType[] | null;
}

@InputType({ description: '号牌。A plate.' })
export class LoopPlateInput {
  @Field(() => String, { description: '号牌号码。Number.' })
  number!: string;

  @Field(() => String, optional('号牌种类。Type.'))
  type?: string | null;
}
