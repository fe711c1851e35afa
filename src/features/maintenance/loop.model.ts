import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ListingSource } from '../../domain/maintenance/loop-state.js';
import type { LoopStage } from '../../domain/maintenance/loop-table.js';
import type { RepairType } from '../../domain/maintenance/loop-facts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { PageInfo, type PagePosition } from '../../platform/graphql/relay.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { CodedTextModel, ProblemModel } from '../registry/index.js';
import { ListingSourceEnum, LoopStageEnum, RepairTypeEnum } from './loop-enums.model.js';

const optional = (description: string) => ({ nullable: true, description });

@ObjectType('OverLimitListing', {
  description: '一次列入超标名单，至移出为止。One stay on the over-limit list.',
})
export class ListingModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ID, { description: '车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => String, optional('车辆识别代号，按权限遮盖。VIN, masked where the caller may not see it.'))
  vin!: string | null;

  @Field(
    () => String,
    optional('号牌号码，车辆未登记时为空。Plate; null where no register knows the vehicle.'),
  )
  plateNumber!: string | null;

  @Field(() => String, optional('号牌种类。Plate type.'))
  plateType!: string | null;

  @Field(() => String, optional('车辆类型。Vehicle type.'))
  vehicleType!: string | null;

  @Field(() => LoopStageEnum, { description: '状态。Stage.' })
  state!: LoopStage;

  @Field(() => Int, {
    description: '第几轮（复检不合格即进入下一轮）。Cycle; a failed retest begins the next.',
  })
  cycle!: number;

  @Field(() => ListingSourceEnum, { description: '来源。How it came onto the list.' })
  source!: ListingSource;

  @Field(() => InstantScalar, { description: '列入时间。Since when.' })
  since!: Instant;

  @Field(() => String, { description: '发现站点。Site that found it.' })
  discoveredSite!: string;

  @Field(() => String, optional('发现地区划。Division where it was found.'))
  discoveredDivision!: string | null;

  @Field(() => String, {
    description: '告知由谁负责：SITE 或 NATIONAL。Who owns the notice: a site, or the national platform.',
  })
  noticeQueue!: string;

  @Field(() => String, optional('负责告知的登记地区划。Division of registration, which owns the notice.'))
  noticeDivision!: string | null;

  @Field(() => ID, { description: '本轮所针对的超标事实。The failure that this cycle answers.' })
  failure!: string;

  @Field(() => String, optional('判定超标的检验机构。Inspection station that found it.'))
  failureStation!: string | null;

  @Field(
    () => CivilDateScalar,
    optional('告知期限；未配置时为空。By when the notice is due; null: not configured.'),
  )
  noticeDueOn!: CivilDate | null;

  @Field(() => InstantScalar, optional('告知时间。When the notice was served.'))
  noticeServedAt!: Instant | null;

  @Field(() => CivilDateScalar, optional('维修复检期限（当日仍在期限内）。Last day for repair and retest.'))
  dueOn!: CivilDate | null;

  @Field(
    () => String,
    optional('没有期限的原因代码。Why there is no such day: DEADLINE_NOT_CONFIGURED, NOT_NOTIFIED.'),
  )
  dueNote!: string | null;

  @Field(() => String, optional('在修的维修站。Repair station where it is.'))
  intakeStation!: string | null;

  @Field(() => String, optional('完成维修的维修站。Repair station of the last repair that counts.'))
  repairStation!: string | null;

  @Field(() => InstantScalar, optional('维修竣工时间。When that repair was completed.'))
  repairedAt!: Instant | null;

  @Field(() => CivilDateScalar, optional('自何日逾期。Since when it is late.'))
  overdueSince!: CivilDate | null;

  @Field(() => InstantScalar, optional('结束时间；仍在名单内时为空。When it ended; null while it is open.'))
  endedAt!: Instant | null;

  @Field(() => ID, optional('使其结束的事实（如复检报告）。The fact that ended it.'))
  endedBy!: string | null;

  @Field(() => String, optional('复检合格的检验机构。Inspection station whose report cleared it.'))
  clearedStation!: string | null;
}

@ObjectType('OverLimitListingEdge', { description: '名单中的一条。One entry of the list.' })
export class ListingEdge {
  @Field(() => String, { description: '游标。Cursor.' })
  cursor!: string;

  @Field(() => ListingModel, { description: '内容。The entry.' })
  node!: ListingModel;
}

@ObjectType('OverLimitListingConnection', { description: '名单的一页。A page of the list.' })
export class ListingConnection {
  @Field(() => [ListingEdge], { description: '各条。The entries.' })
  edges!: readonly ListingEdge[];

  @Field(() => PageInfo, { description: '分页。The page.' })
  pageInfo!: PagePosition;
}

@ObjectType({ description: '已写入。The step was written.' })
export class LoopWritten {
  @Field(() => ID, { description: '所写事实。The fact; a correction names it.' })
  factId!: string;

  @Field(() => ListingModel, optional('写入后的名单记录。The listing after it.'))
  listing!: ListingModel | null;

  @Field(() => [CodedTextModel], { description: '需人工关注之处。What a person should look at.' })
  flags!: readonly CodedTextModel[];
}

@ObjectType({ description: '未予写入。Nothing was written.' })
export class LoopRefused {
  @Field(() => [ProblemModel], { description: '原因。Why.' })
  problems!: readonly ProblemModel[];
}

export const LoopPayload = createUnionType({
  name: 'LoopPayload',
  description: '闭环一步的写入结果。Outcome of a step of the loop.',
  types: () => [LoopWritten, LoopRefused] as const,
  resolveType: (value) => ('factId' in value ? LoopWritten : LoopRefused),
});

@ObjectType('LoopRules', {
  description: '闭环规则；空为未配置。Rules of the loop; null is "not configured".',
})
export class LoopRulesModel {
  @Field(() => String, { description: '规则所属区划。Division that set them.' })
  division!: string;

  @Field(() => CivilDateScalar, { description: '自何日起。From this day on.' })
  from!: CivilDate;

  @Field(() => String, { description: '依据文件。The document.' })
  basis!: string;

  @Field(() => Int, optional('告知期限（日）。Days within which the notice is served.'))
  notifyDays!: number | null;

  @Field(() => Int, optional('维修复检期限（日，自告知起）。Days for repair and retest, from the notice on.'))
  repairDays!: number | null;

  @Field(() => Boolean, optional('是否须在原检验机构复检。Whether the retest must be at the same station.'))
  sameStation!: boolean | null;

  @Field(() => Boolean, optional('合格检验是否使遥感次数归零。Whether a passed test resets remote sensing.'))
  resetOnPass!: boolean | null;

  @Field(() => Boolean, optional('遥感 NO 是否列入。Whether NO counts for listing by remote sensing.'))
  noCountsForListing!: boolean | null;

  @Field(
    () => Int,
    optional('同一点位两次遥感的最小间隔（分钟）。Least minutes between two records of a site.'),
  )
  remoteMinGapMinutes!: number | null;

  @Field(() => Int, optional('遥感号牌识别的最低置信度（%）。Least confidence of a plate, in per cent.'))
  remotePlateConfidencePct?: number | null;

  @Field(() => Int, optional('黑烟抓拍须确认的人数。Officers who must confirm a black-smoke capture.'))
  smokeConfirmations!: number | null;

  @Field(() => [RepairTypeEnum], {
    description: '另须竣工出厂合格证的维修类型。Repairs for which a certificate is asked beyond the law.',
  })
  certificateFor!: readonly RepairType[];
}

@ObjectType({ description: '规则已写入。The rules as they stand.' })
export class LoopRulesWritten {
  @Field(() => LoopRulesModel, { description: '规则。The rules.' })
  rules!: LoopRulesModel;
}

export const LoopRulesPayload = createUnionType({
  name: 'LoopRulesPayload',
  description: '规则的写入结果。Outcome of setting rules.',
  types: () => [LoopRulesWritten, LoopRefused] as const,
  resolveType: (value) => ('rules' in value ? LoopRulesWritten : LoopRefused),
});
