import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString } from 'class-validator';
import {
  HELD_ROW_CODES,
  HELD_ROW_DECISIONS,
  type HeldRowCode,
  type HeldRowDecision,
} from '../../domain/review/held-row.js';
import {
  DECISION_TEXTS,
  NEXT_STEPS,
  ROW_DECISION_TEXTS,
  type ReviewKind,
} from '../../domain/review/review-texts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import {
  DUPLICATE_CODES,
  REVIEW_CODES,
  type DecidableItem,
  type ReviewDecision,
} from '../../domain/vehicle/vehicle-facts.js';
import { PageInfo, type PagePosition } from '../../platform/graphql/relay.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { describedEnum, ProblemModel, VehicleModel } from '../registry/index.js';
import { kindTexts } from './review-kind-texts.js';

const ReviewKindEnum = describedEnum<ReviewKind>(
  'ReviewKind',
  '待复核事项的种类。Everything that can wait for a person.',
  kindTexts(Object.keys(NEXT_STEPS) as ReviewKind[]),
);

export const DecidableItemEnum = describedEnum<DecidableItem>(
  'DecidableItem',
  '可就车辆作出决定的事项。What can be decided about a vehicle.',
  kindTexts([...REVIEW_CODES, ...DUPLICATE_CODES]),
);

const HeldRowCodeEnum = describedEnum<HeldRowCode>(
  'HeldRowCode',
  '导入行被搁置的原因。Why a row of an import is held.',
  kindTexts(HELD_ROW_CODES),
);

export const ReviewDecisionEnum = describedEnum<ReviewDecision>(
  'ReviewDecision',
  '对车辆事项的决定。A decision about an item of a vehicle.',
  DECISION_TEXTS,
);

export const HeldRowDecisionEnum = describedEnum<HeldRowDecision>(
  'HeldRowDecision',
  '对搁置行的决定。A decision about a held row.',
  Object.fromEntries(HELD_ROW_DECISIONS.map((word) => [word, ROW_DECISION_TEXTS[word]])) as Record<
    HeldRowDecision,
    (typeof ROW_DECISION_TEXTS)[HeldRowDecision]
  >,
);

@InputType({ description: '复核队列的筛选条件。Conditions on the review queue.' })
export class ReviewFilterInput {
  @IsOptional()
  @Field(() => [ReviewKindEnum], { nullable: true, description: '事项种类之一。One of these kinds.' })
  kinds?: ReviewKind[] | null;

  @IsOptional()
  @IsString()
  @Field(() => String, {
    nullable: true,
    description: '省、市或区县（GB/T 2260），含其下级。Province, city or county, with all below.',
  })
  division?: string | null;

  @IsOptional()
  @Field(() => CivilDateScalar, {
    nullable: true,
    description: '自该日起待复核的。What has waited since that day or a later one.',
  })
  since?: CivilDate | null;
}

@ObjectType('HeldRowField', { description: '搁置行的一项内容。One thing that a held row says.' })
export class HeldRowFieldModel {
  @Field(() => String, { description: '字段路径。Path of the field.' })
  name!: string;

  @Field(() => String, { description: '原样内容，按权限遮蔽。As it was read, masked by role.' })
  value!: string;
}

@ObjectType('HeldRow', {
  description: '导入时被搁置、待人决定的一行。A row of an import that waits for a person.',
})
export class HeldRowModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => String, { description: '所属导入的标识。Id of the import.' })
  runId!: string;

  @Field(() => Int, { description: '文件中的行号，自 1 起。Line of the file, from 1.' })
  line!: number;

  @Field(() => [HeldRowCodeEnum], { description: '全部原因。Everything that it is held for.' })
  codes!: readonly HeldRowCode[];

  @Field(() => [ProblemModel], { description: '具体问题。What is wrong with it.' })
  problems!: readonly ProblemModel[];

  @Field(() => [HeldRowFieldModel], { description: '该行内容。What the row says.' })
  fields!: readonly HeldRowFieldModel[];

  @Field(() => [String], { description: '因权限遮蔽的字段。Fields hidden or masked for this reader.' })
  hiddenFields!: readonly string[];

  @Field(() => [HeldRowDecisionEnum], { description: '可作的决定。Decisions that it allows.' })
  decisions!: readonly HeldRowDecision[];
}

@ObjectType('ReviewQueueItem', {
  description:
    '复核队列中的一项：车辆的事项，或搁置的导入行。One thing that waits: of a vehicle, or a held row.',
})
export class ReviewQueueItemModel {
  @Field(() => ReviewKindEnum, { description: '事项种类。What it is.' })
  code!: ReviewKind;

  @Field(() => String, { description: "说明（按请求语言）。Text in the caller's language." })
  text!: string;

  @Field(() => String, { description: '下一步（按请求语言）。What to do next.' })
  nextStep!: string;

  @Field(() => CivilDateScalar, { description: '起始日期。Since when it waits.' })
  since!: CivilDate;

  @Field(() => InstantScalar, {
    nullable: true,
    description: '最新证据的时间。When the newest evidence happened.',
  })
  evidenceAt!: Instant | null;

  @Field(() => [String], { description: '所依据的事实标识。Ids of the facts that it follows from.' })
  facts!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: '所见内容的版本，作决定时带回。Names what is shown here; a decision gives it back.',
  })
  version!: string | null;

  @Field(() => [ReviewDecisionEnum], { description: '可作的决定。Decisions that the item allows.' })
  decisions!: readonly ReviewDecision[];

  @Field(() => [String], {
    nullable: true,
    description: '可选的排放阶段。Stages that may be decided; null where none is.',
  })
  stages!: readonly string[] | null;

  @Field(() => VehicleModel, {
    nullable: true,
    description: '所涉车辆，stageEvidence 为各来源所称。The vehicle; stageEvidence has each source’s word.',
  })
  vehicle!: VehicleModel | null;

  @Field(() => HeldRowModel, { nullable: true, description: '搁置的导入行。The held row.' })
  heldRow!: HeldRowModel | null;

  @Field(() => [VehicleModel], { description: '与之冲突的车辆。The vehicles that it contradicts.' })
  related!: readonly VehicleModel[];
}

@ObjectType({ description: '复核队列中的一条。One entry of the review queue.' })
export class ReviewQueueEdge {
  @Field(() => String, { description: '游标，用于 after。Cursor for `after`.' })
  cursor!: string;

  @Field(() => ReviewQueueItemModel, { description: '待复核事项。What waits.' })
  node!: ReviewQueueItemModel;
}

@ObjectType({ description: '复核队列的一页，先到先列。A page of the review queue, oldest first (Relay).' })
export class ReviewQueueConnection {
  @Field(() => [ReviewQueueEdge], { description: '本页各条。The entries of this page.' })
  edges!: readonly ReviewQueueEdge[];

  @Field(() => PageInfo, { description: '分页信息。About this page.' })
  pageInfo!: PagePosition;

  /** Counts the whole queue; asked only when `totalCount` is. */
  count!: () => Promise<number>;
}

@ObjectType('ReviewCount', { description: '一市一种类的待复核数。How many of one kind wait in one city.' })
export class ReviewCountModel {
  @Field(() => ReviewKindEnum, { description: '事项种类。What it is.' })
  code!: ReviewKind;

  @Field(() => String, { description: '市（GB/T 2260）。City.' })
  division!: string;

  @Field(() => String, { description: '市名。Name of the city.' })
  divisionName!: string;

  @Field(() => Int, { description: '数量。How many.' })
  count!: number;
}
