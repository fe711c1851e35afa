import type { ExemptionKind } from './restriction-rule.js';
import type { ZoneNextStep, ZoneReason } from './zone-reasons.js';

interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

const EXEMPTIONS: Readonly<Record<ExemptionKind, BilingualText>> = {
  RETROFIT: { zh: '已加装净化装置，在豁免期内', en: 'Exempt for now: retrofitted' },
  VEHICLE_TYPE: { zh: '该车辆类型在豁免之列', en: 'Exempt: its vehicle type' },
  USE_NATURE: { zh: '该使用性质在豁免之列', en: 'Exempt: its use' },
  PLATE_TYPE: { zh: '该号牌种类在豁免之列', en: 'Exempt: its plate type' },
  PLATE: { zh: '该号牌在豁免之列', en: 'Exempt: its plate' },
  NEW_ENERGY: { zh: '新能源汽车豁免', en: 'Exempt: new energy' },
  BODY: { zh: '该用途车辆在豁免期内', en: 'Exempt for now: what it is built for' },
  PERMIT: { zh: '持有通行证', en: 'Exempt: it has a permit' },
};

const exemptionTexts = Object.fromEntries(
  Object.entries(EXEMPTIONS).map(([kind, text]) => [`EXEMPT_${kind}`, text]),
) as Readonly<Record<`EXEMPT_${ExemptionKind}`, BilingualText>>;

/** What a verdict about a restriction says. */
export const ZONE_REASON_TEXTS: Readonly<Record<ZoneReason, BilingualText>> = {
  RESTRICTED: { zh: '在限行范围内，禁止通行', en: 'Restricted here and now' },
  RULE_SET_NOT_ACTIVE: { zh: '该组限行规则未启动', en: 'The set of rules is not switched on' },
  NOT_IN_FORCE: { zh: '规则尚未生效或已失效', en: 'The rule is not in force' },
  SPECIAL_VEHICLE: {
    zh: '军、武警、警、应急车辆不受限',
    en: 'Military, police and emergency vehicles are exempt',
  },
  TYPE_NOT_COVERED: { zh: '车辆类型不在限行之列', en: 'The vehicle type is not covered' },
  FUEL_NOT_COVERED: { zh: '燃料种类不在限行之列', en: 'The fuel is not covered' },
  STAGE_CLEANER: { zh: '排放阶段优于限行要求', en: 'Its emission stage is cleaner' },
  OUT_OF_PROVINCE_NOT_COVERED: {
    zh: '规则不适用于外省车辆',
    en: 'Vehicles of other provinces are not covered',
  },
  OUTSIDE_AREA: { zh: '不在限行区域内', en: 'Outside the area' },
  BOUNDARY_EXCLUDED: { zh: '边界道路不在限行之列', en: 'On a boundary road, which is not in the area' },
  ROAD_EXCLUDED: { zh: '该道路不在限行之列', en: 'The road is excluded' },
  ROAD_CLASS_EXCLUDED: { zh: '该类道路不在限行之列', en: 'Roads of this class are excluded' },
  ROAD_CLASS_NOT_INCLUDED: { zh: '限行不含该类道路', en: 'Roads of this class are not included' },
  OUTSIDE_HOURS: { zh: '不在限行时段', en: 'Outside the hours' },
  HOLIDAY: { zh: '法定节假日不限行', en: 'Not on public holidays' },
  TYPE_UNKNOWN: { zh: '车辆类型不明，无法判断', en: 'The vehicle type is not known' },
  FUEL_UNKNOWN: { zh: '燃料种类不明，无法判断', en: 'The fuel is not known' },
  STAGE_UNKNOWN: { zh: '排放阶段不明，无法判断', en: 'The emission stage is not known' },
  PROVINCE_UNKNOWN: { zh: '登记省份不明，无法判断', en: 'The province of registration is not known' },
  PLACE_UNKNOWN: { zh: '位置不明，无法判断', en: 'The place is not known well enough' },
  AREA_UNKNOWN: {
    zh: '未掌握限行区域坐标，须说明是否在区域内',
    en: 'The geometry is not known: say whether it is inside',
  },
  ROAD_CLASS_UNKNOWN: { zh: '道路类别不明，无法判断', en: 'The class of the road is not known' },
  ROAD_SECTION_UNKNOWN: { zh: '不明在该道路的哪一段', en: 'Which section of the road is not known' },
  HOLIDAY_CALENDAR_UNKNOWN: { zh: '该年节假日安排不明', en: 'The public holidays of the year are not known' },
  ...exemptionTexts,
};

/** What would settle an open verdict. */
export const ZONE_STEP_TEXTS: Readonly<Record<ZoneNextStep, BilingualText>> = {
  CHECK_EMISSION_DOCUMENTS: { zh: '查验随车清单等排放资料', en: 'Check the emission documents' },
  VERIFY_REGISTRATION: { zh: '核对登记信息', en: 'Verify the registration' },
  ESTABLISH_PLACE: { zh: '确定车辆是否在限行区域内', en: 'Establish whether it is inside the area' },
  ESTABLISH_ROAD: { zh: '确定所在道路及其类别', en: 'Establish the road and its class' },
  ASK_AUTHORITY: { zh: '询问发布机关', en: 'Ask the authority' },
};
