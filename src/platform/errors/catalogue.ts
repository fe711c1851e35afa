import { FILE_ERRORS } from './areas/files.js';
import { PERSONAL_ERRORS } from './areas/personal.js';
import { RELEASE_ERRORS } from './areas/releases.js';
import { REVIEW_ERRORS } from './areas/review.js';
import { SESSION_ERRORS } from './areas/sessions.js';
import { ZONE_ERRORS } from './areas/zones.js';
import type { ErrorEntry } from './error-entry.js';

/**
 * Every code the service itself may answer, in the order of docs/errors.md. A code once published is never renamed
 * or reused. Codes about the domain's own words (plates, VINs, dates) live beside the rules they belong to.
 */
export const ERRORS = {
  UNAUTHENTICATED: {
    http: 401,
    level: 'info',
    zh: '未登录，或令牌无效、已过期：请重新登录',
    en: 'Not signed in, or the token is invalid or has expired: please sign in again',
  },
  SIGN_IN_FAILED: {
    http: 401,
    level: 'warn',
    zh: '账号或密码不正确，或账号已停用',
    en: 'The login or password is wrong, or the account is disabled',
  },
  FORBIDDEN: {
    http: 403,
    level: 'warn',
    zh: '您的角色无权执行此操作',
    en: 'Your role may not do this',
  },
  PURPOSE_REQUIRED: {
    http: 403,
    level: 'info',
    zh: '查询受保护数据须说明用途和案件（执勤）编号：请设置请求头 x-purpose 与 x-case-no',
    en: 'Reading protected data needs a purpose and a case or duty number: set the headers x-purpose and x-case-no',
  },
  NOT_YOUR_RECORD: {
    http: 403,
    level: 'warn',
    zh: '该记录由其他站点登记，只能由登记站点更正',
    en: 'This record was written by another site; only that site may correct it',
  },
  NOT_FOUND: {
    http: 404,
    level: 'info',
    zh: '未找到所请求的内容',
    en: 'What was asked for was not found',
  },
  BAD_INPUT: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的输入无效：{reason}',
    en: 'The input of {field} is not valid: {reason}',
  },
  IDEMPOTENCY_KEY_INVALID: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 须为幂等键：8 至 128 个可见 ASCII 字符',
    en: '{field} must be an idempotency key: 8 to 128 visible ASCII characters',
  },
  IDEMPOTENCY_CONFLICT: {
    http: 409,
    level: 'info',
    zh: '该幂等键已用于内容不同的请求',
    en: 'This idempotency key was already used for a request with another content',
  },
  PAGE_TOO_LARGE: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 为 {value}，超过每页上限 {maximum}',
    en: '{field} is {value}, above the largest page of {maximum}',
  },
  PAGE_INVALID: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 为 {value}，须为正整数',
    en: '{field} is {value}; it must be a positive whole number',
  },
  CURSOR_INVALID: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的游标不是本查询给出的',
    en: 'The cursor in {field} was not given out by this query',
  },
  ID_INVALID: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的标识不是 {type} 的有效标识',
    en: 'The id in {field} is not the id of such an object: {type}',
  },
  PATTERN_TOO_BROAD: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的匹配范围过宽：至少须给出 {minimum} 个确定的字符',
    en: 'The pattern in {field} is too broad: give at least {minimum} certain characters',
  },
  RAW_TOO_LARGE: {
    http: 400,
    level: 'info',
    zh: '报文长 {value} 字节，超过上限 {maximum} 字节',
    en: 'The message has {value} bytes, above the limit of {maximum}',
  },
  BATCH_TOO_LARGE: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 含 {value} 行，超过上限 {maximum} 行',
    en: '{field} has {value} rows, above the limit of {maximum}',
  },
  QUERY_TOO_DEEP: {
    http: 400,
    level: 'info',
    zh: '查询层数为 {score}，超过上限 {maximum}',
    en: 'The query is {score} levels deep; the maximum is {maximum}',
  },
  TOO_MANY_ALIASES: {
    http: 400,
    level: 'info',
    zh: '查询含 {score} 个别名或重复字段，超过上限 {maximum}',
    en: 'The query has {score} aliases and repeated fields; the maximum is {maximum}',
  },
  TOO_MANY_DIRECTIVES: {
    http: 400,
    level: 'info',
    zh: '同一处有 {score} 个指令，超过上限 {maximum}',
    en: 'One part of the query has {score} directives; the maximum is {maximum}',
  },
  TOO_MANY_TOKENS: {
    http: 400,
    level: 'info',
    zh: '查询含 {score} 个词法单元，超过上限 {maximum}',
    en: 'The query has {score} tokens; the maximum is {maximum}',
  },
  QUERY_TOO_COSTLY: {
    http: 400,
    level: 'info',
    zh: '查询开销为 {score}，超过上限 {maximum}',
    en: 'The query costs {score}; the maximum is {maximum}',
  },
  REQUEST_TOO_LARGE: {
    http: 413,
    level: 'info',
    zh: '请求体超过上限 {maximum} 字节',
    en: 'The request body is above the limit of {maximum} bytes',
  },
  REQUEST_MALFORMED: {
    http: 400,
    level: 'info',
    zh: '请求不是有效的 GraphQL over HTTP 请求：{reason}',
    en: 'This is not a valid GraphQL over HTTP request: {reason}',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    http: 415,
    level: 'info',
    zh: '请求体须为 application/json（UTF-8）',
    en: 'The request body must be application/json in UTF-8',
  },
  NOT_ACCEPTABLE: {
    http: 406,
    level: 'info',
    zh: '只能以 application/graphql-response+json 或 application/json 应答',
    en: 'Answers come only as application/graphql-response+json or application/json',
  },
  METHOD_NOT_ALLOWED: {
    http: 405,
    level: 'info',
    zh: '{method} 不可用：查询可用 GET 或 POST，变更只能用 POST',
    en: '{method} is not possible here: GET or POST for queries, only POST for mutations',
  },
  PREFLIGHT_HEADER_REQUIRED: {
    http: 403,
    level: 'warn',
    zh: '为防止跨站请求，GET 请求须带请求头 x-qingtu-client（值不限）',
    en: 'Against cross-site requests a GET must carry the header x-qingtu-client (any value)',
  },
  GRAPHQL_PARSE_FAILED: {
    http: 400,
    level: 'info',
    zh: 'GraphQL 语法错误：{reason}',
    en: 'GraphQL syntax error: {reason}',
  },
  GRAPHQL_VALIDATION_FAILED: {
    http: 400,
    level: 'info',
    zh: '查询不符合接口定义：{reason}',
    en: 'The query does not fit the schema: {reason}',
  },
  OPERATION_NOT_FOUND: {
    http: 400,
    level: 'info',
    zh: '请求中没有要执行的操作：{reason}',
    en: 'The request names no operation to run: {reason}',
  },
  UNAVAILABLE: {
    http: 503,
    level: 'error',
    zh: '服务暂时不可用，请稍后重试',
    en: 'The service is unavailable for the moment; please try again later',
  },
  INTERNAL: {
    http: 500,
    level: 'error',
    zh: '内部错误：请凭请求编号联系运维',
    en: 'Internal error: please give the request id to the operator',
  },
  PURPOSE_UNKNOWN: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的用途代码“{value}”不在用途清单中',
    en: '{field} "{value}" is not one of the purpose codes',
  },
  REFERENCE_TOO_LONG: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的案件（执勤）编号长 {length} 个字符，超过上限 {maximum}',
    en: 'The case or duty number in {field} has {length} characters; the maximum is {maximum}',
  },
  LOGIN_INVALID: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 须为 2 至 64 个小写字母、数字、点、下划线或连字符，并以字母或数字开头',
    en: '{field} must be 2 to 64 lower-case letters, digits, dots, underscores or hyphens and begin with a letter or digit',
  },
  LOGIN_TAKEN: {
    http: 409,
    level: 'info',
    zh: '字段 {field}：该登录名已被使用',
    en: '{field}: this login is already in use',
  },
  PASSWORD_WEAK: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 须为 {minimum} 至 {maximum} 个字符，至少含 {distinct} 种不同字符，且不含登录名',
    en: '{field} must have {minimum} to {maximum} characters, at least {distinct} different ones, and not contain the login',
  },
  ORGANISATION_UNKNOWN: {
    http: 404,
    level: 'info',
    zh: '字段 {field} 的机构不存在，或不在您的管辖范围内',
    en: 'The organisation in {field} does not exist or is outside of your reach',
  },
  ROLE_ORGANISATION_MISMATCH: {
    http: 400,
    level: 'info',
    zh: '字段 {field} 的角色 {role} 只能属于 {needed} 类机构，而该机构为 {kind}',
    en: 'The role {role} in {field} belongs in an organisation of kind {needed}; this one is {kind}',
  },
  OUT_OF_SCOPE: {
    http: 403,
    level: 'warn',
    zh: '字段 {field} 的区划 {value} 不在您的管辖范围内',
    en: 'The division {value} in {field} is outside of your reach',
  },
  VEHICLE_KEY_INVALID: {
    http: 400,
    level: 'info',
    zh: '须给出 id、vin、plate 三者之一（vin 与 plate 可同时给出）',
    en: 'Give one of id, vin and plate (vin and plate may go together)',
  },
  PRESENTATION_REQUIRED: {
    http: 403,
    level: 'info',
    zh: '检验站、维修站只能查询到站车辆：须同时给出 vin 和 plate',
    en: 'A station sees only the vehicle before it: give both vin and plate',
  },
  ...SESSION_ERRORS,
  ...FILE_ERRORS,
  ...PERSONAL_ERRORS,
  ...REVIEW_ERRORS,
  ...RELEASE_ERRORS,
  ...ZONE_ERRORS,
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** A code of this catalogue. */
export type ErrorCode = keyof typeof ERRORS;

/** Whether a code belongs to this catalogue (and not to the domain's). */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);
