import type { ErrorEntry } from '../error-entry.js';

/** Sign-in, sessions, machine clients and rate limits. */
export const SESSION_ERRORS = {
  TOO_MANY_ATTEMPTS: {
    http: 429,
    level: 'warn',
    zh: '登录尝试过多：请在 {retryAfterSeconds} 秒后再试，或请管理员解锁',
    en: 'Too many attempts to sign in: try again in {retryAfterSeconds} seconds, or ask an administrator to unlock',
  },
  RATE_LIMITED: {
    http: 429,
    level: 'info',
    zh: '请求过于频繁：请在 {retryAfterSeconds} 秒后再试',
    en: 'Too many requests: try again in {retryAfterSeconds} seconds',
  },
  REFRESH_REFUSED: {
    http: 401,
    level: 'warn',
    zh: '续期令牌无效、已使用或会话已结束：请重新登录',
    en: 'The refresh token is unknown or used, or its session has ended: please sign in again',
  },
  PASSWORD_CHANGE_REQUIRED: {
    http: 403,
    level: 'info',
    zh: '密码由管理员设置，须先以 changePassword 更改',
    en: 'An administrator chose this password: change it with changePassword first',
  },
  PASSWORD_COMMON: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的密码过于常见，会被最先猜到',
    en: 'The password in {field} is a common one, among the first to be guessed',
  },
  PASSWORD_GUESSABLE: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的密码不得含登录名或机构名称的一部分',
    en: 'The password in {field} must not contain a part of the login or of the organisation',
  },
  PASSWORD_REUSED: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的密码是最近 {count} 个密码之一，不能再用',
    en: 'The password in {field} is one of the last {count} and cannot be used again',
  },
  ACCOUNT_UNKNOWN: {
    http: 404,
    level: 'info',
    zh: '字段 {field} 的账号不存在，或不在您的管辖范围内',
    en: 'The account in {field} does not exist or is outside of your reach',
  },
  ACCOUNT_OWN: {
    http: 400,
    level: 'info',
    zh: '字段 {field}：不能对自己的账号执行此操作',
    en: '{field}: this cannot be done to the own account',
  },
  ACCOUNT_IS_MACHINE: {
    http: 400,
    level: 'info',
    zh: '字段 {field}：该账号属于接口客户端，没有密码',
    en: '{field}: this account belongs to an API client and has no password',
  },
  SESSION_UNKNOWN: {
    http: 404,
    level: 'info',
    zh: '字段 {field} 的会话不存在、已结束，或不属于本账号',
    en: 'The session in {field} does not exist, has ended, or is not one of the own account',
  },
  API_KEY_MISTYPED: {
    http: 401,
    level: 'info',
    zh: '接口密钥输入有误（校验位不符）：请核对后重试',
    en: 'This API key was mistyped: its checksum does not fit',
  },
  CLIENT_UNKNOWN: {
    http: 404,
    level: 'info',
    zh: '字段 {field} 的接口客户端不存在，或不在您的管辖范围内',
    en: 'The API client in {field} does not exist or is outside of your reach',
  },
  CLIENT_REVOKED: {
    http: 409,
    level: 'info',
    zh: '字段 {field} 的接口客户端已撤销，须另建',
    en: 'The API client in {field} has been revoked; make another one',
  },
  CLIENT_NAME_INVALID: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 须为 {minimum} 至 {maximum} 个字符',
    en: '{field} must have {minimum} to {maximum} characters',
  },
  CLIENT_EXPIRY_PAST: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 须在当前时间之后',
    en: '{field} must be in the future',
  },
  CLIENT_ACTION_FORBIDDEN: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的操作“{value}”不能授予角色 {role} 的客户端；可选：{allowed}',
    en: 'The action "{value}" in {field} cannot be given to a client of role {role}; these can: {allowed}',
  },
  CLIENT_ADDRESS_INVALID: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的“{value}”不是网段（CIDR，主机位须为零）',
    en: '"{value}" in {field} is not a network in CIDR form with its host bits zero',
  },
  CLIENT_OVERLAP_INVALID: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 须为 0 至 {maximum} 的整数秒',
    en: '{field} must be whole seconds from 0 to {maximum}',
  },
  OPENID_NOT_CONFIGURED: {
    http: 404,
    level: 'info',
    zh: '本站未配置外部身份（OpenID）登录',
    en: 'This site has no external issuer (OpenID) to sign in with',
  },
  OPENID_UNAVAILABLE: {
    http: 503,
    level: 'error',
    zh: '外部身份签发者暂时没有可用的应答，请稍后重试',
    en: 'The external issuer gives no usable answer for the moment; please try again later',
  },
  OPENID_REFUSED: {
    http: 401,
    level: 'warn',
    zh: '外部身份未被接受：授权码无效、已使用，或身份令牌与请求不符',
    en: 'The external identity was not accepted: the code is wrong or used, or the token does not fit the request',
  },
  OPENID_NOT_LINKED: {
    http: 403,
    level: 'warn',
    zh: '该外部身份未关联可用账号，请联系管理员',
    en: 'No enabled account is linked to this external identity; please ask an administrator',
  },
  OPENID_SUBJECT_TAKEN: {
    http: 409,
    level: 'info',
    zh: '字段 {field}：该外部身份已关联另一账号',
    en: '{field}: this external identity is linked to another account',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
