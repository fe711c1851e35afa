import type { ErrorEntry } from '../error-entry.js';

/** Releases of the shared lists and the packs for hand-held devices. */
export const RELEASE_ERRORS = {
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
