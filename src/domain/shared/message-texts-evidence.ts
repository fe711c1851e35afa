import type { MessageText } from './message-text.js';

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
};
