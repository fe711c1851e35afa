import type { MessageText } from './message-text.js';

/** Decisions of the review queue. */
export const REVIEW_MESSAGES: Readonly<Record<string, MessageText>> = {
  PLATE_NOT_HELD: {
    zh: '该车在该日并不持有此号牌，无从交回',
    en: 'the vehicle did not hold this plate on that day and cannot give it up',
  },
  DECISION_NOT_ALLOWED: {
    zh: '此事项不接受该决定{value}',
    en: 'the decision {value} is not one that this item allows',
  },
  DECISION_VALUE: {
    zh: '决定的值“{value}”无效[，可选：{allowed}]',
    en: 'the value "{value}" does not go with the decision[; possible: {allowed}]',
  },
  OWNER_LEFT_OUT: {
    zh: '该行所载所有人信息未写入，请另行登记所有人',
    en: 'what the row says of the owner was not written; record the owner separately',
  },
  DATE_REQUIRED: { zh: '须给出日期', en: 'the day is needed' },
  VEHICLE_NOT_FOUND: {
    zh: '未找到该行所指的本站车辆',
    en: 'no vehicle of this site is what the row is about',
  },
  PLATE_TYPE_SWAPPED: {
    zh: '号牌种类 51 与 52 疑似互换',
    en: 'plate types 51 and 52 seem to be swapped',
  },
  VIN_DUPLICATE: {
    zh: '本站已有此 VIN 的登记，但内容不同',
    en: 'this site has registered the VIN with other content',
  },
  PLATE_DUPLICATE: {
    zh: '该号牌由本站另一辆车持有',
    en: 'another vehicle of this site holds the plate',
  },
  ROW_DOUBTFUL: { zh: '该行存疑，须人工核对', en: 'the row is doubtful and needs a person' },
};
