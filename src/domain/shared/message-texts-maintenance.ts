import type { MessageText } from './message-text.js';

/** What the steps of the loop and the upload of a repair are refused for, beside the rules of the loop itself. */
export const MAINTENANCE_MESSAGES: Readonly<Record<string, MessageText>> = {
  NO_OPEN_APPEAL: { zh: '没有待决定的申诉', en: 'no appeal waits for a decision' },
  DIVISION_INSIDE_YRD: {
    zh: '区划 {value} 在长三角之内，名单随车辆在区域内转移，无须移交',
    en: 'division {value} lies inside the delta, where a listing follows its vehicle by itself',
  },
  STATION_NOT_YOURS: {
    zh: '该站不是您所在机构的站，或尚未备案',
    en: 'this is not a station of your organisation, or it is not filed yet',
  },
  SETTLEMENT_CONFLICT: {
    zh: '该结算清单编号已有内容不同的维修记录；更正请注明所更正的记录',
    en: 'another record was uploaded under this settlement number; a correction names the record that it corrects',
  },
  LINES_TOO_MANY: {
    zh: '共 {count} 行，超过上限 {maximum}',
    en: 'has {count} lines; the maximum is {maximum}',
  },
};
