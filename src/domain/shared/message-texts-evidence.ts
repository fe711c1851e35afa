import type { MessageText } from './message-text.js';

/** Why a report is not taken in, and what is flagged when it is. */
const REPORT_INTAKE: Readonly<Record<string, MessageText>> = {
  REPORT_NO_FORMAT: {
    zh: '“{value}”不是报告编号：6 至 40 位数字、大写字母或连字符',
    en: '"{value}" is no report number: 6 to 40 digits, capital letters and hyphens',
  },
  DUPLICATE_REPORT_CONFLICT: {
    zh: '已有同一编号而内容不同的报告或记录；检验报告的更正请用 correctInspectionReport',
    en: 'another report or record is here under this number; a test report is corrected by correctInspectionReport',
  },
  VEHICLE_UNKNOWN: {
    zh: '未找到车辆：须有 VIN，或检测当日已登记的号牌号码和号牌种类',
    en: 'no such vehicle: give its VIN, or number and type of a plate that was registered on the day of the test',
  },
  CONTINGENCY_CODE_INVALID: {
    zh: '该站在检测开始时没有此应急码',
    en: 'the station had no such contingency code when the test began',
  },
  REPORT_NO_CHANGED: {
    zh: '更正不得改变报告编号',
    en: 'a correction keeps the number of the report',
  },
  CORRECTION_OTHER_VEHICLE: {
    zh: '更正后的报告不是同一辆车',
    en: 'the corrected report is about another vehicle',
  },
  CORRECTION_BY_BUREAU: {
    zh: '将不合格改为非不合格，或将无效检测改为合格，须由生态环境部门更正',
    en: 'taking back a failure, or making a pass of a test that counts for nothing, is for the ecology bureau',
  },
  STATION_INACTIVE: {
    zh: '检测时该站不在册，报告不能解除超标',
    en: 'the station was not at work at the time of the test; the report clears nothing',
  },
  PLATE_NOT_OF_VEHICLE: {
    zh: '检测当日该车没有报告上的号牌',
    en: 'the vehicle did not carry the plate of the report on the day of the test',
  },
};

/** Stations, and the evidence that comes in from them, from sensors and from officers. */
export const EVIDENCE_MESSAGES: Readonly<Record<string, MessageText>> = {
  STATION_CODE_FORMAT: {
    zh: '“{value}”不是站编号：6 至 40 位数字、大写字母或连字符，前六位为区划',
    en: '"{value}" is no station code: 6 to 40 digits, capital letters and hyphens, the first six digits a division',
  },
  STATION_ROLE_UNKNOWN: { zh: '没有站的类别“{value}”', en: 'there is no kind of station "{value}"' },
  STATION_ROLE_CONFLICT: {
    zh: '同一单位不得兼为检验机构和维修站（环大气〔2020〕31号），见站 {code}',
    en: 'one body may not be both an inspection and a repair station; see station {code}',
  },
  STATION_ORGANISATION_MISMATCH: {
    zh: '该机构不存在，或不是这一类站的机构',
    en: 'there is no such organisation, or it is not one of this kind of station',
  },
  STATION_UNKNOWN: { zh: '没有编号为“{value}”的站', en: 'no station with the code "{value}" is filed' },
  LIMIT_SET_DIVISION: {
    zh: '限值类别由市或省选用，{value} 是县级区划',
    en: 'a set of limits is adopted by a city or a province; {value} is a county',
  },
  ...REPORT_INTAKE,
};
