import type { MessageText } from '../shared/message-text.js';
import type { GateCode, GateStep } from './retest-gate.js';

/** What a station is told before a test. */
export const GATE_TEXTS: Readonly<Record<GateCode, MessageText>> = {
  ORDINARY_TEST: { zh: '不在超标名单内，按普通检验办理', en: 'Not on the over-limit list: an ordinary test' },
  RETEST: { zh: '维修记录已收到，可以复检', en: 'The repair is on record: it may be retested' },
  CONTINGENCY_TEST: {
    zh: '凭应急码检测，事后须核对维修记录',
    en: 'Tested under a contingency code; the repair record is reconciled afterwards',
  },
  NO_REPAIR_RECORD: {
    zh: '在超标名单内，尚未收到有效的维修竣工记录，不得复检',
    en: 'On the over-limit list without a repair on record that counts: it may not be retested',
  },
  REPAIR_ORDER: {
    zh: '维修竣工时间不早于本次检测，不得复检',
    en: 'The repair was not completed before this test: it may not be retested',
  },
  STATION_MISMATCH: {
    zh: '须在判定超标的同一检验机构复检，或取得异站复检许可',
    en: 'It must be retested at the station that failed it, or with leave elsewhere',
  },
  ISTATION_INACTIVE: {
    zh: '本检验机构未在册或已暂停，不得检测',
    en: 'This inspection station is not at work on the list: it may not test',
  },
  VEHICLE_SCRAPPED: { zh: '该车已注销或报废', en: 'The vehicle is deregistered or scrapped' },
};

/** What has to happen next. */
export const GATE_STEP_TEXTS: Readonly<Record<GateStep, MessageText>> = {
  TEST: { zh: '可以开始检测', en: 'Begin the test' },
  REPAIR_AT_LISTED_STATION: {
    zh: '到任一在册维修站维修，由维修站上传竣工记录后再来',
    en: 'Have it repaired at any listed repair station; come back when the station has uploaded the repair',
  },
  GO_TO_STATION: { zh: '到所示检验机构复检', en: 'Go to the station named for the retest' },
  ASK_FOR_OVERRIDE: {
    zh: '原检验机构不在册，请向生态环境部门申请异站复检',
    en: 'That station is not at work: ask the ecology bureau for leave to be retested elsewhere',
  },
  CHOOSE_OTHER_STATION: { zh: '请到其他在册检验机构', en: 'Choose another listed station' },
  NONE: { zh: '无需办理', en: 'Nothing to be done' },
};
