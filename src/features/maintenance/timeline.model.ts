import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LoopStage } from '../../domain/maintenance/loop-table.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { CodedTextModel } from '../registry/index.js';
import { LoopStageEnum } from './loop-enums.model.js';

const optional = (description: string) => ({ nullable: true, description });

@ObjectType('TimelineEntry', { description: '时间线上的一项事实。One fact of the timeline.' })
export class TimelineEntryModel {
  @Field(() => ID, { description: '事实标识。The fact.' })
  factId!: string;

  @Field(() => String, { description: '事实种类。Kind of the fact.' })
  kind!: string;

  @Field(() => String, { description: '写入站点。Site that wrote it.' })
  site!: string;

  @Field(() => String, optional('所涉站、点位或部门。Station, site of a device or bureau behind it.'))
  by!: string | null;

  @Field(() => InstantScalar, { description: '发生时间。When it happened.' })
  occurredAt!: Instant;

  @Field(() => InstantScalar, { description: '记录时间。When it was written down.' })
  recordedAt!: Instant;

  @Field(() => [ID], { description: '所引用的事实。Facts that it refers to.' })
  evidence!: readonly string[];

  @Field(() => Boolean, { description: '是否有效（未被更正）。Whether no correction took its place.' })
  inForce!: boolean;

  @Field(() => CodedTextModel, optional('对闭环不起作用的原因。Why it has no effect on the loop.'))
  rejected!: CodedTextModel | null;

  @Field(() => LoopStageEnum, { description: '其后的状态。Stage of the loop after it.' })
  stateAfter!: LoopStage;
}

@ObjectType('ReadingPair', { description: '同一项目的前后读数。An item before and after.' })
export class ReadingPairModel {
  @Field(() => String, { description: '项目代码。Code of the item.' })
  code!: string;

  @Field(() => String, optional('不合格检测的读数。At the failing test.'))
  before!: string | null;

  @Field(() => String, optional('复检的读数。At the passing retest.'))
  after!: string | null;
}

@ObjectType('ClosedLoop', { description: '已闭环：维修是否管用。A closed loop: whether the repair held.' })
export class ClosedLoopModel {
  @Field(() => ID, { description: '名单记录。The listing.' })
  listing!: string;

  @Field(() => Int, { description: '共几轮。Cycles.' })
  cycles!: number;

  @Field(() => CivilDateScalar, { description: '列入日期。Day of the listing.' })
  listedOn!: CivilDate;

  @Field(() => CivilDateScalar, { description: '移出日期。Day of the clearing.' })
  clearedOn!: CivilDate;

  @Field(() => String, optional('维修站。Repair station.'))
  repairStation!: string | null;

  @Field(() => String, optional('复检机构。Inspection station.'))
  inspectionStation!: string | null;

  @Field(() => [ReadingPairModel], { description: '前后读数。Readings before and after.' })
  readings!: readonly ReadingPairModel[];

  @Field(() => CivilDateScalar, optional('90 日内再次列入的日期。Day of a new listing within 90 days.'))
  relistedOn!: CivilDate | null;

  @Field(() => String, { description: '是否管用：YES、NO、NOT_YET_KNOWN。Whether the repair held.' })
  held!: string;
}

@ObjectType('VehicleTimeline', {
  description: '一车的全部事实及闭环。Every fact of a vehicle, and its loops.',
})
export class VehicleTimelineModel {
  @Field(() => ID, { description: '车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => LoopStageEnum, { description: '闭环状态。Stage of the loop.' })
  state!: LoopStage;

  @Field(() => Int, { description: '第几轮。Cycle.' })
  cycle!: number;

  @Field(() => [TimelineEntryModel], { description: '各项事实，先旧后新。The facts, oldest first.' })
  entries!: readonly TimelineEntryModel[];

  @Field(() => [ClosedLoopModel], { description: '已闭环者。Loops that were closed.' })
  closed!: readonly ClosedLoopModel[];
}
