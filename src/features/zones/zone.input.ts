import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import type { ExemptionKind, PollutionLevel } from '../../domain/zone/restriction-rule.js';
import type { RoadClass } from '../../domain/zone/roads.js';
import type { Instant } from '../../domain/shared/time.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { GeoJsonScalar } from './geo-json.scalar.js';
import { ExemptionKindEnum, PollutionLevelEnum, RoadClassEnum } from './zone-enums.model.js';

const optional = (description: string) => ({ nullable: true, description });
const MOMENT =
  '日期（北京时间当日零时）或带时区的时间。A date (its first moment in Asia/Shanghai) or a time with its offset.';

@InputType('ZonePlace', {
  description: '车辆所在位置，已知多少填多少。Where the vehicle is, as far as it is known.',
})
export class ZonePlaceInput {
  @Field(() => Float, optional('经度（WGS-84）。Longitude in degrees.'))
  longitude?: number | null;

  @Field(() => Float, optional('纬度（WGS-84）。Latitude in degrees.'))
  latitude?: number | null;

  @Field(() => String, optional('道路名称或编号及路段。Name or number of the road, with its section.'))
  road?: string | null;

  @Field(() => RoadClassEnum, optional('道路类别。Class of the road.'))
  roadClass?: RoadClass | null;

  @Field(() => String, optional('所在区划（GB/T 2260）。Division of the place.'))
  city?: string | null;

  @Field(() => Boolean, optional('现场所见：是否在限行区域内。As seen: whether inside the restricted area.'))
  inside?: boolean | null;

  @Field(() => Boolean, optional('现场所见：是否在边界道路上。As seen: whether on a boundary road.'))
  onBoundary?: boolean | null;
}

@InputType('ZoneVehicle', {
  description: '待判断的车辆；未填即不明。The vehicle to judge; what is not given is unknown.',
})
export class ZoneVehicleInput {
  @Field(() => String, optional('排放阶段（国三、G3、3）。Emission stage as the field writes it.'))
  stage?: string | null;

  @Field(() => String, optional('燃料种类（GA/T 16.9）。Fuel.'))
  fuel?: string | null;

  @Field(() => String, optional('车辆类型（GA/T 16.4）。Vehicle type.'))
  vehicleType?: string | null;

  @Field(() => String, optional('使用性质（GA/T 16.3）。Use.'))
  useNature?: string | null;

  @Field(() => String, optional('号牌号码。Plate number.'))
  plateNumber?: string | null;

  @Field(() => String, optional('号牌种类（GA/T 16.7）。Plate type.'))
  plateType?: string | null;

  @Field(() => String, optional('登记地区划（GB/T 2260）。Division of registration.'))
  division?: string | null;

  @Field(() => String, optional('加装的净化装置（DPF、SCR）。What was retrofitted.'))
  retrofit?: string | null;

  @Field(() => [String], optional('用途（REFRIGERATED、CONTAINER）。What it is built for.'))
  bodies?: readonly string[] | null;

  @Field(() => [String], optional('所持通行证。Permits that it carries.'))
  permits?: readonly string[] | null;
}

@InputType('RestrictionHours', { description: '每周时段。Hours of some days of the week.' })
export class RestrictionHoursInput {
  @Field(() => [Int], optional('1（周一）至 7（周日），不填为每日。1 Monday to 7 Sunday; absent: every day.'))
  days?: readonly number[] | null;

  @Field(() => String, { description: '开始 HH:mm。From.' })
  from!: string;

  @Field(() => String, {
    description: '结束 HH:mm，不大于开始则至次日。To; up to `from` it is on the next day.',
  })
  to!: string;
}

@InputType('RestrictionExemptionInput', { description: '一项有期限的豁免。A dated exemption.' })
export class RestrictionExemptionInput {
  @Field(() => ExemptionKindEnum, { description: '种类。Kind.' })
  kind!: ExemptionKind;

  @Field(() => [String], optional('哪些；不填为该种类全部。Which ones; absent: any of the kind.'))
  values?: readonly string[] | null;

  @Field(() => [String], optional('适用的车辆类型。Vehicle types that it is for.'))
  vehicleScope?: readonly string[] | null;

  @Field(() => String, optional(`起。From. ${MOMENT}`))
  from?: string | null;

  @Field(() => String, optional(`止，该时刻不含。Until, not included. ${MOMENT}`))
  until?: string | null;
}

@InputType('RestrictionRuleInput', { description: '限行规则的内容。What a restriction says.' })
export class RestrictionRuleInput {
  @Field(() => String, { description: '名称。Name.' })
  name!: string;

  @Field(() => String, { description: '发布机关。Authority.' })
  authority!: string;

  @Field(() => String, { description: '所在市或县（GB/T 2260）。City or county.' })
  cityCode!: string;

  @Field(() => String, optional('规则组；所属组未启动时不生效。Rule set; off until a heavy-pollution day.'))
  ruleSet?: string | null;

  @Field(() => String, optional('受限的最清洁阶段（国三）。Cleanest stage that is restricted.'))
  stageMax?: string | null;

  @Field(() => String, optional('燃料（DIESEL、PETROL、ANY）。Fuel.'))
  fuel?: string | null;

  @Field(() => [String], optional('车辆类型或其前缀（H、Q11）。Vehicle types or their prefixes.'))
  vehicleScope?: readonly string[] | null;

  @Field(() => Boolean, optional('是否为整个区划。Whether the whole division is the area.'))
  wholeDivision?: boolean | null;

  @Field(() => GeoJsonScalar, optional('区域。The area.'))
  area?: unknown;

  @Field(() => Boolean, { description: '边界道路是否在内。Whether boundary roads are in the area.' })
  boundaryRoadsIncluded!: boolean;

  @Field(() => [String], optional('边界道路。Boundary roads, sections as `road from–to`.'))
  boundaryRoads?: readonly string[] | null;

  @Field(() => [String], optional('不含的道路。Roads that are left out.'))
  excludedRoads?: readonly string[] | null;

  @Field(() => [RoadClassEnum], optional('不含的道路类别。Classes that are left out.'))
  excludedRoadClasses?: readonly RoadClass[] | null;

  @Field(() => [RoadClassEnum], optional('仅含的道路类别。Classes that it is limited to.'))
  includedRoadClasses?: readonly RoadClass[] | null;

  @Field(() => [RestrictionHoursInput], optional('时段，不填为全天。Hours; absent: round the clock.'))
  hours?: readonly RestrictionHoursInput[] | null;

  @Field(() => Boolean, optional('法定节假日是否不限行。Whether public holidays are free.'))
  holidaysOff?: boolean | null;

  @Field(() => [String], optional('法定节假日日期。The public holidays.'))
  holidays?: readonly string[] | null;

  @Field(() => String, { description: `生效。In force from. ${MOMENT}` })
  validFrom!: string;

  @Field(() => String, optional('失效：日期则含当日。Until: of a date, its day is included.'))
  validTo?: string | null;

  @Field(() => [RestrictionExemptionInput], optional('豁免。Exemptions.'))
  exemptions?: readonly RestrictionExemptionInput[] | null;

  @Field(() => Boolean, {
    description: '是否适用于外省车辆。Whether vehicles of other provinces are covered.',
  })
  appliesToOutOfProvince!: boolean;

  @Field(() => String, optional('处罚依据。Basis of the penalty.'))
  penaltyBasis?: string | null;

  @Field(() => String, optional('公告原文。Text of the notice.'))
  source?: string | null;
}

@InputType('HeavyPollutionInput', { description: '启动一组限行规则。Switches a set of restrictions on.' })
export class HeavyPollutionInput {
  @Field(() => String, { description: '规则组。Rule set.' })
  ruleSet!: string;

  @Field(() => [String], { description: '区划（GB/T 2260）。Divisions.' })
  divisions!: readonly string[];

  @Field(() => PollutionLevelEnum, { description: '预警级别。Level.' })
  level!: PollutionLevel;

  @Field(() => InstantScalar, { description: '起。From.' })
  from!: Instant;

  @Field(() => InstantScalar, { description: '止，到时自行失效。Until; it is off then by itself.' })
  until!: Instant;

  @Field(() => String, { description: '依据的文件。The order that it rests on.' })
  basis!: string;
}

@InputType('EndHeavyPollutionInput', { description: '提前解除。Ends a declaration early.' })
export class EndHeavyPollutionInput {
  @Field(() => ID, { description: '启动令标识。Id of the declaration.' })
  id!: string;

  @Field(() => InstantScalar, { description: '解除时间。When it ends.' })
  at!: Instant;

  @Field(() => String, { description: '理由。Why.' })
  reason!: string;
}

@InputType('RepealRestrictionRuleInput', { description: '废止。Repeals a restriction.' })
export class RepealRestrictionRuleInput {
  @Field(() => ID, { description: '规则标识。Id of the rule.' })
  id!: string;

  @Field(() => InstantScalar, { description: '废止时间。When it ends.' })
  from!: Instant;

  @Field(() => String, { description: '理由。Why.' })
  reason!: string;
}
