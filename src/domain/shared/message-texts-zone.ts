import type { MessageText } from './message-text.js';

/** Restriction zones, their hours and exemptions. */
export const ZONE_MESSAGES: Readonly<Record<string, MessageText>> = {
  AREA_INVALID: {
    zh: '不是有效的 GeoJSON 面（Polygon 或 MultiPolygon，WGS-84）：{reason}',
    en: 'is no GeoJSON Polygon or MultiPolygon in WGS-84: {reason}',
  },
  AREA_SELF_INTERSECTING: {
    zh: '区域的边界在经度 {longitude}、纬度 {latitude} 附近自相交、自相接触或折返',
    en: 'a ring of the area crosses, touches or doubles back on itself near longitude {longitude}, latitude {latitude}',
  },
  ZONE_HOURS_INVALID: {
    zh: '“{value}”不是时段：星期为 1（周一）至 7（周日），时间写作 HH:mm',
    en: '"{value}" is no time range: days are 1 (Monday) to 7 (Sunday), times are HH:mm',
  },
  ZONE_PERIOD_EMPTY: {
    zh: '结束时间 {until} 不晚于开始时间 {from}',
    en: 'the end {until} is not after the beginning {from}',
  },
  ROAD_CLASS_UNREADABLE: {
    zh: '没有道路类别“{value}”（高速、国道、省道、县道、乡道、村道、城市道路）',
    en: 'there is no road class "{value}" (EXPRESSWAY NATIONAL PROVINCIAL COUNTY TOWNSHIP VILLAGE URBAN)',
  },
  RULE_TOO_LONG: {
    zh: '长 {length} 个字符，超过上限 {maximum}',
    en: 'has {length} characters; the maximum is {maximum}',
  },
  RULE_NOT_IN_FORCE: {
    zh: '规则或启动令已于 {until} 失效',
    en: 'the rule or declaration ended at {until} already',
  },
  RULE_SET_UNKNOWN: {
    zh: '所列区域内没有名为“{value}”的限行规则组',
    en: 'no restriction of a set named "{value}" is known in these divisions',
  },
  RULE_OF_OTHER_SITE: {
    zh: '限行规则“{value}”由站点 {site} 的机关发布，只能在该站点载入',
    en: 'the restriction "{value}" is of an authority of site {site} and is loaded there alone',
  },
  RULE_UNKNOWN: { zh: '没有限行规则“{value}”', en: 'there is no restriction rule "{value}"' },
};
