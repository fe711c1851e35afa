import type { MessageText } from './message-text.js';
import { EVIDENCE_MESSAGES } from './message-texts-evidence.js';
import { IMPORT_MESSAGES } from './message-texts-import.js';
import { INSPECTION_MESSAGES } from './message-texts-inspection.js';
import { INTEGRITY_MESSAGES } from './message-texts-integrity.js';
import { LOOP_MESSAGES } from './message-texts-loop.js';
import { MAINTENANCE_MESSAGES } from './message-texts-maintenance.js';
import { PERSONAL_MESSAGES } from './message-texts-personal.js';
import { RELEASE_MESSAGES } from './message-texts-release.js';
import { REVIEW_MESSAGES } from './message-texts-review.js';
import { SENSING_MESSAGES } from './message-texts-sensing.js';
import { ZONE_MESSAGES } from './message-texts-zone.js';

const PLATE: Readonly<Record<string, MessageText>> = {
  PLATE_FORMAT: {
    zh: '“{value}”不符合 GA 36-2018 的号牌格式，或与号牌种类不符',
    en: '"{value}" is no plate number of GA 36-2018, or not one of its plate type',
  },
  PLATE_ILLEGAL_LETTER: {
    zh: '“{value}”含字母 I 或 O，号牌不使用这两个字母；是否为“{suggestion}”？请人工核对，系统不会自动更改',
    en: '"{value}" has the letter I or O, which plates do not use; perhaps "{suggestion}"? Check it, nothing is changed',
  },
  PLATE_LEN_HPZL: {
    zh: '号牌“{value}”的位数与号牌种类 {type} 不符（51、52 为 8 位，其他为 7 位）',
    en: 'plate "{value}" has not the length of plate type {type} (51 and 52: eight characters, others seven)',
  },
  HPZL_SWAPPED_51_52: {
    zh: '号牌“{value}”与号牌种类 {type} 相反：51 为大型新能源，52 为小型新能源',
    en: 'plate "{value}" contradicts plate type {type}: 51 is large new-energy, 52 is small new-energy',
  },
  PLATE_COLOR_MISMATCH: {
    zh: '号牌颜色 {value} 与号牌种类 {type} 不符',
    en: 'plate colour {value} contradicts plate type {type}',
  },
  PLATE_COLOR_UNKNOWN: { zh: '没有号牌颜色“{value}”', en: 'there is no plate colour "{value}"' },
  PLATE_COLOR_UNSURE: {
    zh: '来源系统的颜色代码含义不确定，记为未知',
    en: 'the meaning of the colour code in its system is not certain; kept as unknown',
  },
  COLOR_SYSTEM_UNKNOWN: { zh: '没有颜色代码体系“{value}”', en: 'there is no colour code system "{value}"' },
  PLATE_TYPE_UNREGISTRABLE: {
    zh: '号牌种类 {value}（无号牌、假号牌、挪用号牌）不能用于登记',
    en: 'plate type {value} (none, forged or misused) cannot be registered',
  },
  PLATE_ISSUER_UNKNOWN: {
    zh: '发牌机关代号不在已知之列',
    en: 'the issuer letter is not among those known',
  },
  PLATE_SERIAL_LETTERS: {
    zh: '序号中字母超过两个，请核对',
    en: 'the serial has more than two letters; check it',
  },
  PLATE_VEHICLE_MISMATCH: {
    zh: '挂车号牌与车辆类型不一致，请核对',
    en: 'trailer plate and vehicle type do not agree; check them',
  },
  AMBIGUOUS_CITY: {
    zh: '原地区已撤销并划归多个城市，城市不能确定',
    en: 'the former area was divided between cities; the city is ambiguous',
  },
};

const IDENTITY: Readonly<Record<string, MessageText>> = {
  VIN_LENGTH: {
    zh: 'VIN 应为 17 位，实为 {length} 位；旧车架号请填 frameNo',
    en: 'a VIN has 17 characters, this has {length}; an old frame number belongs in frameNo',
  },
  VIN_ILLEGAL_CHAR: {
    zh: 'VIN 第 {position} 位“{character}”不是允许的字符（不用 I、O、Q）',
    en: 'character {position} of the VIN, "{character}", is not allowed (no I, O, Q)',
  },
  VIN_CHECK: {
    zh: 'VIN 第 9 位校验位与 GB 16735 不符，请核对整个号码',
    en: 'the check digit (9th character) of the VIN does not fit GB 16735; check the whole number',
  },
  VIN_DEGENERATE: {
    zh: 'VIN 由个别字符重复而成，不是真实车辆的号码',
    en: 'the VIN repeats a few characters and is no real number',
  },
  VIN_MODEL_YEAR: {
    zh: 'VIN 第 10 位的年份与初次登记日期相差过大',
    en: 'the model year (10th character of the VIN) does not fit the first registration',
  },
  VIN_OR_FRAME_REQUIRED: { zh: 'VIN 与车架号须至少填写一项', en: 'a VIN or a frame number is needed' },
  NO_VIN: { zh: '没有 VIN，不参加跨省自动合并', en: 'without a VIN it is not merged between provinces' },
  FRAME_NO_FORMAT: {
    zh: '车架号“{value}”应为 4 至 32 位字母或数字',
    en: 'frame number "{value}" must be 4 to 32 letters or digits',
  },
  USCC_CHARSET: {
    zh: '统一社会信用代码应为 18 位（不用 I、O、S、V、Z，第 3 至 8 位为数字）；15 位旧注册号不再接受',
    en: 'a credit code has 18 characters (no I, O, S, V, Z; digits in places 3 to 8); old 15-digit numbers are refused',
  },
  USCC_CHECK: {
    zh: '统一社会信用代码的校验位与 GB 32100 不符',
    en: 'the check character of the credit code does not fit GB 32100',
  },
  ORG_CHECK: {
    zh: '信用代码中的组织机构代码校验位与 GB 11714 不符',
    en: 'the check character of the organisation code inside does not fit GB 11714',
  },
  IMO_FORMAT: { zh: 'IMO 编号“{value}”应为 7 位数字', en: 'IMO number "{value}" must have seven digits' },
  IMO_CHECK: {
    zh: 'IMO 编号的校验位应为 {expected}',
    en: 'the check digit of the IMO number should be {expected}',
  },
  OWNER_KIND_UNKNOWN: { zh: '没有所有人类别“{value}”', en: 'there is no owner kind "{value}"' },
  OWNER_KIND_MISMATCH: {
    zh: '所有人类别 {value} 与信用代码不符（92 开头为个体工商户）',
    en: 'owner kind {value} does not fit the credit code (prefix 92 is an individual business)',
  },
  OWNER_USCC_FORBIDDEN: { zh: '自然人没有统一社会信用代码', en: 'a natural person has no credit code' },
  OWNER_USCC_MISSING: { zh: '单位未填统一社会信用代码', en: 'the organisation has no credit code on record' },
};

const CODES: Readonly<Record<string, MessageText>> = {
  DIVISION_UNKNOWN: {
    zh: '没有行政区划代码“{value}”（GB/T 2260）[，已撤销，现归 {successor}]',
    en: 'there is no division code "{value}" (GB/T 2260)[; abolished, now part of {successor}]',
  },
  DIVISION_OUT_OF_YRD: {
    zh: '行政区划代码“{value}”不在沪苏浙皖三省一市之内',
    en: 'division code "{value}" lies outside Shanghai, Jiangsu, Zhejiang and Anhui',
  },
  DIVISION_RETIRED: {
    zh: '该区划代码已撤销，仅用于历史记录',
    en: 'the division code is retired; historical records only',
  },
  DIVISION_TOO_COARSE: {
    zh: '“{value}”是省级代码，登记须写明市或县（区）',
    en: '"{value}" is a whole province; a registration names a city or county',
  },
  TYPE_UNKNOWN: {
    zh: '没有这一种类代码[“{value}”]（GA/T 16）',
    en: 'there is no such type code[ "{value}"] (GA/T 16)',
  },
  TYPE_UNLISTED: { zh: '车辆类型代码不在已核对的表内', en: 'the vehicle type is not in the reviewed table' },
  USE_UNKNOWN: { zh: '没有使用性质“{value}”（GA/T 16.3）', en: 'there is no use "{value}" (GA/T 16.3)' },
  STATUS_UNKNOWN: { zh: '没有机动车状态“{value}”', en: 'there is no vehicle status "{value}"' },
  FUEL_UNKNOWN: {
    zh: '燃料种类代码不在 GA/T 16.9 之列，或不能确定是否为柴油：须凭第二燃料或发动机型号核实',
    en: 'the fuel code is not in GA/T 16.9 or does not say whether it burns diesel; a second fuel or the engine model must say',
  },
  STAGE_FORMAT: { zh: '不能识别排放阶段“{value}”', en: 'emission stage "{value}" cannot be read' },
  STAGE_UNKNOWN: { zh: '排放阶段未知，须补充证据', en: 'the emission stage is unknown; evidence is needed' },
  STAGE_CONFLICT: { zh: '同级证据的排放阶段相互矛盾', en: 'evidence of equal rank names different stages' },
  STAGE_DATE_CONFLICT: {
    zh: '排放阶段低于初次登记时的要求，须凭随车清单核实',
    en: 'the stage is dirtier than registrations of that day allowed; the disclosure list must confirm it',
  },
  STAGE_SOURCE_LOWER: {
    zh: '较低等级的证据与采用的排放阶段不同，未予采用',
    en: 'lower-ranked evidence names another stage and was not followed',
  },
  LOW_SPEED_VEHICLE: {
    zh: '低速货车、三轮汽车另行管理',
    en: 'low-speed trucks and three-wheelers are kept apart',
  },
  MASS_UNKNOWN: {
    zh: '缺少总质量，排放类别按车型推定',
    en: 'no total mass: the emission class follows from the type',
  },
  MASS_TYPE_MISMATCH: {
    zh: '总质量与车辆类型的规格（GA 802）不符，请核对',
    en: 'the total mass does not fit the size class of the type (GA 802); check it',
  },
  RETROFIT_KIND_UNKNOWN: { zh: '没有加装类别“{value}”', en: 'there is no retrofit kind "{value}"' },
  MULTIPLE_REGISTRATIONS: { zh: '同一车辆有多条登记', en: 'several registrations exist for the one vehicle' },
};

const VALUES: Readonly<Record<string, MessageText>> = {
  UNREADABLE_LINE: { zh: '第 {line} 行不是一个 JSON 对象', en: 'line {line} is no JSON object' },
  FIELD_MISSING: { zh: '必须填写', en: 'is required' },
  FIELD_TYPE: { zh: '类型应为 {expected}', en: 'must be of type {expected}' },
  FIELD_VALUE: { zh: '“{value}”不在允许的取值之内：{allowed}', en: '"{value}" is not one of {allowed}' },
  SENTINEL_VALUE: {
    zh: '“{value}”不是数据，未知请留空',
    en: '"{value}" is no data; leave the unknown empty',
  },
  DATE_FORMAT: { zh: '“{value}”应写作 YYYY-MM-DD', en: '"{value}" must be written YYYY-MM-DD' },
  DATE_IMPOSSIBLE: { zh: '日期“{value}”不存在', en: 'there is no date "{value}"' },
  DATE_TOO_OLD: { zh: '日期 {value} 早于 {earliest}', en: 'date {value} is before {earliest}' },
  TIME_FORMAT: {
    zh: '“{value}”不是带时区的 ISO 8601 时间',
    en: '"{value}" is no ISO 8601 time with its offset',
  },
  TIME_OFFSET_MISSING: {
    zh: '时间“{value}”缺少时区，如 +08:00',
    en: 'time "{value}" lacks its offset, such as +08:00',
  },
  TIME_TOO_OLD: { zh: '时间“{value}”早于 1992 年', en: 'time "{value}" is before 1992' },
  TIME_FUTURE: { zh: '{value} 晚于今天 {today}', en: '{value} is after today, {today}' },
  TIME_ORDER: {
    zh: '先后矛盾[：{earlier} 应不晚于 {later}]',
    en: 'wrong order[: {earlier} must not be after {later}]',
  },
  QUANTITY_FORMAT: {
    zh: '{value} 应为不超过 {largest} 的正整数',
    en: '{value} must be a whole number up to {largest}',
  },
  TEXT_FORMAT: {
    zh: '应为不超过 {longest} 个可显示字符',
    en: 'must have at most {longest} printable characters',
  },
  PATTERN_FORMAT: {
    zh: '“{value}”不能作为号牌匹配式：只可含号牌字符、?（一个字符）和 *（任意个字符）',
    en: '"{value}" is no plate pattern: plate characters, ? (one character) and * (any number) only',
  },
  LOCATION_INVALID: {
    zh: '经度 {lon}、纬度 {lat} 不是有效的 WGS-84 位置',
    en: 'longitude {lon}, latitude {lat} is no place in WGS-84',
  },
  LOCATION_OUTSIDE_DELTA: { zh: '位置不在长三角范围内', en: 'the place lies outside the Yangtze Delta' },
};

const REGISTRY: Readonly<Record<string, MessageText>> = {
  VIN_ALREADY_REGISTERED: {
    zh: '该 VIN 已在本站登记[（见第 {row} 行，自 0 起）]',
    en: 'this VIN is registered here already[ (see row {row}, counted from 0)]',
  },
  PLATE_IN_USE: {
    zh: '该号牌正由另一辆车持有[（见第 {row} 行，自 0 起）]',
    en: 'another vehicle holds this plate[ (see row {row}, counted from 0)]',
  },
  VIN_REGISTERED_ELSEWHERE: {
    zh: '该 VIN 另有其他站点的登记，两者归于同一车辆',
    en: 'another site has registered this VIN too; both are kept as one vehicle',
  },
  PLATE_IN_USE_ELSEWHERE: {
    zh: '据其他站点记录，该号牌由另一辆车持有',
    en: 'by the record of another site another vehicle holds this plate',
  },
  NO_CHANGE: {
    zh: '与现有记录相同，没有可改的内容',
    en: 'the record says so already; there is nothing to change',
  },
  STALE: {
    zh: '记录在此期间已变更，请重新查询后再试',
    en: 'the record has changed in the meantime; read it again and retry',
  },
  ALREADY_SCRAPPED: {
    zh: '该车已于 {on} 注销或报废',
    en: 'the vehicle was deregistered or scrapped on {on}',
  },
  AMBIGUOUS_VEHICLE: {
    zh: '符合的车辆不止一辆，请用标识指明',
    en: 'more than one vehicle fits; name it by its id',
  },
};

/** Every code that the domain's rules give, with its text; `{name}` stands for a param of the problem, and a
 * bracketed part is left out where its params are missing or empty. */
export const MESSAGES: Readonly<Record<string, MessageText>> = {
  ...PLATE,
  ...IDENTITY,
  ...CODES,
  ...VALUES,
  ...REGISTRY,
  ...IMPORT_MESSAGES,
  ...MAINTENANCE_MESSAGES,
  ...PERSONAL_MESSAGES,
  ...SENSING_MESSAGES,
  ...REVIEW_MESSAGES,
  ...RELEASE_MESSAGES,
  ...ZONE_MESSAGES,
  ...INSPECTION_MESSAGES,
  ...INTEGRITY_MESSAGES,
  ...EVIDENCE_MESSAGES,
  ...LOOP_MESSAGES,
};
