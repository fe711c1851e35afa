import { registerEnumType } from '@nestjs/graphql';
import { ROADSIDE_RULES } from '../../domain/vehicle/roadside-rules.js';
import type { NextStep, RoadsideCode, Verdict } from '../../domain/vehicle/roadside-rules.js';
import type { PlateMatch } from '../../domain/vehicle/roadside-candidates.js';
import type { SourceStatus } from '../../domain/vehicle/roadside.js';
import {
  NEXT_STEP_TEXTS,
  REASON_TEXTS,
  VERDICT_TEXTS,
  type BilingualText,
} from '../../domain/vehicle/roadside-texts.js';
import type {
  EmissionStage,
  OwnerKind,
  PlateColor,
  Retrofit,
  StageSource,
} from '../../domain/vehicle/vehicle-facts.js';
import type {
  EmissionClass,
  ReviewItem,
  SupervisionCode,
  Ternary,
} from '../../domain/vehicle/vehicle-state.js';

type Texts<K extends string> = Readonly<Record<K, BilingualText>>;
type EnumObject<K extends string> = { readonly [Name in K]: Name };

/** A GraphQL enum whose values are the domain's own words, described in both languages. */
export function describedEnum<K extends string>(
  name: string,
  description: string,
  texts: Texts<K>,
): EnumObject<K> {
  const entries = Object.entries<BilingualText>(texts);
  const values = Object.fromEntries(entries.map(([word]) => [word, word])) as EnumObject<K>;
  const valuesMap = Object.fromEntries(
    entries.map(([word, { zh, en }]) => [word, { description: `${zh}。${en}.` }]),
  ) as Record<keyof EnumObject<K>, { description: string }>;
  registerEnumType(values, { name, description, valuesMap });
  return values;
}

const textsOf = <K extends string>(words: readonly K[], from: Readonly<Record<string, BilingualText>>) =>
  Object.fromEntries(words.map((word) => [word, from[word] ?? { zh: word, en: word }])) as Texts<K>;

export const VerdictEnum = describedEnum<Verdict>(
  'Verdict',
  '路侧结论。The verdict at the roadside.',
  VERDICT_TEXTS,
);

export const RoadsideCodeEnum = describedEnum<RoadsideCode>(
  'RoadsideReasonCode',
  '路侧结论的理由代码，按同级先后排列。Codes of the reasons, in the order in which equal verdicts are shown.',
  textsOf(Object.keys(ROADSIDE_RULES) as RoadsideCode[], REASON_TEXTS),
);

export const NextStepEnum = describedEnum<NextStep>(
  'NextStep',
  '依法可采取的下一步。The next lawful step.',
  NEXT_STEP_TEXTS,
);

export const PlateMatchEnum = describedEnum<PlateMatch>(
  'PlateMatch',
  '车辆与所查号牌在该日的关系。How the vehicle stood to the plate on the day asked about.',
  {
    CURRENT: { zh: '持有该号牌', en: 'It holds the plate' },
    LAST: { zh: '已注销或报废，该号牌为其最后号牌', en: 'It is scrapped and this was its last plate' },
    FORMER: { zh: '曾持有该号牌', en: 'It gave the plate up' },
    FUTURE: { zh: '之后才取得该号牌', en: 'It got the plate only later' },
  },
);

export const SourceStateEnum = describedEnum<SourceStatus['status']>(
  'SourceState',
  '该省记录是否参与了回答。Whether the record of the province took part in the answer.',
  {
    ANSWERED: { zh: '所示车辆由该省登记', en: 'A vehicle shown was registered by the province' },
    NO_RECORD: { zh: '该省没有相符记录', en: 'The province has no such record' },
    SILENT: { zh: '该省数据长时间未更新', en: 'The province has not been heard of for too long' },
  },
);

export const PlateColorEnum = describedEnum<PlateColor>('PlateColor', '号牌颜色。Colour of the plate.', {
  BLUE: { zh: '蓝底白字', en: 'Blue' },
  YELLOW: { zh: '黄底黑字', en: 'Yellow' },
  BLACK: { zh: '黑底', en: 'Black' },
  WHITE: { zh: '白底', en: 'White' },
  GREEN_GRADIENT: { zh: '渐变绿（小型新能源）', en: 'Green gradient (small new-energy)' },
  YELLOW_GREEN: { zh: '黄绿双拼（大型新能源）', en: 'Yellow and green (large new-energy)' },
  OTHER: { zh: '其他颜色', en: 'Another colour' },
  UNKNOWN: { zh: '不明', en: 'Not known' },
});

const stage = (zh: string, en: string): BilingualText => ({ zh, en });

export const EmissionStageEnum = describedEnum<EmissionStage>('EmissionStage', '排放阶段。Emission stage.', {
  G0: stage('国一以前', 'Before China I'),
  G1: stage('国一', 'China I'),
  G2: stage('国二', 'China II'),
  G3: stage('国三', 'China III'),
  G4: stage('国四', 'China IV'),
  G5: stage('国五', 'China V'),
  G6A: stage('国六a', 'China VI a'),
  G6B: stage('国六b', 'China VI b'),
  G6_UNSPEC: stage('国六，未注明a或b', 'China VI, a or b not stated'),
  ZERO: stage('零排放', 'Zero emission'),
  UNKNOWN: stage('不明', 'Not known'),
});

export const StageSourceEnum = describedEnum<StageSource>(
  'StageSource',
  '排放阶段证据的来源，按效力从高到低。Source of stage evidence, best rank first.',
  {
    DISCLOSURE: { zh: '环保信息公开（随车清单）', en: 'Environmental disclosure of the vehicle' },
    TYPE_APPROVAL: { zh: '环保达标公告', en: 'Type-approval bulletin' },
    REGISTRATION: { zh: '登记机关记录', en: 'Record of the registration authority' },
    DATE_INFERENCE: { zh: '按登记日期推定', en: 'Inferred from the date' },
  },
);

export const TernaryEnum = describedEnum<Ternary>('Ternary', '是、否或不明。Yes, no or not known.', {
  YES: { zh: '是', en: 'Yes' },
  NO: { zh: '否', en: 'No' },
  UNKNOWN: { zh: '不明', en: 'Not known' },
});

export const EmissionClassEnum = describedEnum<EmissionClass>(
  'EmissionClass',
  '适用的排放标准类别。Which emission standard applies.',
  {
    HEAVY_DUTY: { zh: '重型（总质量大于3500千克）', en: 'Heavy duty (above 3 500 kg)' },
    LIGHT_DUTY: { zh: '轻型', en: 'Light duty' },
    OTHER: { zh: '其他', en: 'Other' },
  },
);

export const OwnerKindEnum = describedEnum<OwnerKind>('OwnerKind', '所有人类别。Kind of owner.', {
  ORG: { zh: '单位', en: 'Organisation' },
  PERSON: { zh: '自然人', en: 'Natural person' },
  INDIVIDUAL_BUSINESS: { zh: '个体工商户', en: 'Individual business' },
});

export const RetrofitKindEnum = describedEnum<Retrofit['kind']>(
  'RetrofitKind',
  '加装的净化装置。What was retrofitted.',
  {
    DPF: { zh: '颗粒捕集器', en: 'Diesel particulate filter' },
    SCR: { zh: '选择性催化还原装置', en: 'Selective catalytic reduction' },
    OTHER: { zh: '其他装置', en: 'Another device' },
  },
);

const SUPERVISION_CODES = [
  'G3_DIESEL_TRUCK',
  'OVER_LIMIT_LISTED',
  'FIRST_TEST_FAIL',
  'OUT_OF_AREA_TEST',
  'RS_SINGLE_EXCEED',
  'FLEET_GT20',
  'OVERDUE_REPAIR',
  'TAMPER_SUSPECT',
] as const satisfies readonly SupervisionCode[];

export const SupervisionCodeEnum = describedEnum<SupervisionCode>(
  'SupervisionCode',
  '列入重点监管的理由。Why a vehicle is under key supervision.',
  textsOf(SUPERVISION_CODES, REASON_TEXTS),
);

const REVIEW_CODES = [
  'FUEL_UNKNOWN',
  'STAGE_UNKNOWN',
  'STAGE_DATE_CONFLICT',
  'STAGE_CONFLICT',
] as const satisfies readonly ReviewItem['code'][];

export const ReviewCodeEnum = describedEnum<ReviewItem['code']>(
  'ReviewCode',
  '待人工复核的事项。What a person must decide because the rules may not.',
  textsOf(REVIEW_CODES, REASON_TEXTS),
);

/** Membership of the 国三 diesel truck list: an unknown part leaves it open rather than out. */
export type G3Membership = 'LISTED' | 'NOT_LISTED' | 'UNDECIDED';

export const G3MembershipEnum = describedEnum<G3Membership>(
  'G3Membership',
  '是否在国三柴油货车名单内。Membership of the list of China III diesel trucks.',
  {
    LISTED: { zh: '在名单内', en: 'On the list' },
    NOT_LISTED: { zh: '不在名单内', en: 'Not on the list' },
    UNDECIDED: { zh: '信息不足，待复核', en: 'Not enough is known; waits for review' },
  },
);
