import type { ErrorEntry } from '../error-entry.js';

/** Releases of the shared lists and the packs for hand-held devices. */
export const RELEASE_ERRORS = {
  RELEASE_BEFORE_DAMAGED: {
    http: 500,
    level: 'error',
    zh: '字段 {field}：该名单的上一期（第 {number} 期）文件已损坏，无法比较，未发布：请先由运维恢复该文件',
    en: '{field}: the files of the release before, number {number}, are damaged; nothing can be compared with them, so nothing was made: have the operator restore them first',
  },
  PACK_UNKNOWN: {
    http: 404,
    level: 'info',
    zh: '字段 {field}：没有这一期号牌包',
    en: '{field}: there is no such pack',
  },
  PACK_PLATE_UNREADABLE: {
    http: 500,
    level: 'error',
    zh: '登记的号牌“{plate}”不是号牌号码，无法打包：请先更正该登记',
    en: 'the registered plate "{plate}" is no plate number and cannot be packed: correct its registration first',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
