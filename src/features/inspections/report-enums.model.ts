import type {
  CheckType,
  ReportResult,
  StationResult,
  TestMethod,
} from '../../domain/emission/emission-facts.js';
import { describedEnum } from '../registry/index.js';
import type { ReportOutcome } from './report-submission.js';

export const TestMethodEnum = describedEnum<TestMethod>('TestMethod', '检测方法。Method of a test.', {
  TSI: { zh: '双怠速法', en: 'Two-speed idle' },
  ASM: { zh: '稳态工况法', en: 'Acceleration simulation mode' },
  VMAS: { zh: '简易瞬态工况法', en: 'Short transient cycle' },
  IM195: { zh: '瞬态工况法', en: 'Transient cycle' },
  LUGDOWN: { zh: '加载减速法', en: 'Lug-down' },
  FREE_ACCEL: { zh: '自由加速法（不透光）', en: 'Free acceleration, opacity' },
  FILTER_SMOKE: { zh: '自由加速法（滤纸）', en: 'Free acceleration, filter paper' },
  RINGELMANN: { zh: '林格曼黑度法', en: 'Ringelmann' },
  OBD: { zh: '车载诊断系统检查', en: 'On-board diagnosis' },
  VISUAL: { zh: '外观检验', en: 'Visual inspection' },
});

export const CheckTypeEnum = describedEnum<CheckType>('CheckType', '检测类型。Why a vehicle is tested.', {
  PERIODIC: { zh: '年检', en: 'Periodic' },
  NEW_REGISTRATION: { zh: '新注册', en: 'New registration' },
  TRANSFER_IN: { zh: '外地车转入', en: 'Transfer from elsewhere' },
  COMPARISON: { zh: '实验比对，不改变车辆状态', en: 'Comparison test; changes no status' },
  SUPERVISION_RETEST: { zh: '监督抽查复检', en: 'Retest that an authority asked for' },
  ROADSIDE_RETEST: { zh: '路检复检', en: 'Retest after a roadside check' },
  REMOTE_SENSING_RETEST: { zh: '遥感复检', en: 'Retest after remote sensing' },
});

export const StationResultEnum = describedEnum<StationResult>(
  'StationResult',
  '检验机构的结论。What the station says of its test.',
  {
    PASS: { zh: '合格', en: 'Passed' },
    FAIL: { zh: '不合格', en: 'Failed' },
    ABORT: { zh: '中止，不作为不合格', en: 'Aborted; no failure' },
    INVALID: { zh: '无效，不作为不合格', en: 'Invalid; no failure' },
  },
);

export const ReportResultEnum = describedEnum<ReportResult>(
  'ReportResult',
  '系统的判定。What the service judges.',
  {
    PASS: { zh: '合格', en: 'Passed' },
    FAIL: { zh: '不合格', en: 'Failed' },
    VOID: { zh: '不计（中止、无效或比对）', en: 'Counts for nothing: aborted, invalid or a comparison' },
    UNKNOWN: { zh: '证据不足，无法判定', en: 'Evidence is missing' },
  },
);

export const ReportOutcomeEnum = describedEnum<ReportOutcome['outcome']>(
  'ReportOutcome',
  '一份报告的处理结果。What came of a report.',
  {
    ACCEPTED: { zh: '已写入', en: 'Written now' },
    REPEATED: { zh: '以前已写入，内容相同', en: 'Was here with the same content' },
    REFUSED: { zh: '未写入', en: 'Nothing was written of it' },
  },
);
