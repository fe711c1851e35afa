import type { MessageText } from './message-text.js';

/** What remote sensing, cameras and officers at the roadside send: why it is refused, and why it does not count. */
export const SENSING_MESSAGES: Readonly<Record<string, MessageText>> = {
  SITE_CODE_FORMAT: {
    zh: '“{value}”不是点位编号：6 至 40 位数字、大写字母或连字符，前六位为长三角的区划',
    en: '"{value}" is no code of a site: 6 to 40 digits, capital letters and hyphens, the first six digits a division of the delta',
  },
  PLATE_TYPE_AMBIGUOUS: {
    zh: '号牌“{value}”未给出号牌种类，颜色也不能确定种类；同一号码可能属于两辆车',
    en: 'plate "{value}" came without its type, and its colour does not tell it; one number may be two vehicles',
  },
  SHA256_FORMAT: {
    zh: '“{value}”不是 SHA-256 摘要（64 位十六进制）',
    en: '"{value}" is no SHA-256 digest of 64 hexadecimal digits',
  },
  QUANTITY_RANGE: {
    zh: '{value} 不是 {least} 至 {most} 之间的整数',
    en: '{value} is no whole number from {least} to {most}',
  },
  OFFICERS_TOO_FEW: {
    zh: '路检路查和入户抽测须有两名不同的执法人员',
    en: 'a roadside or on-site check needs two different officers',
  },
  ONSITE_BY_ECOLOGY: {
    zh: '入户抽测由生态环境部门实施；公安交管部门只能上传路检路查',
    en: 'vehicles are checked on site by the ecology bureau; the police check at the roadside',
  },
  CHECK_DIVISION: {
    zh: '须写明检查地点所在的市或县（区）；{value} 是省级区划',
    en: 'the city or county of the place must be told; {value} is a province',
  },
  INSTRUMENT_EXPIRED: {
    zh: '仪器已过检定有效期，检测结果无效',
    en: 'the verification of the instrument had expired; the test is void',
  },
  SMOKE_NOT_BLACK: {
    zh: '该抓拍的林格曼黑度未超过 1 级，无须审核',
    en: 'the capture is not darker than Ringelmann 1; there is nothing to review',
  },
  SMOKE_REVIEW_CLOSED: {
    zh: '该抓拍已审结（{value}）',
    en: 'the capture was decided already ({value})',
  },
  SMOKE_REVIEWED_BY_YOU: {
    zh: '您已审核过该抓拍；须由另一名执法人员审核',
    en: 'you have reviewed this capture; another officer must',
  },
  SOURCE_SAYS_INVALID: { zh: '来源标明该记录无效', en: 'the source marked the record as invalid' },
  WEATHER_UNFIT: { zh: '雨雪天气的记录不计入', en: 'records made in rain or snow do not count' },
  NO_PLUME: { zh: '没有测到尾气烟羽（CO₂）', en: 'no plume was measured (no CO₂)' },
  PLATE_CONFIDENCE_LOW: {
    zh: '号牌识别置信度低于当地规定',
    en: 'the plate was read with less confidence than the city asks for',
  },
};
