import type { ErrorEntry } from '../error-entry.js';

/** Refusals about personal data. */
export const PERSONAL_ERRORS = {
  PERSON_DATA_DENIED: {
    http: 403,
    level: 'warn',
    zh: '以您的角色或所述用途不能查看个人信息',
    en: 'Personal data are not open to your role, or not for the purpose that you gave',
  },
  PERSON_DATA_KEY_UNKNOWN: {
    http: 500,
    level: 'error',
    zh: '个人信息以密钥“{key}”加密，而 PERSONAL_DATA_KEYS 中没有该密钥：未显示任何内容，请联系管理员',
    en: 'Personal data are sealed with key "{key}", which PERSONAL_DATA_KEYS does not hold: nothing is shown, tell the operator',
  },
  PERSON_DATA_BROKEN: {
    http: 500,
    level: 'error',
    zh: '记录 {record} 的个人信息密文已损坏或被改动：未显示任何内容，请联系管理员',
    en: 'The sealed personal data of record {record} are broken or were changed: nothing is shown, tell the operator',
  },
  ERASURE_PURPOSE: {
    http: 403,
    level: 'info',
    zh: '删除个人信息须以 DATA_SUBJECT_REQUEST 为用途（请求头 x-purpose）',
    en: 'Personal data are erased for the purpose DATA_SUBJECT_REQUEST only (header x-purpose)',
  },
  OWNER_SEARCH_KEY_INVALID: {
    http: 400,
    level: 'info',
    zh: '按 name、phone、idNumber 三者之一查询，且只能用其一',
    en: 'Search by exactly one of name, phone and idNumber',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
