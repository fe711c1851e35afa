/** A provision that a reason rests on, in both languages: what it says on the matter, shortened, in its own words. */
export interface Clause {
  readonly zh: string;
  readonly en: string;
  readonly document: string;
  readonly article: string;
}

const ROAD_SAFETY_LAW = '中华人民共和国道路交通安全法';
const AIR_LAW = '中华人民共和国大气污染防治法';
const DELTA_PLAN = '长三角地区2020-2021年秋冬季大气污染综合治理攻坚行动方案';

/** Every clause that the service cites, by its id. */
export const CLAUSES = {
  DELTA_PLAN_9_SHARED_LISTS: {
    document: DELTA_PLAN,
    article: '（九）',
    zh: '共享国三柴油货车和超标排放车辆信息并定期更新，将其列入重点监管范围',
    en: 'China III diesel trucks and over-limit vehicles are shared, kept up to date and put under key supervision',
  },
  DELTA_PLAN_9_CLOSED_LOOP: {
    document: DELTA_PLAN,
    article: '（九）',
    zh: '实现排放超标车辆尾气检验与维修治理闭环管理',
    en: 'The exhaust test and the repair of over-limit vehicles form a closed loop',
  },
  AIR_LAW_51: {
    document: AIR_LAW,
    article: '第五十一条',
    zh: '机动车船、非道路移动机械不得超过标准排放大气污染物',
    en: 'Vehicles, vessels and non-road machinery may not emit above the standard',
  },
  AIR_LAW_53: {
    document: AIR_LAW,
    article: '第五十三条',
    zh: '在用机动车应当定期进行排放检验，经检验合格的方可上道路行驶；生态环境主管部门可以对其排放状况进行监督抽测，公安机关交通管理部门予以配合',
    en: 'A vehicle in use is tested regularly and goes on the road only after passing; ecology authorities may sample its emissions with the support of the traffic police',
  },
  AIR_LAW_60: {
    document: AIR_LAW,
    article: '第六十条',
    zh: '在用机动车排放大气污染物超过标准的，应当进行维修',
    en: 'A vehicle in use that emits above the standard must be repaired',
  },
  ROAD_LAW_11: {
    document: ROAD_SAFETY_LAW,
    article: '第十一条',
    zh: '驾驶机动车上道路行驶，应当悬挂机动车号牌，并随车携带机动车行驶证',
    en: 'A vehicle on the road shows its plates and carries its vehicle licence',
  },
  ROAD_LAW_13: {
    document: ROAD_SAFETY_LAW,
    article: '第十三条',
    zh: '对登记后上道路行驶的机动车，应当定期进行安全技术检验',
    en: 'A registered vehicle on the road is inspected regularly',
  },
  ROAD_LAW_14: {
    document: ROAD_SAFETY_LAW,
    article: '第十四条',
    zh: '达到报废标准的机动车不得上道路行驶',
    en: 'A vehicle that has reached the scrapping standard may not go on the road',
  },
  ROAD_LAW_39: {
    document: ROAD_SAFETY_LAW,
    article: '第三十九条',
    zh: '公安机关交通管理部门根据道路和交通流量的具体情况，可以对机动车、非机动车、行人采取疏导、限制通行、禁止通行等措施',
    en: 'The traffic police may divert, restrict or forbid the passage of vehicles and people as roads and traffic require',
  },
  ROAD_LAW_96: {
    document: ROAD_SAFETY_LAW,
    article: '第九十六条',
    zh: '使用伪造、变造的机动车号牌，或者使用其他车辆的机动车号牌的，予以收缴并扣留该机动车',
    en: "Forged or altered plates, and another vehicle's plates, are seized and the vehicle is detained",
  },
  ROAD_LAW_100: {
    document: ROAD_SAFETY_LAW,
    article: '第一百条',
    zh: '驾驶已达到报废标准的机动车上道路行驶的，公安机关交通管理部门应当予以收缴，强制报废',
    en: 'A vehicle past the scrapping standard that is driven on the road is seized and scrapped',
  },
} as const satisfies Record<string, Clause>;

export type ClauseId = keyof typeof CLAUSES;
