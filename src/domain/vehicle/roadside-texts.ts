import type { NextStep, RoadsideCode, Verdict } from './roadside-rules.js';

export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

export const VERDICT_TEXTS: Readonly<Record<Verdict, BilingualText>> = {
  STOP: { zh: '拦停，不得放行', en: 'Stop it and do not let it go on' },
  CHECK: { zh: '需要检查', en: 'Look closer' },
  UNKNOWN: { zh: '现有记录不足以判断', en: 'The record cannot tell' },
  PASS: { zh: '未发现问题', en: 'Nothing is known against it' },
};

export const REASON_TEXTS: Readonly<Record<RoadsideCode, BilingualText>> = {
  RESTRICTED_ZONE: {
    zh: '该车在此时此地受限行规则限制',
    en: 'A restriction forbids the vehicle to be here now',
  },
  ZONE_UNDECIDED: {
    zh: '现有信息不足以判断该车是否受限行规则限制',
    en: 'What is known does not tell whether a restriction forbids the vehicle to be here',
  },
  SCRAPPED_ON_ROAD: {
    zh: '该车已注销或达到报废标准，不得上道路行驶',
    en: 'The vehicle is cancelled or past the scrapping standard and may not be on the road',
  },
  STATUS_STOLEN: { zh: '该车登记为被盗抢', en: 'The vehicle is recorded as stolen' },
  STATUS_WANTED: {
    zh: '该车登记为嫌疑车或事故逃逸车辆',
    en: 'The vehicle is recorded as suspect or as having fled an accident',
  },
  STATUS_SEIZED: { zh: '该车登记为查封或暂扣', en: 'The vehicle is recorded as sealed or impounded' },
  STATUS_SUSPENDED: { zh: '该车登记为停驶', en: 'The vehicle is recorded as laid up' },
  STATUS_MOVED_OUT: {
    zh: '该车已转出，本记录可能不是最新',
    en: 'The registration has moved elsewhere; this record may be out of date',
  },
  INSPECTION_OVERDUE: { zh: '该车逾期未检验', en: 'The periodic inspection is overdue' },
  PLATE_HELD_TWICE: {
    zh: '两条记录同时持有该号牌，可能为套牌',
    en: 'Two records hold this plate at the same time: one may be a clone',
  },
  PLATE_NOT_CURRENT: {
    zh: '该号牌已不属于该车，该车已换发其他号牌',
    en: 'The vehicle has given this plate up and holds another one',
  },
  PLATE_COLOR_MISMATCH: {
    zh: '号牌颜色与登记不符，可能为套牌或假牌',
    en: 'The colour of the plate differs from the record: it may be cloned or forged',
  },
  PLATE_NOT_YET_HELD: {
    zh: '查询时刻该车尚未持有该号牌',
    en: 'At the moment asked about the vehicle did not hold this plate yet',
  },
  RECORD_CHANGED_SINCE: {
    zh: '查询时刻之后该车已注销，当时的监管原因须按当时的记录查询',
    en: 'The vehicle was scrapped after the moment asked about; its reasons of that time need the record as of then',
  },
  TWO_VEHICLES_SHARE_NUMBER: {
    zh: '该号牌号码对应不同号牌种类的多辆车，须补充号牌种类或颜色',
    en: 'Vehicles with plates of different types share this number: the type or the colour is needed',
  },
  PLATE_UNDER_OTHER_TYPE: {
    zh: '该号牌号码在其他号牌种类下有记录',
    en: 'The number is on record with another plate type',
  },
  NO_RECORD: { zh: '未找到该号牌的记录', en: 'No record of this plate was found' },
  SOURCE_SILENT: {
    zh: '该省未响应，可能持有该车记录',
    en: 'This province is silent and may hold the record',
  },
  G3_DIESEL_TRUCK: {
    zh: '国三及以下柴油货车，列入重点监管',
    en: 'China III or older diesel truck, under key supervision',
  },
  OVER_LIMIT_LISTED: { zh: '该车在超标排放车辆名单内', en: 'The vehicle is on the over-limit list' },
  FIRST_TEST_FAIL: { zh: '定期检验初检超标', en: 'It failed the first test of its periodic inspection' },
  OUT_OF_AREA_TEST: { zh: '柴油车异地检验', en: 'A diesel vehicle tested outside its place of registration' },
  RS_SINGLE_EXCEED: { zh: '遥感监测单次超标', en: 'One remote-sensing measurement above the limit' },
  FLEET_GT20: { zh: '属于柴油车超过20辆的车队', en: 'It belongs to a fleet of more than 20 diesel vehicles' },
  OVERDUE_REPAIR: { zh: '未在规定期限内维修并复检合格', en: 'Repair and retest are overdue' },
  TAMPER_SUSPECT: {
    zh: '疑似篡改或拆除污染控制装置',
    en: 'The pollution control device may have been tampered with or removed',
  },
  FUEL_UNKNOWN: {
    zh: '燃料种类不明，尚不能判断是否为柴油货车',
    en: 'The fuel is unknown, so whether it is a diesel truck is open',
  },
  STAGE_UNKNOWN: { zh: '柴油货车排放阶段不明', en: 'A diesel truck whose emission stage is unknown' },
  STAGE_DATE_CONFLICT: {
    zh: '排放阶段与初次登记日期矛盾',
    en: 'The emission stage contradicts the date of first registration',
  },
  STAGE_CONFLICT: {
    zh: '同级证据的排放阶段互相矛盾',
    en: 'Evidence of the same rank contradicts itself on the emission stage',
  },
};

export const NEXT_STEP_TEXTS: Readonly<Record<NextStep, BilingualText>> = {
  ENFORCE_RESTRICTION: {
    zh: '核实豁免材料；无豁免的，按限行规则的处罚依据处理并责令驶离',
    en: 'Ask for proof of an exemption; without one apply the penalty of the rule and have it leave the area',
  },
  SETTLE_RESTRICTION: {
    zh: '按各条限行规则所列补充信息后重新查询',
    en: 'Establish what each undecided restriction asks for, then ask again',
  },
  DETAIN_FOR_SCRAPPING: {
    zh: '核对车辆识别代号后依法收缴，移送强制报废',
    en: 'Verify the VIN, then seize the vehicle for compulsory scrapping',
  },
  REPORT_TO_PUBLIC_SECURITY: {
    zh: '控制车辆，立即报告公安机关核查',
    en: 'Hold the vehicle and report to public security at once',
  },
  VERIFY_IDENTITY: {
    zh: '核对行驶证、车辆识别代号和发动机号',
    en: 'Compare licence, VIN and engine number with the vehicle',
  },
  VERIFY_REGISTRATION: {
    zh: '查验行驶证，向登记地车辆管理所核实登记状态',
    en: 'Check the licence and verify the registration with its vehicle administration',
  },
  ROADSIDE_EMISSION_TEST: {
    zh: '引导至检测点，由生态环境部门进行排放抽测',
    en: 'Lead it to the test site for an emission test by the ecology authority',
  },
  CHECK_REPAIR_RECORD: {
    zh: '查验维修和复检记录，未完成的督促维修并复检',
    en: 'Check repair and retest records; if missing, urge repair and retest',
  },
  ORDER_INSPECTION: {
    zh: '查验检验合格标志，责令按期检验',
    en: 'Check the inspection mark and order the inspection',
  },
  CHECK_EMISSION_DOCUMENTS: {
    zh: '查验环保信息随车清单和发动机铭牌，记录后提交核实',
    en: "Check the vehicle's environmental information list and engine plate, and report them for review",
  },
  ASK_TYPE_OR_COLOR: {
    zh: '补充号牌种类或颜色后重新查询',
    en: 'Ask again with the plate type or the colour',
  },
  ASK_REGISTRATION_PROVINCE: {
    zh: '向该省值守人员核实或稍后重新查询',
    en: 'Ask the duty desk of that province, or ask again later',
  },
};
