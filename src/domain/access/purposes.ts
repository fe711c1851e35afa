/** Why protected data may be read or written (PIPL art. 6: only for a stated purpose). A closed list: codes never change. */
export const PURPOSES = {
  ROADSIDE_CHECK: { zh: '路检路查', en: 'Roadside check' },
  CASE_INVESTIGATION: { zh: '案件办理', en: 'Investigation of a case' },
  ACCIDENT_INVESTIGATION: { zh: '交通事故处理', en: 'Investigation of an accident' },
  OVER_LIMIT_ENFORCEMENT: { zh: '超标排放执法', en: 'Enforcement against excess emissions' },
  COMPLAINT: { zh: '投诉举报核查', en: 'Following up a complaint' },
  DATA_SUBJECT_REQUEST: { zh: '个人信息权利请求', en: 'Request of the person concerned' },
  REGISTRATION: { zh: '登记与变更', en: 'Registration and its changes' },
  PERIODIC_TEST: { zh: '排放定期检验', en: 'Periodic emission test' },
  REPAIR: { zh: '维护维修', en: 'Maintenance and repair' },
  PORT_GATE: { zh: '港区门禁查验', en: 'Check at a port gate' },
  SUPERVISION: { zh: '监督管理', en: 'Supervision' },
  DATA_REVIEW: { zh: '数据复核', en: 'Review of doubtful records' },
  OPERATION: { zh: '系统运行与账号管理', en: 'Operation of the system and its accounts' },
  AUDIT: { zh: '审计', en: 'Audit' },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
export type PurposeCode = keyof typeof PURPOSES;

/** Whether a text from outside is one of the purposes. */
export const isPurpose = (text: string): text is PurposeCode => Object.hasOwn(PURPOSES, text);
