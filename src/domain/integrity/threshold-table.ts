import type { TestMethod } from '../emission/emission-facts.js';
import type { MessageText } from '../shared/message-text.js';
import { NO_THRESHOLDS, type IntegrityRule, type IntegrityThresholds } from './integrity-types.js';

interface ThresholdKind extends MessageText {
  readonly member: keyof IntegrityThresholds;
  readonly rule: IntegrityRule;
  readonly least: number;
  readonly most: number;
}

const DAYS = { least: 1, most: 366 };
const COUNT = { least: 1, most: 10_000 };
const PER_CENT = { least: 1, most: 100 };
const MINUTES = { least: 1, most: 1_440 };
const SECONDS = { least: 1, most: 86_400 };
const AIR = { least: -1_000, most: 1_000 };

/**
 * Every threshold of §9: what it is, which rule asks for it, and the numbers that it can be. What they are is the
 * authorities' to say; none has a value here.
 */
export const THRESHOLDS = {
  CAL_ID_WINDOW_DAYS: {
    member: 'calIdWindowDays',
    rule: 'A1',
    ...DAYS,
    zh: '比对同站多少日内的 CAL ID/CVN',
    en: 'Days of a station’s tests whose CAL ID and CVN are compared',
  },
  CAL_ID_ENGINE_MODELS: {
    member: 'calIdEngineModels',
    rule: 'A1',
    ...COUNT,
    zh: '同一 CAL ID/CVN 最多可见于几种发动机型号',
    en: 'Most engine models that may share one CAL ID and CVN',
  },
  CAL_ID_VEHICLE_MODELS: {
    member: 'calIdVehicleModels',
    rule: 'A1',
    ...COUNT,
    zh: '同一 CAL ID/CVN 最多可见于几种车型',
    en: 'Most vehicle models that may share one CAL ID and CVN',
  },
  CAL_ID_SHARE_PCT: {
    member: 'calIdSharePct',
    rule: 'A1',
    ...PER_CENT,
    zh: '型号不明时同一 CAL ID/CVN 的占比上限（%）',
    en: 'Per cent of a station’s OBD tests above which one pair stands out where models are not known',
  },
  CURVE_QUANTUM: {
    member: 'curveQuantum',
    rule: 'A2',
    ...COUNT,
    zh: '过程数据取整的步长',
    en: 'Step to which a series is cut before it is hashed',
  },
  CURVE_CORRELATION_1000: {
    member: 'curveCorrelation1000',
    rule: 'A2',
    least: 1,
    most: 1_000,
    zh: '视为同一曲线的相关系数（千分）',
    en: 'Thousandths of Pearson’s r from which two channels are one curve',
  },
  CURVE_CHANNELS: {
    member: 'curveChannels',
    rule: 'A2',
    ...COUNT,
    zh: '须相同的通道数',
    en: 'Channels that must be the same',
  },
  CURVE_SECONDS: {
    member: 'curveSeconds',
    rule: 'A2',
    ...SECONDS,
    zh: '可比对的最短秒数',
    en: 'Fewest seconds of a series that say anything',
  },
  MINIMUM_SECONDS: {
    member: 'minimumSeconds',
    rule: 'A3',
    ...SECONDS,
    zh: '该方法检测的最短秒数',
    en: 'Least seconds of a test by the method',
  },
  MAXIMUM_SECONDS: {
    member: 'maximumSeconds',
    rule: 'A3',
    ...SECONDS,
    zh: '该方法检测的最长秒数',
    en: 'Most seconds of a test by the method',
  },
  SERIES_ROW_TOLERANCE: {
    member: 'seriesRowTolerance',
    rule: 'A3',
    least: 0,
    most: 10_000,
    zh: '过程数据行数与秒数可相差多少',
    en: 'Rows by which a series may differ from the seconds of its test',
  },
  CLOCK_TOLERANCE_SECONDS: {
    member: 'clockToleranceSeconds',
    rule: 'A4',
    least: 0,
    most: 86_400,
    zh: '时钟可相差的秒数',
    en: 'Seconds by which clocks may differ',
  },
  TRAVEL_MINUTES: {
    member: 'travelMinutes',
    rule: 'A4',
    ...MINUTES,
    zh: '车辆往来两站至少须几分钟',
    en: 'Least minutes to drive from one station to another',
  },
  RATED_POWER_PCT: {
    member: 'ratedPowerPct',
    rule: 'A5',
    ...PER_CENT,
    zh: '额定功率可相差的百分比',
    en: 'Per cent by which the rated power may differ from the model’s',
  },
  PASS_RATE_TESTS: {
    member: 'passRateTests',
    rule: 'A6',
    ...COUNT,
    zh: '合格率至少须几次初检',
    en: 'Fewest first tests that a rate is made of',
  },
  PASS_RATE_Z_100: {
    member: 'passRateZ100',
    rule: 'A6',
    ...COUNT,
    zh: '合格率异常的标准分（百分之一）',
    en: 'Hundredths of the standard score above which a rate stands out',
  },
  QUICK_RETEST_MINUTES: {
    member: 'quickRetestMinutes',
    rule: 'A6',
    ...MINUTES,
    zh: '多少分钟内为快速复检',
    en: 'Minutes within which a retest is quick',
  },
  QUICK_RETEST_PCT: {
    member: 'quickRetestPct',
    rule: 'A6',
    ...PER_CENT,
    zh: '未维修快速复检的合格率界限（%）',
    en: 'Per cent of quick retests without a repair from which passing stands out',
  },
  QUICK_RETESTS: {
    member: 'quickRetests',
    rule: 'A6',
    ...COUNT,
    zh: '快速复检至少须几次',
    en: 'Fewest quick retests that say anything',
  },
  AMBIENT_LOWEST_C10: {
    member: 'ambientLowestC10',
    rule: 'A7',
    ...AIR,
    zh: '环境温度下限（0.1 ℃）',
    en: 'Lowest ambient air, tenths of °C',
  },
  AMBIENT_HIGHEST_C10: {
    member: 'ambientHighestC10',
    rule: 'A7',
    ...AIR,
    zh: '环境温度上限（0.1 ℃）',
    en: 'Highest ambient air, tenths of °C',
  },
  AMBIENT_SAME_TESTS: {
    member: 'ambientSameTests',
    rule: 'A7',
    least: 2,
    most: 10_000,
    zh: '同站同日多少次检测环境参数完全不变即为异常',
    en: 'Tests of a station and day from which ambient air that never changes stands out',
  },
  LUGDOWN_CO2_PCT_100: {
    member: 'lugdownCo2Pct100',
    rule: 'A7',
    ...COUNT,
    zh: '加载减速 CO₂ 下限（0.01 %）',
    en: 'Hundredths of a per cent of CO₂ that a lug-down shows at least',
  },
  ODOMETER_TOLERANCE_KM: {
    member: 'odometerToleranceKm',
    rule: 'A9',
    least: 0,
    most: 10_000,
    zh: '里程可倒退的千米数',
    en: 'Kilometres by which an odometer may read less than before',
  },
  ABORTS_BEFORE_PASS: {
    member: 'abortsBeforePass',
    rule: 'A10',
    ...COUNT,
    zh: '合格前中止多少次为异常',
    en: 'Aborted tests before a pass that stand out',
  },
  ABORT_HOURS: {
    member: 'abortHours',
    rule: 'A10',
    least: 1,
    most: 8_784,
    zh: '计数中止检测的小时数',
    en: 'Hours before the pass in which they are counted',
  },
  SAME_PARTS_VEHICLES: {
    member: 'samePartsVehicles',
    rule: 'A12',
    ...COUNT,
    zh: '同一配件清单最多可见于几辆车',
    en: 'Vehicles whose repairs may show one list of parts',
  },
  REPAIR_WINDOW_DAYS: {
    member: 'repairWindowDays',
    rule: 'A12',
    ...DAYS,
    zh: '比对维修站多少日内的维修',
    en: 'Days of a repair station that are compared',
  },
  REPAIR_MINUTES: {
    member: 'repairMinutes',
    rule: 'A12',
    ...MINUTES,
    zh: '维修至少须几分钟',
    en: 'Minutes that a repair takes at least',
  },
  READINESS_ALL: {
    member: 'readinessAll',
    rule: 'A13',
    ...COUNT,
    zh: '未就绪项达多少即视为全部',
    en: 'Incomplete readiness items that mean all of them',
  },
  CLEARED_KM: {
    member: 'clearedKm',
    rule: 'A13',
    ...COUNT,
    zh: '清码后行驶不足多少千米为异常',
    en: 'Kilometres since the memory was cleared below which it stands out',
  },
} as const satisfies Readonly<Record<string, ThresholdKind>>;
export type ThresholdName = keyof typeof THRESHOLDS;
export const THRESHOLD_NAMES = Object.keys(THRESHOLDS) as readonly ThresholdName[];

/** One threshold that an authority set; `method` for those that are set for each method, null for all others. */
export interface ThresholdValue {
  readonly name: ThresholdName;
  readonly method: TestMethod | null;
  readonly value: number;
}

/** Thresholds that each method has of its own. */
export const isByMethod = (name: ThresholdName): name is 'MINIMUM_SECONDS' | 'MAXIMUM_SECONDS' =>
  name === 'MINIMUM_SECONDS' || name === 'MAXIMUM_SECONDS';

/** What the rules ask for; whatever was not set stays "not configured". */
export function thresholdsOf(values: readonly ThresholdValue[]): IntegrityThresholds {
  const single: Partial<Record<keyof IntegrityThresholds, number>> = {};
  const least: Partial<Record<TestMethod, number>> = {};
  const most: Partial<Record<TestMethod, number>> = {};
  for (const { name, method, value } of values) {
    if (!isByMethod(name)) single[THRESHOLDS[name].member] = value;
    else if (method !== null) (name === 'MINIMUM_SECONDS' ? least : most)[method] = value;
  }
  return {
    ...NO_THRESHOLDS,
    ...(single as Partial<IntegrityThresholds>),
    minimumSeconds: Object.keys(least).length === 0 ? null : least,
    maximumSeconds: Object.keys(most).length === 0 ? null : most,
  };
}

/** Names of those that nobody set. */
export function notConfiguredOf(values: readonly ThresholdValue[]): readonly ThresholdName[] {
  const known = new Set(values.map(({ name }) => name));
  return THRESHOLD_NAMES.filter((name) => !known.has(name));
}
