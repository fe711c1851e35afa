import type { MessageText } from './message-text.js';

const REPORTS: Readonly<Record<string, MessageText>> = {
  DECIMAL_FORMAT: {
    zh: '“{value}”应为不小于零的十进制数，最多 12 位',
    en: '"{value}" must be a decimal number, not below zero, of at most twelve digits',
  },
  ITEM_TWICE: { zh: '同一项目出现两次', en: 'the item is given twice' },
  READINGS_TOO_FEW: {
    zh: '自由加速法至少需要 {least} 次测量结果',
    en: 'free acceleration needs at least {least} runs',
  },
  UNIT_MISMATCH: {
    zh: '计量单位与项目不符，或 k 与 N 换算后相差超过 0.05 m⁻¹',
    en: 'the value does not fit the unit of its item, or k and N differ by more than 0.05 m⁻¹ after conversion',
  },
  LIMITS_UNKNOWN: {
    zh: '该方法在该日期没有可用的限值',
    en: 'no limits are known for the method on that day',
  },
  METHOD_FUEL_MISMATCH: {
    zh: '检测方法与车辆燃料种类不符',
    en: 'the test method does not fit the fuel of the vehicle',
  },
  STANDARD_NOT_APPLICABLE: {
    zh: 'GB 3847-2018 不适用于低速货车和三轮汽车',
    en: 'GB 3847-2018 does not apply to low-speed trucks and three-wheelers',
  },
  NUMBER_TOO_LONG: {
    zh: '“{value}”超出 {type}',
    en: '"{value}" does not fit {type}',
  },
  NODE_TIME_FORMAT: {
    zh: '“{value}”应写作 yyyy-mm-dd hh:mm:ss',
    en: '"{value}" must be written yyyy-mm-dd hh:mm:ss',
  },
  CODE_AND_WORD: {
    zh: '代码与文字只填其一',
    en: 'give either the code or the word, not both',
  },
  RAW_PART_CONFLICT: {
    zh: '该检测的此部分已有内容不同的报文',
    en: 'another message about this part of the test is here already',
  },
  RAW_XML_BROKEN: {
    zh: '报文第 {line} 行不是合规的 XML：{says}',
    en: 'line {line} of the message is no well-formed XML: {says}',
  },
  RAW_XML_DOCTYPE: { zh: '报文不得含文档类型声明', en: 'the message may have no document type' },
  RAW_NODE_TWICE: { zh: '节点 {node} 重复', en: 'node {node} comes twice' },
  RAW_XML_DEEP: { zh: '报文嵌套超过 {deepest} 层', en: 'the message is nested deeper than {deepest} levels' },
  RAW_XML_LONG: { zh: '报文节点超过 {most} 个', en: 'the message has more than {most} nodes' },
  SOURCE_CODE_UNKNOWN: {
    zh: '来源系统 {system} 没有代码“{value}”',
    en: 'the system {system} has no code "{value}"',
  },
};

const REPORT_FLAGS: Readonly<Record<string, MessageText>> = {
  COMPARISON_TEST: {
    zh: '实验比对检测，不改变车辆状态',
    en: 'a comparison test; it changes no status',
  },
  TEST_ABORTED: { zh: '检测中止，不作为不合格', en: 'the test was aborted and is no failure' },
  SAMPLE_DILUTED: {
    zh: '一氧化碳与二氧化碳浓度之和低于6%，排气被稀释，检测无效',
    en: 'CO and CO2 together are below 6 %: the exhaust was diluted and the test is invalid',
  },
  TEST_INVALID: { zh: '检测无效，不作为不合格', en: 'the test is invalid and is no failure' },
  VERDICT_DISAGREES: {
    zh: '检验机构的判定与按限值的判定不一致',
    en: 'the verdict of the station is not the one that the limits give',
  },
  LIMIT_TAMPER: {
    zh: '上传的限值与该方法、日期和城市的限值不同',
    en: 'the uploaded limit is not the one in force for method, date and city',
  },
  UNIT_BOUNDARY: {
    zh: '以 k 和以 N 判定的结果不同',
    en: 'judged in m⁻¹ and in per cent the verdicts differ',
  },
  ROUNDING_BOUNDARY: {
    zh: '全数值比较与修约值比较的结果不同',
    en: 'by the full value and by the rounded one the verdicts differ',
  },
  MEAN_DISAGREES: {
    zh: '上传的平均值与各次测量结果的平均值不符',
    en: 'the uploaded mean is not that of the readings',
  },
  EVIDENCE_MISSING: {
    zh: '缺少该方法必需的检测项目',
    en: 'a reading that the method needs is missing',
  },
  METHOD_REASON_MISSING: {
    zh: '重型货车采用自由加速法，未说明不能进行加载减速检测的理由',
    en: 'free acceleration of a heavy truck without a reason why it was not lug-downed',
  },
  ITEM_NOT_JUDGED: {
    zh: '所给项目不属于该检测方法，未参与判定',
    en: 'an item that is none of the method was not judged',
  },
  POWER_NOT_CORRECTED: {
    zh: '没有功率修正系数，最大轮边功率按实测值记录',
    en: 'no correction factor came: the wheel power stands as it was measured',
  },
  OBD_NOT_APPLICABLE: {
    zh: 'OBD 检查不适用于该车',
    en: 'the diagnostic check does not apply to the vehicle',
  },
  OBD_APPLICABILITY_UNKNOWN: {
    zh: '未配置 OBD 检查的适用范围，未参与判定',
    en: 'nobody configured to which vehicles the diagnostic check applies; it was not judged',
  },
  OBD_NOT_READY: {
    zh: '两项以上就绪状态未完成，须行驶后复检',
    en: 'more than two monitors are not ready: drive and test again',
  },
  OBD_MIL_WITHOUT_CODE: {
    zh: '故障指示器点亮但没有故障码',
    en: 'the indicator is on without any fault code',
  },
};

/** Test reports: what is refused and what is flagged. */
export const INSPECTION_MESSAGES: Readonly<Record<string, MessageText>> = { ...REPORTS, ...REPORT_FLAGS };
