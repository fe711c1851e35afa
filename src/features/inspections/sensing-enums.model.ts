import type {
  FieldChecked,
  Pollutant,
  ReportResult,
  SiteWeather,
  SmokeReviewed,
  TestMethod,
} from '../../domain/emission/emission-facts.js';
import type { RemoteInvalidity, RemoteSetAsideCode } from '../../domain/emission/remote-findings.js';
import type { SmokeReviewState } from '../../domain/emission/smoke-findings.js';
import { describedEnum } from '../registry/index.js';

export const PollutantEnum = describedEnum<Pollutant>('RemotePollutant', '遥感项目。What is sensed.', {
  OPACITY: { zh: '不透光度', en: 'Opacity' },
  RINGELMANN: { zh: '林格曼黑度', en: 'Ringelmann level' },
  NO: { zh: '一氧化氮', en: 'Nitrogen monoxide' },
});

export const SiteWeatherEnum = describedEnum<SiteWeather>('SiteWeather', '点位天气。Weather at the site.', {
  CLEAR: { zh: '晴', en: 'Clear' },
  CLOUDY: { zh: '阴', en: 'Cloudy' },
  RAIN: { zh: '雨', en: 'Rain' },
  SNOW: { zh: '雪', en: 'Snow' },
  FOG: { zh: '雾', en: 'Fog' },
  OTHER: { zh: '其他', en: 'Other' },
});

/** Why a record does not count. */
export type RemoteNotCounted = RemoteInvalidity | Exclude<RemoteSetAsideCode, 'REMOTE_INVALID'>;
export const RemoteNotCountedEnum = describedEnum<RemoteNotCounted>(
  'RemoteNotCounted',
  '遥感记录不计入的原因。Why a record of remote sensing does not count.',
  {
    SOURCE_SAYS_INVALID: { zh: '来源标明无效', en: 'Its source calls it invalid' },
    WEATHER_UNFIT: { zh: '雨雪', en: 'Rain or snow' },
    NO_PLUME: { zh: '未测到烟羽', en: 'No plume was measured' },
    CALIBRATION_EXPIRED: { zh: '设备检定过期', en: 'The calibration had expired' },
    PLATE_CONFIDENCE_LOW: { zh: '号牌识别置信度低', en: 'The plate was read with little confidence' },
    PLATE_CLONE_SUSPECTED: {
      zh: '图像车型与登记不符，疑似套牌',
      en: 'The image shows another vehicle: cloned plate',
    },
    NO_NOT_COUNTED: { zh: '当地一氧化氮不计入', en: 'The city does not list by NO' },
    FUEL_NOT_DIESEL: { zh: '非柴油车', en: 'Not a diesel vehicle' },
    FUEL_UNKNOWN: { zh: '燃料种类不明', en: 'The fuel is not known' },
  },
);

export type IntakeStatus = 'ACCEPTED' | 'REPEATED' | 'REFUSED';
export const IntakeStatusEnum = describedEnum<IntakeStatus>(
  'EvidenceStatus',
  '一条记录的接收结果。What came of one record.',
  {
    ACCEPTED: { zh: '已接收', en: 'Written' },
    REPEATED: { zh: '此前已有相同内容，未再写入', en: 'Here already with the same content' },
    REFUSED: { zh: '未写入，见 problems', en: 'Not written, see problems' },
  },
);

export const SmokeReviewEnum = describedEnum<SmokeReviewState>(
  'SmokeReview',
  '黑烟抓拍的审核状态。How the review of a capture stands.',
  {
    NOT_BLACK: { zh: '未超过 1 级，无须审核', en: 'No darker than level 1, nothing to review' },
    PENDING: { zh: '待审核', en: 'Waits for an officer' },
    CONFIRMED: { zh: '已确认', en: 'Confirmed' },
    REJECTED: { zh: '不予采信', en: 'Rejected' },
  },
);

export const SmokeDecisionEnum = describedEnum<SmokeReviewed['decision']>(
  'SmokeDecision',
  '审核结论。What the officer says.',
  {
    CONFIRMED: { zh: '确认冒黑烟', en: 'Black smoke of this vehicle' },
    REJECTED: { zh: '不予采信', en: 'Not so, or not to be told' },
  },
);

export const CheckPlaceEnum = describedEnum<FieldChecked['place']>(
  'CheckPlace',
  '执法检测的方式。Kind of check.',
  {
    ROADSIDE: { zh: '路检路查', en: 'At the roadside' },
    ONSITE: { zh: '入户抽测', en: 'Where vehicles are kept' },
  },
);

export const FieldMethodEnum = describedEnum<TestMethod>('FieldMethod', '检测方法。Test method.', {
  TSI: { zh: '双怠速', en: 'Two-speed idle' },
  ASM: { zh: '稳态工况', en: 'Steady state (ASM)' },
  VMAS: { zh: '简易瞬态', en: 'Short transient (VMAS)' },
  IM195: { zh: '瞬态', en: 'Transient (IM195)' },
  LUGDOWN: { zh: '加载减速', en: 'Lug-down' },
  FREE_ACCEL: { zh: '自由加速', en: 'Free acceleration' },
  FILTER_SMOKE: { zh: '滤纸烟度', en: 'Filter smoke' },
  RINGELMANN: { zh: '林格曼', en: 'Ringelmann' },
  OBD: { zh: 'OBD 检查', en: 'On-board diagnosis' },
  VISUAL: { zh: '外观检查', en: 'Visual' },
});

export const CheckResultEnum = describedEnum<ReportResult>('CheckResult', '判定。Judgement.', {
  PASS: { zh: '合格', en: 'Passed' },
  FAIL: { zh: '不合格', en: 'Failed' },
  VOID: { zh: '无效', en: 'Counts for nothing' },
  UNKNOWN: { zh: '证据不足', en: 'Evidence is missing' },
});
