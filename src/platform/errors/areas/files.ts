import type { ErrorEntry } from '../error-entry.js';

/** Files that come in and go out, and the imports and exports that use them. */
export const FILE_ERRORS = {
  FILE_TOO_LARGE: {
    http: 413,
    level: 'info',
    zh: '文件超过上限 {maximum} 字节：请分拆后上传',
    en: 'The file is larger than {maximum} bytes: split it and upload the parts',
  },
  FILE_EMPTY: {
    http: 400,
    level: 'info',
    zh: '文件为空',
    en: 'The file is empty',
  },
  FILE_NAME_REQUIRED: {
    http: 400,
    level: 'info',
    zh: '须在 {field} 中给出文件名（UTF-8 百分号编码）',
    en: 'Give the name of the file in {field} (UTF-8, percent-encoded)',
  },
  FILE_NAME_INVALID: {
    http: 400,
    level: 'info',
    zh: '{field} 不是文件名：不得含路径、盘符、控制字符，不得以点开头，至多 {longest} 个字符',
    en: '{field} is no file name: no path, drive or control character, no leading dot, at most {longest} characters',
  },
  RANGE_UNSATISFIABLE: {
    http: 416,
    level: 'info',
    zh: '请求的字节范围超出文件大小 {size}',
    en: 'The bytes asked for lie outside of the file, which has {size}',
  },
  EXPORT_OWN_REQUEST: {
    http: 403,
    level: 'warn',
    zh: '不得审批本人的导出申请：须由他人决定',
    en: 'Nobody decides about an export of their own: another person has to',
  },
  EXPORT_NOT_WAITING: {
    http: 409,
    level: 'info',
    zh: '该导出申请已不在待审批状态（现为 {state}）',
    en: 'This export no longer waits for a decision (it is {state})',
  },
  EXPORT_STATE: {
    http: 409,
    level: 'info',
    zh: '导出申请现为 {state}，不能执行此操作',
    en: 'The export is {state}; this cannot be done now',
  },
  EXPORT_REASON_REQUIRED: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 须说明理由，至多 {maximum} 个字符',
    en: '{field} must give a reason, of at most {maximum} characters',
  },
  EXPORT_NEEDS_APPROVAL: {
    http: 403,
    level: 'info',
    zh: '导出共 {rows} 行，须经他人批准：请通过接口申请（requestExport）',
    en: 'The export has {rows} rows and needs a second person: ask for it through the API (requestExport)',
  },
  IMPORT_FILE_GONE: {
    http: 404,
    level: 'info',
    zh: '没有可导入的文件：未曾由您上传，或已过保存期限，请重新上传',
    en: 'There is no such file to import: you have not uploaded it, or it has expired; upload it again',
  },
  IMPORT_ENDED: {
    http: 409,
    level: 'info',
    zh: '该导入已结束，不能取消',
    en: 'The import has ended already and cannot be cancelled',
  },
  IMPORT_NOT_BROKEN: {
    http: 409,
    level: 'info',
    zh: '只有已取消或失败的导入可以继续',
    en: 'Only a cancelled or failed import can be taken up again',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
