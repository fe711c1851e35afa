import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LoopStage } from '../../domain/maintenance/loop-table.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { CodedTextModel } from '../registry/index.js';
import { LoopStageEnum } from './loop-enums.model.js';
import { ListingModel } from './loop.model.js';

const optional = (description: string) => ({ nullable: true, description });

enum GateDecision {
  ALLOWED = 'ALLOWED',
  BLOCKED = 'BLOCKED',
}
registerEnumType(GateDecision, {
  name: 'GateDecision',
  description: '可否检测。Whether the vehicle may be tested.',
  valuesMap: {
    ALLOWED: { description: '可以。It may.' },
    BLOCKED: { description: '不可以。It may not.' },
  },
});

@ObjectType('RetestGate', { description: '检测前的答复。What a station is told before the test.' })
export class RetestGateModel {
  @Field(() => GateDecision, { description: '可否检测。Whether it may be tested.' })
  decision!: 'ALLOWED' | 'BLOCKED';

  @Field(() => String, { description: '理由代码。Stable code of the reason.' })
  code!: string;

  @Field(() => String, { description: "理由（按请求语言）。The reason in the caller's language." })
  text!: string;

  @Field(() => [String], { description: '尚缺：repair、override。What is missing.' })
  missing!: readonly string[];

  @Field(() => String, { description: '下一步代码。Code of the next step.' })
  nextStep!: string;

  @Field(() => String, { description: "下一步（按请求语言）。The next step in the caller's language." })
  nextStepText!: string;

  @Field(() => String, optional('应去的检验机构。Station where it must be retested, when that is another.'))
  station!: string | null;

  @Field(() => LoopStageEnum, { description: '闭环状态。Stage of the loop.' })
  state!: LoopStage;

  @Field(() => Int, { description: '第几轮。Cycle.' })
  cycle!: number;
}

@ObjectType('FailedItem', { description: '一项检测结果。One measured item.' })
export class FailedItemModel {
  @Field(() => String, { description: '项目代码。Code of the item.' })
  code!: string;

  @Field(() => String, { description: '测得值。Measured, as a decimal number.' })
  value!: string;

  @Field(() => String, { description: '限值。Limit, as a decimal number.' })
  limit!: string;

  @Field(() => Boolean, { description: '是否合格。Whether it passed.' })
  pass!: boolean;
}

@ObjectType('FailureReport', { description: '维修所依据的不合格情况。The failure that a repair answers.' })
export class FailureReportModel {
  @Field(() => ListingModel, { description: '名单记录。The listing.' })
  listing!: ListingModel;

  @Field(() => ID, { description: '事实标识，维修记录须引用。The fact that the repair names.' })
  failure!: string;

  @Field(() => String, { description: '事实种类。Kind of the fact.' })
  kind!: string;

  @Field(() => InstantScalar, { description: '时间。When.' })
  at!: Instant;

  @Field(() => String, optional('报告或记录编号。Number of the report or record.'))
  reportNo!: string | null;

  @Field(() => String, optional('检验机构。Inspection station.'))
  stationCode!: string | null;

  @Field(() => String, optional('检测方法。Method.'))
  method!: string | null;

  @Field(() => Int, optional('里程（km）。Odometer.'))
  odometerKm!: number | null;

  @Field(() => Boolean, optional('可见烟。Whether black or blue smoke was seen.'))
  visibleSmoke!: boolean | null;

  @Field(() => [FailedItemModel], { description: '各项结果。The items as the service judged them.' })
  items!: readonly FailedItemModel[];

  @Field(() => [String], { description: '车载诊断故障码。Codes of OBD faults.' })
  dtc!: readonly string[];

  @Field(() => Boolean, optional('故障灯是否点亮。Whether the MIL was on.'))
  milOn!: boolean | null;

  @Field(() => [CodedTextModel], { description: '存疑之处。Flags of the judgement.' })
  flags!: readonly CodedTextModel[];
}

@ObjectType('RepairScore', { description: '维修站的数字。Figures of a repair station.' })
export class RepairScoreModel {
  @Field(() => Int, { description: '计入的维修数。Repairs that counted.' })
  repairs!: number;

  @Field(() => Int, { description: '其后复检合格。Followed by a passed retest.' })
  passed!: number;

  @Field(() => Int, { description: '其后复检不合格。Followed by a failed one.' })
  failed!: number;

  @Field(() => Int, { description: '待复检。Waiting for one.' })
  open!: number;

  @Field(() => Int, { description: '合格后 90 日内再次列入。Listed again within 90 days.' })
  relisted!: number;

  @Field(() => Int, { description: '合格后满 90 日未再列入。Held for 90 days.' })
  held!: number;
}

@ObjectType('InspectionScore', { description: '检验机构的数字。Figures of an inspection station.' })
export class InspectionScoreModel {
  @Field(() => Int, { description: '其不合格报告所致的列入。Listings by its failing reports.' })
  failures!: number;

  @Field(() => Int, { description: '其复检合格而移出。Cleared by its retests.' })
  cleared!: number;

  @Field(() => Int, { description: '移出后 90 日内再次列入。Listed again within 90 days.' })
  relisted!: number;

  @Field(() => Int, { description: '移出后满 90 日未再列入。Not listed again for 90 days.' })
  held!: number;
}

@ObjectType('StationScorecard', {
  description: '站的数字，仅为线索。Figures of a station; a lead, no judgement.',
})
export class ScorecardModel {
  @Field(() => String, { description: '站编号。Code of the station.' })
  stationCode!: string;

  @Field(() => CivilDateScalar, { description: '起。From.' })
  from!: CivilDate;

  @Field(() => CivilDateScalar, { description: '止（含）。To, included.' })
  to!: CivilDate;

  @Field(() => RepairScoreModel, optional('维修站。Of a repair station.'))
  repair!: RepairScoreModel | null;

  @Field(() => InspectionScoreModel, optional('检验机构。Of an inspection station.'))
  inspection!: InspectionScoreModel | null;
}
