import { VEHICLE_TYPES } from './vehicle-types.js';
import type { CodeName } from './vehicle-types.js';

/** 号牌种类, GA/T 16.7. 51 is the large and 52 the small new-energy plate. */
export const PLATE_TYPES: Readonly<Record<string, CodeName>> = {
  '01': { zh: '大型汽车', en: 'large vehicle' },
  '02': { zh: '小型汽车', en: 'small vehicle' },
  '03': { zh: '使馆汽车', en: 'embassy vehicle' },
  '04': { zh: '领馆汽车', en: 'consulate vehicle' },
  '05': { zh: '境外汽车', en: 'foreign vehicle' },
  '06': { zh: '外籍汽车', en: 'foreign-national vehicle' },
  '07': { zh: '普通摩托车', en: 'motorcycle' },
  '08': { zh: '轻便摩托车', en: 'moped' },
  '09': { zh: '使馆摩托车', en: 'embassy motorcycle' },
  '10': { zh: '领馆摩托车', en: 'consulate motorcycle' },
  '11': { zh: '境外摩托车', en: 'foreign motorcycle' },
  '12': { zh: '外籍摩托车', en: 'foreign-national motorcycle' },
  '13': { zh: '低速车', en: 'low-speed vehicle' },
  '14': { zh: '拖拉机', en: 'tractor' },
  '15': { zh: '挂车', en: 'trailer' },
  '16': { zh: '教练汽车', en: 'driving-school vehicle' },
  '17': { zh: '教练摩托车', en: 'driving-school motorcycle' },
  '18': { zh: '试验汽车', en: 'test vehicle' },
  '19': { zh: '试验摩托车', en: 'test motorcycle' },
  '20': { zh: '临时入境汽车', en: 'temporary-entry vehicle' },
  '21': { zh: '临时入境摩托车', en: 'temporary-entry motorcycle' },
  '22': { zh: '临时行驶车', en: 'temporary plate' },
  '23': { zh: '警用汽车', en: 'police vehicle' },
  '24': { zh: '警用摩托', en: 'police motorcycle' },
  '25': { zh: '原农机号牌', en: 'former farm-machinery plate' },
  '26': { zh: '香港入出境车', en: 'Hong Kong cross-border vehicle' },
  '27': { zh: '澳门入出境车', en: 'Macao cross-border vehicle' },
  '31': { zh: '武警号牌', en: 'armed police' },
  '32': { zh: '军队号牌', en: 'armed forces' },
  '41': { zh: '无号牌', en: 'no plate' },
  '42': { zh: '假号牌', en: 'forged plate' },
  '43': { zh: '挪用号牌', en: 'misused plate' },
  '51': { zh: '大型新能源汽车', en: 'large new-energy vehicle' },
  '52': { zh: '小型新能源汽车', en: 'small new-energy vehicle' },
  '99': { zh: '其他号牌', en: 'other' },
};

/** 使用性质, GA/T 16.3. */
export const USE_NATURES: Readonly<Record<string, CodeName>> = {
  A: { zh: '非营运', en: 'non-commercial' },
  B: { zh: '公路客运', en: 'intercity passenger transport' },
  C: { zh: '公交客运', en: 'public bus' },
  D: { zh: '出租客运', en: 'taxi' },
  E: { zh: '旅游客运', en: 'tourist transport' },
  F: { zh: '货运', en: 'goods transport' },
  G: { zh: '租赁', en: 'rental' },
  H: { zh: '警用', en: 'police' },
  I: { zh: '消防', en: 'fire brigade' },
  J: { zh: '救护', en: 'ambulance' },
  K: { zh: '工程救险', en: 'engineering rescue' },
  L: { zh: '营转非', en: 'formerly commercial' },
  M: { zh: '出租转非', en: 'former taxi' },
  N: { zh: '教练', en: 'driving school' },
  O: { zh: '幼儿校车', en: 'kindergarten bus' },
  P: { zh: '小学生校车', en: 'primary-school bus' },
  Q: { zh: '初中生校车', en: 'middle-school bus' },
  R: { zh: '危化品运输', en: 'dangerous goods transport' },
  S: { zh: '中小学生校车', en: 'school bus' },
  T: { zh: '预约出租客运', en: 'ride-hailing' },
  U: { zh: '预约出租转非', en: 'formerly ride-hailing' },
};

/** 机动车状态, GA/T 16. A record may carry several letters (`GQ`). */
export const VEHICLE_STATUSES: Readonly<Record<string, CodeName>> = {
  A: { zh: '正常', en: 'normal' },
  B: { zh: '转出', en: 'moved out' },
  C: { zh: '被盗抢', en: 'stolen' },
  D: { zh: '停驶', en: 'laid up' },
  E: { zh: '注销', en: 'deregistered' },
  G: { zh: '违法未处理', en: 'offence pending' },
  H: { zh: '海关监管', en: 'under customs supervision' },
  I: { zh: '事故未处理', en: 'accident pending' },
  J: { zh: '嫌疑车', en: 'suspect vehicle' },
  K: { zh: '查封', en: 'sealed' },
  L: { zh: '暂扣', en: 'detained' },
  M: { zh: '强制注销', en: 'deregistered by force' },
  N: { zh: '事故逃逸', en: 'hit and run' },
  O: { zh: '锁定', en: 'locked' },
  P: { zh: '达到报废标准公告牌证作废', en: 'papers void, scrapping age reached' },
  Q: { zh: '逾期未检验', en: 'inspection overdue' },
};

/** The classes of GA/T 16.4 types: first letter and size digit, as far as the code system names them. */
const TYPE_CLASS = /^(?:H[1-5]|Q[1-3]|Z[1-7]|K[1-4]|B[1-3]|G[1-3]|J1|M[1-2]|N1|T[1-2]|D1|X9)[0-9A-Z]$/;

/** Whether the code system has this class of type, listed or not: new body styles are added within a class. */
export const isTypeOfKnownClass = (type: string): boolean => TYPE_CLASS.test(type);

/** Whether the very code is in our table of GA/T 16.4. */
export const isListedType = (type: string): boolean => Object.hasOwn(VEHICLE_TYPES, type);

/** 货车, 牵引车, 专项作业车: the types of the 国三 diesel truck list. Low-speed trucks (H5x) are not among them. */
export const isTruckType = (type: string): boolean => /^(?:H[1-4]|Q|Z)/.test(type);

/** 半挂车, 全挂车: no engine, never in an emission list. */
export const isTrailer = (type: string): boolean => /^[BG]/.test(type);

/** 低速货车 (H5x) and 三轮汽车 (N11): outside GB 3847-2018, flagged apart. */
export const isLowSpeedType = (type: string): boolean => /^(?:H5|N1)/.test(type);

/** 客车, any size. */
export const isBusOrCarType = (type: string): boolean => type.startsWith('K');

/** Whether the use makes the truck commercial (营运): 货运 or 危化品运输; 营转非 no longer is. */
export const isCommercialTruckUse = (use: string): boolean => use === 'F' || use === 'R';

/** Whether the status letters end the registration: 注销, 强制注销 or 达到报废标准公告牌证作废. */
export const isEndedStatus = (status: string): boolean => /[EMP]/.test(status);
