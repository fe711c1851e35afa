import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { connectionClasses } from '../../platform/graphql/relay.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { describedEnum } from '../registry/index.js';
import type { ReminderKind, ReminderState } from './desk-rows.js';
import type { ContingencyState } from './loop-rows.js';

const optional = (description: string) => ({ nullable: true, description });

export const ContingencyStateEnum = describedEnum<ContingencyState>(
  'ContingencyState',
  '应急检测的核销状态。How a test under a contingency code stands.',
  {
    UNRECONCILED: { zh: '待核销：尚无其前的维修记录', en: 'Waits: the repair before it is not known yet' },
    RECONCILED: { zh: '已核销：维修记录已到', en: 'Settled: the repair is known' },
    INVALID: { zh: '检测时无有效应急码', en: 'No code held when it was tested' },
  },
);

const ReminderKindEnum = describedEnum<ReminderKind>(
  'ReminderKind',
  '提醒的事由。What a reminder is about.',
  {
    NOTICE_DUE: { zh: '告知将到期', en: 'The notice is due' },
    REPAIR_DUE: { zh: '维修复检将到期', en: 'Repair and retest are due' },
    OVERDUE: { zh: '已逾期', en: 'Late' },
    FIRST_EXCEEDANCE: { zh: '遥感首次超标', en: 'First exceedance by remote sensing' },
  },
);

export const ReminderStateEnum = describedEnum<ReminderState>(
  'ReminderState',
  '提醒的送达状态。What became of a reminder.',
  {
    PENDING: { zh: '待送达', en: 'Waits to go out' },
    DELIVERED: { zh: '已送达', en: 'Went out' },
    OBSOLETE: { zh: '送达前已无须提醒', en: 'Not needed any more before it went out' },
  },
);

@ObjectType('ContingencyTest', {
  description: '凭应急码所作的复检。A retest under a contingency code, through an outage.',
})
export class ContingencyTestModel {
  @Field(() => ID, { description: '检验报告。The report.' })
  report!: string;

  @Field(() => ID, { description: '车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => String, optional('号牌号码，未登记时为空。Plate; null where no register knows the vehicle.'))
  plateNumber!: string | null;

  @Field(() => String, { description: '检验机构编号。Code of the station.' })
  stationCode!: string;

  @Field(() => InstantScalar, { description: '检测结束时刻。When the test ended.' })
  testedAt!: Instant;

  @Field(() => ContingencyStateEnum, { description: '核销状态。How it stands.' })
  state!: ContingencyState;
}

@ObjectType('LoopReminder', {
  description:
    '发给告知单位的提醒及其送达情况。A reminder to the bureau that owns the notice, and what became of it.',
})
export class LoopReminderModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ID, optional('名单记录；首次遥感超标为空。The listing; null for a first exceedance.'))
  listing!: string | null;

  @Field(() => ID, { description: '车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => String, optional('号牌号码，未登记时为空。Plate; null where no register knows the vehicle.'))
  plateNumber!: string | null;

  @Field(() => Int, { description: '第几轮。Cycle of the loop.' })
  cycle!: number;

  @Field(() => ReminderKindEnum, { description: '事由。What it is about.' })
  kind!: ReminderKind;

  @Field(() => String, { description: '送达的区划。Division of the bureau that it goes to.' })
  division!: string;

  @Field(() => CivilDateScalar, { description: '所提醒的日期。The day that it is about.' })
  dueOn!: CivilDate;

  @Field(() => InstantScalar, { description: '产生时刻。When it was made.' })
  madeAt!: Instant;

  @Field(() => ReminderStateEnum, { description: '送达状态。What became of it.' })
  state!: ReminderState;

  @Field(() => Int, { description: '尝试次数。Attempts.' })
  attempts!: number;

  @Field(() => InstantScalar, optional('送达或作废时刻。When it went out or was dropped.'))
  settledAt!: Instant | null;
}

export const ContingencyTestConnection = connectionClasses(
  ContingencyTestModel,
  'ContingencyTest',
).Connection;
export const LoopReminderConnection = connectionClasses(LoopReminderModel, 'LoopReminder').Connection;
