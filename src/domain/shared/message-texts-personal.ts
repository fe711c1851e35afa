import type { MessageText } from './message-text.js';

/** Owners' names, phones, addresses and identity numbers. No text repeats what was given. */
export const PERSONAL_MESSAGES: Readonly<Record<string, MessageText>> = {
  OWNER_NAME_FORMAT: {
    zh: '不是所有人姓名或名称：自然人为 2 个以上汉字（可含 ·）或拉丁字母，最长 {longest} 字',
    en: 'is no name of an owner: a person has at least two Chinese characters (with ·) or Latin letters, at most {longest}',
  },
  OWNER_PHONE_FORMAT: {
    zh: '不是手机号码，也不是带区号的固定电话或 400、800 电话',
    en: 'is no mobile number, no landline with its area code and no 400 or 800 number',
  },
  OWNER_ADDRESS_FORMAT: {
    zh: '不是中文地址，或长度不在 4 至 {longest} 字之间',
    en: 'is no Chinese address of 4 to {longest} characters',
  },
  ID_NUMBER_FORMAT: {
    zh: '不是公民身份号码（GB 11643-1999）：18 位，前两位为省级代码，第 7 至 14 位为出生日期',
    en: 'is no identity number of GB 11643-1999: 18 characters that begin with a province and hold a birthday',
  },
  ID_NUMBER_OLD: {
    zh: '15 位身份证号码已停用，请填 18 位公民身份号码',
    en: 'identity numbers of 15 digits are out of use; give the one of 18 characters',
  },
  ID_NUMBER_CHECK: {
    zh: '公民身份号码的校验码不符，请核对',
    en: 'the check character of the identity number does not fit; check the number',
  },
  OWNER_ID_FORBIDDEN: { zh: '单位没有公民身份号码', en: 'an organisation has no identity number' },
  PARTICULARS_EMPTY: {
    zh: '姓名、电话、地址和身份号码至少填一项',
    en: 'at least one of name, phone, address and identity number must be given',
  },
  OWNER_NOT_RECORDED: {
    zh: '没有可删除的所有人个人信息',
    en: "there are no owner's particulars that could be erased",
  },
  OWNER_RECORDED_LATER: {
    zh: '车辆已登记，本行所载所有人信息已补登',
    en: 'the vehicle was registered before; what the row says of the owner was recorded now',
  },
  OWNER_ERASED: {
    zh: '本行所有人的个人信息已应其本人请求删除，不随本行登记',
    en: 'the particulars of the owner in this row were erased on request and are not registered with it',
  },
  OWNER_ALREADY_ERASED: {
    zh: '该所有人的个人信息已删除',
    en: "this owner's particulars were erased already",
  },
  OWNER_RECORDED_ELSEWHERE: {
    zh: '所有人个人信息由登记站点保存，本站没有',
    en: "the owner's particulars are kept by the site that recorded them, not here",
  },
};
