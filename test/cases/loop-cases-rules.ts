import { at, cleared, fails, notice, passes, refused, repairs } from './loop-lines.js';
import type { LoopLine } from './loop-lines.js';

/** The rules R5.1 to R5.8, certificates and types of test. */
export const LOOP_RULE_CASES: readonly LoopLine[] = [
  {
    says: 'R5.2 repaired before it failed',
    facts: [repairs('02-27'), fails('03-01'), passes('03-05')],
    answer: {
      state: 'LISTED',
      rejected: [
        { index: 0, code: 'REPAIR_ORDER' },
        { index: 2, code: 'NO_REPAIR_RECORD' },
      ],
    },
  },
  {
    says: 'R5.2 written down before the retest as completed after its beginning',
    facts: [fails('03-01'), repairs('03-04', { completedAt: at('03-06') }), passes('03-05')],
    answer: refused('REPAIR_ORDER', 2, 'REPAIRED'),
  },
  {
    says: 'R5.2 completed at the very moment when the retest begins',
    facts: [fails('03-01'), repairs('03-05'), passes('03-05')],
    answer: refused('REPAIR_ORDER', 2, 'REPAIRED'),
  },
  {
    says: 'a repair that was uploaded after the retest counts by its time',
    facts: [
      fails('03-01'),
      passes('03-05'),
      repairs('03-09', { completedAt: at('03-04'), uploadedAt: at('03-09') }),
    ],
    answer: cleared,
  },
  {
    says: 'R5.5 a repair for the failure of the last cycle',
    facts: [
      fails('03-01'),
      repairs('03-02'),
      fails('03-03'),
      repairs('03-04', { failure: 0 }),
      passes('03-05'),
    ],
    answer: {
      state: 'LISTED',
      cycle: 2,
      rejected: [
        { index: 3, code: 'NOT_THIS_FAILURE' },
        { index: 4, code: 'NO_REPAIR_RECORD' },
      ],
    },
  },
  {
    says: 'the repair of one cycle is none of the next',
    facts: [fails('03-01'), repairs('03-02'), fails('03-03'), passes('03-05')],
    answer: { ...refused('NO_REPAIR_RECORD', 3, 'LISTED'), cycle: 2 },
  },
  {
    says: 'R5.6 neither parts nor labour',
    facts: [fails('03-01'), repairs('03-02', { parts: [], labour: [] })],
    answer: { state: 'REPAIRED', rejected: [], flags: ['EMPTY_REPAIR'] },
  },
  {
    says: 'R5.7 the readiness of the OBD is incomplete',
    facts: [
      fails('03-01'),
      repairs('03-02'),
      passes('03-03', { readinessIncomplete: 3 }),
      passes('03-04', { readinessIncomplete: 2 }),
    ],
    answer: { state: 'CLEARED', rejected: [{ index: 2, code: 'OBD_NOT_READY' }] },
  },
  {
    says: 'R5.8 an appeal waits',
    facts: [fails('03-01'), { kind: 'appeal', at: at('03-02') }],
    answer: { state: 'APPEAL', cleared: false },
  },
  {
    says: 'R5.8 an appeal that is rejected puts it back, with all that happened meanwhile',
    facts: [
      fails('03-01'),
      { kind: 'appeal', at: at('03-02') },
      notice('03-03'),
      { kind: 'appeal-decision', at: at('03-04'), decision: 'REJECTED' },
    ],
    answer: { state: 'NOTIFIED', rejected: [] },
  },
  {
    says: 'R5.8 an appeal that is upheld',
    facts: [
      fails('03-01'),
      { kind: 'appeal', at: at('03-02') },
      { kind: 'appeal-decision', at: at('03-04'), decision: 'UPHELD' },
      passes('03-05'),
    ],
    answer: { state: 'WITHDRAWN', cleared: false, rejected: [] },
  },
  ...(['SECOND_MAINTENANCE', 'ASSEMBLY', 'WHOLE_VEHICLE'] as const).map((repairType) => ({
    says: `${repairType} needs its certificate`,
    facts: [fails('03-01'), repairs('03-02', { repairType })],
    answer: refused('CERT_REQUIRED', 1, 'LISTED'),
  })),
  {
    says: 'with the certificate',
    facts: [
      fails('03-01'),
      repairs('03-02', { repairType: 'ASSEMBLY', certificateNo: 'C-77' }),
      passes('03-03'),
    ],
    answer: cleared,
  },
  {
    says: 'a minor repair needs none',
    facts: [fails('03-01'), repairs('03-02', { repairType: 'MINOR' }), passes('03-03')],
    answer: cleared,
  },
  {
    says: 'unless the city asks for one',
    config: { certificateFor: ['MINOR'] },
    facts: [fails('03-01'), repairs('03-02', { repairType: 'MINOR' })],
    answer: refused('CERT_REQUIRED', 1, 'LISTED'),
  },
  ...(
    [
      'PERIODIC',
      'TRANSFER_IN',
      'SUPERVISION_RETEST',
      'ROADSIDE_RETEST',
      'REMOTE_SENSING_RETEST',
      1,
      3,
      5,
      6,
    ] as const
  ).map((checkType) => ({
    says: `check type ${String(checkType)} ends a listing`,
    facts: [fails('03-01'), repairs('03-02'), passes('03-03', { checkType })],
    answer: cleared,
  })),
  {
    says: 'a new registration ends none',
    facts: [fails('03-01'), repairs('03-02'), passes('03-03', { checkType: 2 })],
    answer: refused('CHECK_TYPE_NO_RETEST', 2, 'REPAIRED'),
  },
];
