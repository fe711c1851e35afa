import type { MessageText } from './message-text.js';

/** The I/M loop: why a fact has no effect, what a person should look at, what a station is told at the gate. */
export const LOOP_MESSAGES: Readonly<Record<string, MessageText>> = {
  NO_REPAIR_RECORD: {
    zh: '没有维修竣工记录，不能复检；请先到联网的维修站维修并上传记录',
    en: 'there is no record of a completed repair, so no retest; have it repaired at a networked station first',
  },
  REPAIR_ORDER: {
    zh: '维修竣工时间应晚于不合格检验、早于复检开始',
    en: 'the repair must be completed after the failed test and before the retest begins',
  },
  MSTATION_INACTIVE: {
    zh: '维修站在竣工时不在公示名单内或已停用',
    en: 'the repair station was not on the public list when the repair was completed',
  },
  ISTATION_INACTIVE: {
    zh: '检验机构在检验时未获授权或已暂停',
    en: 'the inspection station was not authorised, or was suspended, at the time of the test',
  },
  CERT_REQUIRED: {
    zh: '此类维修须有竣工出厂合格证编号',
    en: 'this type of repair needs the number of its completion certificate',
  },
  STATION_MISMATCH: {
    zh: '须在原检验机构[（{station}）]复检，除非另经批准',
    en: 'the retest must be at the station that failed the vehicle[ ({station})] unless leave was given',
  },
  INTEGRITY_HOLD: {
    zh: '记录因数据真实性疑点被暂扣，核查解除前不能据以移出名单',
    en: 'the record is held for a doubt of its integrity and clears nothing until an officer dismisses it',
  },
  CHECK_TYPE_NO_RETEST: {
    zh: '此检测类型不能作为复检',
    en: 'a test of this type does not count as a retest',
  },
  VIN_MISMATCH: {
    zh: '报告的 VIN 与车辆不符',
    en: 'the VIN on the report is not that of the vehicle',
  },
  JUDGEMENT_UNKNOWN: {
    zh: '证据不全，系统无法判定该报告合格与否',
    en: 'evidence is missing, so the service cannot say whether the test was passed',
  },
  NOT_THIS_FAILURE: {
    zh: '所指的不合格记录不属于当前循环',
    en: 'the failure that it names is not one of the present cycle',
  },
  NO_OPEN_LISTING: {
    zh: '车辆当时不在超标排放名单内',
    en: 'the vehicle was not on the over-limit list at that time',
  },
  NO_TRANSITION: {
    zh: '闭环在当前状态下不接受此步骤',
    en: 'the loop knows no such step from the state it is in',
  },
  NOT_YET_DUE: { zh: '维修期限尚未届满', en: 'the time for the repair has not run out yet' },
  VEHICLE_SCRAPPED: { zh: '车辆已注销或报废', en: 'the vehicle was deregistered or scrapped' },
  ODOMETER_REGRESS: {
    zh: '里程读数较前次减少超过 5 公里，请核查',
    en: 'the odometer went back by more than 5 km; check it',
  },
  EMPTY_REPAIR: {
    zh: '维修记录既无配件也无工时，请核查',
    en: 'the repair has neither parts nor labour; check it',
  },
  CONTINGENCY_TEST: {
    zh: '以应急码检验，事后须核对',
    en: 'tested under a contingency code; to be reconciled',
  },
  CONTINGENCY_UNRECONCILED: {
    zh: '应急检验尚无对应的维修竣工记录',
    en: 'no repair is known yet for the test under a contingency code',
  },
  CONTINGENCY_INVALID: {
    zh: '检验时该机构没有有效的应急码',
    en: 'the station had no contingency code that held at the time of the test',
  },
};
