import { type FlagDecided, type FlagSeverity } from '../../domain/emission/emission-facts.js';
import { THRESHOLDS, type ThresholdName } from '../../domain/integrity/threshold-table.js';
import { describedEnum } from '../registry/index.js';
import type { FlagState } from './flag.extension.js';

export const ThresholdNameEnum = describedEnum<ThresholdName>(
  'IntegrityThresholdName',
  '数据真实性规则的阈值。A threshold of the integrity rules.',
  THRESHOLDS,
);

export const FlagSeverityEnum = describedEnum<FlagSeverity>(
  'IntegrityFlagSeverity',
  '线索的严重程度。How grave a flag is.',
  {
    HIGH: { zh: '严重，暂扣该记录', en: 'Grave; the record is held' },
    MEDIUM: { zh: '一般', en: 'To be looked at' },
    LOW: { zh: '轻微', en: 'Slight' },
  },
);

export const FlagStateEnum = describedEnum<FlagState>(
  'IntegrityFlagState',
  '线索的处理状态。How a flag stands.',
  {
    OPEN: { zh: '待核查', en: 'No officer has looked yet' },
    DISMISSED: { zh: '已排除，记录恢复有效', en: 'Dismissed; the record counts again' },
    UPHELD: { zh: '已认定', en: 'Upheld' },
    OBSOLETE: { zh: '所指记录已被更正', en: 'The record that it is about was corrected' },
  },
);

export const FlagDecisionEnum = describedEnum<FlagDecided['decision']>(
  'IntegrityFlagDecision',
  '核查结论。What the officer says of a flag.',
  {
    DISMISSED: { zh: '排除', en: 'Nothing in it; the record counts again' },
    UPHELD: { zh: '认定', en: 'Upheld; the record stays out' },
  },
);
