import type {
  RepairType,
  AppealDecided,
  ListingWithdrawn,
  NoticeServed,
  StationOverridden,
} from '../../domain/maintenance/loop-facts.js';
import type { ListingSource } from '../../domain/maintenance/loop-state.js';
import type { LoopStage } from '../../domain/maintenance/loop-table.js';
import { describedEnum } from '../registry/index.js';
import type { WorkKind } from './work-kind.js';

export const LoopStageEnum = describedEnum<LoopStage>('LoopStage', 'I/M 闭环的状态。Stage of the I/M loop.', {
  NONE: { zh: '未列入', en: 'Never listed' },
  SUSPECT: { zh: '遥感单次超标', en: 'Seen above the limit once by remote sensing' },
  LISTED: { zh: '已列入超标名单', en: 'On the over-limit list' },
  NOTIFIED: { zh: '已告知', en: 'The notice is served' },
  IN_REPAIR: { zh: '维修中', en: 'In repair' },
  REPAIRED: { zh: '已维修，待复检', en: 'Repaired, waits for its retest' },
  CLEARED: { zh: '复检合格，已移出', en: 'Cleared by a passed retest' },
  OVERDUE: { zh: '逾期未维修', en: 'Late with the repair' },
  APPEAL: { zh: '申诉中', en: 'Under appeal' },
  WITHDRAWN: { zh: '已撤销', en: 'Taken back' },
  CLOSED_SCRAPPED: { zh: '已注销或报废', en: 'Closed by scrapping' },
  TRANSFERRED: { zh: '已转出长三角', en: 'Left the delta' },
});

export const ListingSourceEnum = describedEnum<ListingSource>(
  'ListingSource',
  '列入名单的来源。How a vehicle came onto the list.',
  {
    PERIODIC_FAIL: { zh: '定期检验不合格', en: 'Failed statutory test' },
    ROADSIDE_FAIL: { zh: '路检路查超标', en: 'Failed roadside check' },
    ONSITE_FAIL: { zh: '入户抽测超标', en: 'Failed on-site check' },
    RS_CONSECUTIVE: { zh: '遥感连续超标', en: 'Consecutive exceedances by remote sensing' },
    BLACK_SMOKE_CONFIRMED: { zh: '黑烟抓拍经人工确认', en: 'Black smoke, confirmed by a person' },
  },
);

export const RepairTypeEnum = describedEnum<RepairType>('RepairType', '维修类型。Kind of repair.', {
  SECOND_MAINTENANCE: { zh: '二级维护', en: 'Second-level maintenance' },
  ASSEMBLY: { zh: '总成修理', en: 'Repair of an assembly' },
  WHOLE_VEHICLE: { zh: '整车修理', en: 'Repair of the whole vehicle' },
  SPECIAL: { zh: '专项修理', en: 'Special repair' },
  MINOR: { zh: '小修', en: 'Minor repair' },
});

export const NoticeChannelEnum = describedEnum<NoticeServed['channel']>(
  'NoticeChannel',
  '告知方式。How the notice was served.',
  {
    LETTER: { zh: '信函', en: 'By letter' },
    ANNOUNCEMENT: { zh: '公告', en: 'By announcement' },
    MESSAGE: { zh: '短信等电子送达', en: 'By message' },
    IN_PERSON: { zh: '当面', en: 'In person' },
  },
);

export const AppealDecisionEnum = describedEnum<AppealDecided['decision']>(
  'AppealDecision',
  '申诉的决定。Decision on an appeal.',
  { UPHELD: { zh: '申诉成立', en: 'Upheld' }, REJECTED: { zh: '申诉不成立', en: 'Rejected' } },
);

export const WithdrawalReasonEnum = describedEnum<ListingWithdrawn['reason']>(
  'WithdrawalReason',
  '撤销的原因。Why a listing is taken back.',
  {
    MISREAD_PLATE: { zh: '号牌误识', en: 'Misread plate' },
    CLONED_PLATE: { zh: '套牌', en: 'Cloned plate' },
    WRONG_VEHICLE: { zh: '车辆有误', en: 'Wrong vehicle' },
    OTHER: { zh: '其他', en: 'Other' },
  },
);

export const OverrideReasonEnum = describedEnum<StationOverridden['reason']>(
  'StationOverrideReason',
  '异站复检的原因。Why a vehicle may be retested elsewhere.',
  {
    STATION_CLOSED: { zh: '原检验机构停业', en: 'The station closed' },
    STATION_SUSPENDED: { zh: '原检验机构暂停', en: 'The station is suspended' },
    OUT_OF_AREA: { zh: '车辆在异地', en: 'The vehicle is elsewhere' },
    OTHER: { zh: '其他', en: 'Other' },
  },
);

export const RepairWorkEnum = describedEnum<WorkKind>(
  'RepairWork',
  '维修站的待办。What a repair station has to do.',
  {
    REFERRED: { zh: '本市待维修', en: 'Listed in its city and with no station yet' },
    IN_REPAIR: { zh: '在修', en: 'In repair here' },
    WAITING_FOR_RETEST: { zh: '待复检', en: 'Repaired here, waits for its retest' },
    OVERDUE: { zh: '在修且逾期', en: 'Here and late' },
  },
);
