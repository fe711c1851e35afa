import type { MessageText } from './message-text.js';

/** Releases, packs and their proofs. */
export const RELEASE_MESSAGES: Readonly<Record<string, MessageText>> = {
  MANIFEST_INVALID: {
    zh: 'manifest.json 不是本格式的清单，有误之处：{member}',
    en: 'manifest.json is no manifest of this format; wrong at {member}',
  },
  RELEASE_FILE_MISSING: { zh: '缺少文件 {file}', en: 'the file {file} is missing' },
  RELEASE_FILE_EXTRA: {
    zh: '{file} 不属于发布内容，应予移除',
    en: '{file} is no part of a release and must not lie there',
  },
  RELEASE_FILE_CHANGED: {
    zh: '{file} 与清单不符[，第 {line} 行]：内容已被改动',
    en: '{file} is not what the manifest says[, line {line}]: its content was changed',
  },
  RELEASE_ROW_INVALID: {
    zh: '{file}[ 第 {line} 行]不是规范的一行',
    en: '{file}[ line {line}] is no canonical line of its kind',
  },
  RELEASE_ORDER: {
    zh: '{file}[ 第 {line} 行]次序有误或重复',
    en: '{file}[ line {line}] is out of order or a repetition',
  },
  RELEASE_COUNTS: {
    zh: '{file} 中的计数与内容不符',
    en: 'the counts of {file} are not those of the content',
  },
  RELEASE_CSV_DIFFERS: {
    zh: '{file}[ 第 {line} 行]与 rows.ndjson 不一致',
    en: '{file}[ line {line}] says something else than rows.ndjson',
  },
  RELEASE_DIFFERENCE_WRONG: {
    zh: '{file}[ 第 {line} 行]不是由上一期得出本期的差异',
    en: '{file}[ line {line}] does not lead from the release before to this one',
  },
  RELEASE_NOT_PREVIOUS: {
    zh: '所给目录不是清单所指的上一期发布',
    en: 'the given folder is not the release before that the manifest names',
  },
  SIGNATURE_INVALID: {
    zh: '{file} 的签名无效：内容或签名已被改动，或并非由该密钥签署',
    en: 'the signature of {file} does not hold: content or signature was changed, or another key signed it',
  },
  KEY_UNREADABLE: {
    zh: '“{value}”不是 Ed25519 公钥（32 字节的 base64）',
    en: '"{value}" is no Ed25519 public key (32 bytes in base64)',
  },
  KEY_OTHER: {
    zh: '由另一密钥签署：文件所载为 {found}，应为 {expected}',
    en: 'signed with another key: the file carries {found}, expected is {expected}',
  },
  PACK_INVALID: {
    zh: '{file} 不是本格式的号牌包，或已损坏：{what}',
    en: '{file} is no plate pack of this format or is damaged: {what}',
  },
  PACK_EXPIRED: {
    zh: '号牌包已于 {expiresAt} 到期，不可再用：请更新',
    en: 'the pack expired at {expiresAt} and must not be used: fetch a new one',
  },
  PACK_BASE_OTHER: {
    zh: '增量包基于另一号牌包：应为第 {expected} 期，所给为第 {found} 期',
    en: 'the delta belongs to another pack: it needs number {expected}, given is number {found}',
  },
  PACK_NOT_DELTA: { zh: '{file} 不是增量包', en: '{file} is no delta' },
  PACK_NOT_FULL: { zh: '{file} 是增量包，不能直接查询', en: '{file} is a delta and cannot be searched' },
};
