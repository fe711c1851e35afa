import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import type { Instant } from '../../domain/shared/time.js';
import type { ExemptionKind, PollutionLevel } from '../../domain/zone/restriction-rule.js';
import type { RoadClass } from '../../domain/zone/roads.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { GeoJsonScalar } from './geo-json.scalar.js';
import { ExemptionKindEnum, PollutionLevelEnum, RoadClassEnum } from './zone-enums.model.js';

@ObjectType('RestrictionExemption', { description: '一项有期限的豁免。A dated exemption.' })
export class RestrictionExemptionModel {
  @Field(() => ExemptionKindEnum, { description: '种类。Kind.' })
  kind!: ExemptionKind;

  @Field(() => [String], { description: '哪些；空为该种类全部。Which ones; empty: any of the kind.' })
  values!: readonly string[];

  @Field(() => [String], { description: '适用的车辆类型。Vehicle types that it is for.' })
  vehicleScope!: readonly string[];

  @Field(() => InstantScalar, { nullable: true, description: '起。From.' })
  from!: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: '止，不含。Until, not included.' })
  until!: Instant | null;
}

@ObjectType('RestrictionRule', { description: '限行规则。A restriction of traffic.' })
export class RestrictionRuleModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => String, { description: '名称。Name.' })
  name!: string;

  @Field(() => String, { description: '发布机关。Authority.' })
  authority!: string;

  @Field(() => String, { nullable: true, description: '市或县（GB/T 2260）。City or county.' })
  cityCode!: string | null;

  @Field(() => String, { nullable: true, description: '规则组。Rule set; null: always on.' })
  ruleSet!: string | null;

  @Field(() => String, { nullable: true, description: '受限的最清洁阶段。Cleanest stage restricted.' })
  stageMax!: string | null;

  @Field(() => String, { description: '燃料（GA/T 16.9 字母或 ANY）。Fuel.' })
  fuel!: string;

  @Field(() => [String], { description: '车辆类型前缀，空为全部。Prefixes of vehicle types; empty: all.' })
  vehicleScope!: readonly string[];

  @Field(() => Boolean, { description: '是否为整个区划。Whether the whole division is the area.' })
  wholeDivision!: boolean;

  @Field(() => GeoJsonScalar, {
    nullable: true,
    description: '区域，未掌握时为空。Area; null when not known.',
  })
  area!: unknown;

  @Field(() => Boolean, { description: '边界道路是否在内。Whether boundary roads are in the area.' })
  boundaryRoadsIncluded!: boolean;

  @Field(() => [String], { description: '边界道路。Boundary roads.' })
  boundaryRoads!: readonly string[];

  @Field(() => [String], { description: '不含的道路。Roads left out.' })
  excludedRoads!: readonly string[];

  @Field(() => [RoadClassEnum], { description: '不含的道路类别。Classes left out.' })
  excludedRoadClasses!: readonly RoadClass[];

  @Field(() => [RoadClassEnum], { description: '仅含的道路类别，空为全部。Classes; empty: all.' })
  includedRoadClasses!: readonly RoadClass[];

  @Field(() => [String], { description: '时段，空为全天。Hours such as `1,2 22:00-06:00`; empty: all day.' })
  hours!: readonly string[];

  @Field(() => Boolean, { description: '节假日是否不限行。Whether public holidays are free.' })
  holidaysOff!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: '生效。In force from.' })
  validFrom!: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: '失效（不含）。In force until, not included.' })
  validUntil!: Instant | null;

  @Field(() => [RestrictionExemptionModel], { description: '豁免。Exemptions.' })
  exemptions!: readonly RestrictionExemptionModel[];

  @Field(() => Boolean, { description: '是否适用于外省车辆。Whether it covers other provinces.' })
  appliesToOutOfProvince!: boolean;

  @Field(() => String, { nullable: true, description: '处罚依据。Basis of the penalty.' })
  penaltyBasis!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '公告及未掌握之处。The notice, and what is not known.',
  })
  source!: string | null;
}

@ObjectType('HeavyPollutionDay', { description: '重污染天气启动令。A heavy-pollution day.' })
export class HeavyPollutionDayModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => String, { description: '规则组。Rule set.' })
  ruleSet!: string;

  @Field(() => [String], { description: '区划。Divisions.' })
  divisions!: readonly string[];

  @Field(() => PollutionLevelEnum, { description: '级别。Level.' })
  level!: PollutionLevel;

  @Field(() => InstantScalar, { description: '起。From.' })
  from!: Instant;

  @Field(() => InstantScalar, { description: '止（不含）。Until, not included.' })
  until!: Instant;

  @Field(() => String, { description: '依据。Basis.' })
  basis!: string;
}

@ObjectType('ZoneRestriction', { description: '一条限行规则的判断。What one restriction says.' })
export class ZoneRestrictionModel {
  @Field(() => ID, { nullable: true, description: '规则标识。Id of the rule; null for one that is tried.' })
  ruleId!: string | null;

  @Field(() => String, { description: '规则名称。Name of the rule.' })
  name!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: '是否受限；空为无法判断。Restricted; null: cannot be told.',
  })
  restricted!: boolean | null;

  @Field(() => String, { description: '理由代码。Stable code of the reason.' })
  reason!: string;

  @Field(() => String, { description: "说明（按请求语言）。Text in the caller's language." })
  text!: string;

  @Field(() => [String], { description: '尚缺的信息。What would have to be known.' })
  missing!: readonly string[];

  @Field(() => String, { nullable: true, description: '下一步代码。Code of the next step.' })
  nextStep!: string | null;

  @Field(() => String, { nullable: true, description: '下一步说明。The next step in words.' })
  nextStepText!: string | null;

  @Field(() => String, { nullable: true, description: '公告或处罚依据。The notice or basis of the penalty.' })
  clause!: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: '至何时（不含）。Until when, if an end is known.',
  })
  until!: Instant | null;
}

@ObjectType('ZoneProblem', { description: '未予写入的一项原因。One reason why nothing was written.' })
export class ZoneProblemModel {
  @Field(() => String, { description: '稳定代码。Stable code.' })
  code!: string;

  @Field(() => String, { description: "说明（按请求语言）。Text in the caller's language." })
  message!: string;

  @Field(() => String, { nullable: true, description: '所指字段。The field.' })
  field!: string | null;
}

@ObjectType({ description: '规则已写入。The restriction as it now stands.' })
export class RestrictionRuleWritten {
  @Field(() => RestrictionRuleModel, { description: '规则。The rule.' })
  rule!: RestrictionRuleModel;
}

@ObjectType({ description: '启动令已写入。The heavy-pollution day as it now stands.' })
export class HeavyPollutionWritten {
  @Field(() => HeavyPollutionDayModel, { description: '启动令。The declaration.' })
  day!: HeavyPollutionDayModel;
}

@ObjectType({ description: '未予写入。Nothing was written.' })
export class ZoneRefused {
  @Field(() => [ZoneProblemModel], { description: '原因。Why.' })
  problems!: readonly ZoneProblemModel[];
}

export const RestrictionRulePayload = createUnionType({
  name: 'RestrictionRulePayload',
  description: '对限行规则的写入结果。The outcome of enacting or repealing a restriction.',
  types: () => [RestrictionRuleWritten, ZoneRefused] as const,
  resolveType: (value) => ('rule' in value ? RestrictionRuleWritten : ZoneRefused),
});

export const HeavyPollutionPayload = createUnionType({
  name: 'HeavyPollutionPayload',
  description: '对启动令的写入结果。The outcome of declaring or ending a heavy-pollution day.',
  types: () => [HeavyPollutionWritten, ZoneRefused] as const,
  resolveType: (value) => ('day' in value ? HeavyPollutionWritten : ZoneRefused),
});
