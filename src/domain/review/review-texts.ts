import type { DecidableItem, ReviewDecision } from '../vehicle/vehicle-facts.js';
import type { HeldRowCode, HeldRowDecision } from './held-row.js';

/** Everything that can wait for a person: items of vehicles, records that contradict each other, held rows. */
export type ReviewKind = DecidableItem | HeldRowCode;

export interface ReviewText {
  readonly zh: string;
  readonly en: string;
}

const LOOK_AT_FUEL: ReviewText = {
  zh: '核对行驶证、第二燃料或发动机型号，确定燃料种类；确实无从查明时选择保持不明',
  en: 'Look at the licence, the second fuel or the engine model and decide the fuel; leave it unknown only if nobody can tell',
};
const LOOK_AT_STAGE: ReviewText = {
  zh: '核对随车清单或环保达标公告，确定排放阶段',
  en: 'Look at the disclosure of the vehicle or the type-approval bulletin and decide the stage',
};

/** What the person is to do next about each kind. */
export const NEXT_STEPS: Readonly<Record<ReviewKind, ReviewText>> = {
  FUEL_UNKNOWN: LOOK_AT_FUEL,
  STAGE_UNKNOWN: LOOK_AT_STAGE,
  STAGE_DATE_CONFLICT: {
    zh: '初次登记日期与排放阶段不符：核对随车清单，确定阶段，或确认现有结果',
    en: 'The stage does not fit the first registration: look at the disclosure and decide the stage, or keep the result',
  },
  STAGE_CONFLICT: {
    zh: '各来源所称阶段不一：比对各项证据，确定其一，或确认现有结果',
    en: 'The sources name different stages: compare them and decide for one, or keep the result',
  },
  MULTIPLE_REGISTRATIONS: {
    zh: '多个站点登记了同一车辆：与其他站点核对，本站记录无误时予以确认',
    en: 'Several sites registered the vehicle: settle it with them, and confirm the own record when it is right',
  },
  VIN_REGISTERED_ELSEWHERE: {
    zh: '他省另有同一 VIN 的车辆：与该省核对，本站记录无误时予以确认',
    en: 'Another province has a vehicle with this VIN: settle it with them, and confirm the own record when it is right',
  },
  PLATE_IN_USE_ELSEWHERE: {
    zh: '他省另有车辆持有该号牌：与该省核对，本站记录无误时予以确认',
    en: 'A vehicle of another province holds the plate: settle it with them, and confirm the own record when it is right',
  },
  PLATE_TYPE_SWAPPED: {
    zh: '对照号牌核对种类：互换时按另一种类登记，否则更正该行或退回',
    en: 'Compare the type with the plate: register under the other type if they were swapped, or correct or reject the row',
  },
  VIN_DUPLICATE: {
    zh: '比对该行与现有登记：以该行更正登记，或给出换牌日期，或退回',
    en: 'Compare the row with the record: correct the record by it, say when the plate changed, or reject the row',
  },
  PLATE_DUPLICATE: {
    zh: '查明现持有车辆是否已交回号牌：给出交回日期，或更正该行，或退回',
    en: 'Find out whether the present holder gave the plate up: say on which day, or correct or reject the row',
  },
  PLATE_ILLEGAL_LETTER: {
    zh: '对照照片或证件核对号牌，给出正确号码或退回，不得推定',
    en: 'Read the plate from the picture or the papers and give its number, or reject the row; never guess',
  },
  ROW_DOUBTFUL: {
    zh: '核对该行各项内容，更正后登记或退回',
    en: 'Look at what the row says, correct and register it, or reject it',
  },
};

/** What each decision about an item of a vehicle means. */
export const DECISION_TEXTS: Readonly<Record<ReviewDecision, ReviewText>> = {
  FUEL_IS: { zh: '燃料种类为所给代码', en: 'The fuel is the code given' },
  LEAVE_UNKNOWN: { zh: '无从查明，保持不明', en: 'Nobody can tell; it stays unknown' },
  STAGE_IS: { zh: '排放阶段为所给阶段', en: 'The stage is the one given' },
  KEEP: { zh: '现有结果无误', en: 'The result stands as it is' },
};

/** What each decision about a held row does. */
export const ROW_DECISION_TEXTS: Readonly<Record<HeldRowDecision, ReviewText>> = {
  REGISTER_AS_CORRECTED: { zh: '按更正后的内容登记', en: 'Registers the row with the corrections given' },
  ACCEPT_SWAPPED: {
    zh: '51 与 52 互换后登记',
    en: 'Registers the row under the other of the types 51 and 52',
  },
  UPDATE_EXISTING: {
    zh: '以该行更正现有登记；给出日期时为当日换发号牌',
    en: 'Corrects the record by the row; with a day, the vehicle took the plate of the row on it',
  },
  TRANSFER_PLATE: {
    zh: '现持有车辆已于所给日期交回号牌，登记该行',
    en: 'The present holder gave the plate up on the day given, and the row is registered',
  },
  REJECT: { zh: '退回该行', en: 'Rejects the row' },
};
