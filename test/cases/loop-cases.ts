/** A case of `judge loop` and what its answer must hold. */
export interface LoopLine {
  readonly says: string;
  readonly config?: object;
  readonly facts: readonly object[];
  readonly more?: object;
  readonly answer: object;
}

const at = (day: string, time = '09:00'): string => `2026-${day}T${time}:00+08:00`;
const A = '310115001';
const B = '310115002';
const SHOP = '310115M01';

export const fails = (day: string, more: object = {}) => ({
  kind: 'report',
  at: at(day),
  station: A,
  result: 'FAIL',
  ...more,
});
export const passes = (day: string, more: object = {}) => ({
  kind: 'report',
  at: at(day),
  station: A,
  result: 'PASS',
  ...more,
});
export const repairs = (day: string, more: object = {}) => ({
  kind: 'repair',
  at: at(day),
  station: SHOP,
  ...more,
});
const notice = (day: string, more: object = {}) => ({ kind: 'notice', at: at(day), ...more });
const rs = (day: string, value: number, more: object = {}) => ({
  kind: 'remote-sensing',
  at: at(day),
  site: '310115RS1',
  pollutant: 'OPACITY',
  value,
  ...more,
});
const cleared = { state: 'CLEARED', cleared: true, rejected: [] };
const refused = (code: string, index: number, state: string) => ({
  state,
  cleared: false,
  rejected: [{ index, code }],
});
const days = { config: { repairDays: 10 } };

/** The worked cases 52 to 62 of the I/M loop, and what the same rules say beside them. */
export const LOOP_CASES: readonly LoopLine[] = [
  {
    says: '52 a retest without a repair is refused even if it was passed',
    facts: [fails('03-01'), passes('03-05')],
    answer: refused('NO_REPAIR_RECORD', 1, 'LISTED'),
  },
  {
    says: '52 and if it was failed: the cycle stays',
    facts: [fails('03-01'), fails('03-05'), repairs('03-06'), passes('03-07')],
    answer: { state: 'CLEARED', cycle: 1, cleared: true, rejected: [{ index: 1, code: 'NO_REPAIR_RECORD' }] },
  },
  {
    says: 'a repair and a passed retest clear',
    facts: [fails('03-01'), repairs('03-03'), passes('03-05')],
    answer: { ...cleared, cycle: 1, flags: [] },
  },
  {
    says: '54 at another station while the same one is asked for',
    config: { sameStation: true },
    facts: [fails('03-01'), repairs('03-03'), passes('03-05', { station: B })],
    answer: refused('STATION_MISMATCH', 2, 'REPAIRED'),
  },
  {
    says: '54 the same station is the rule where nobody said',
    facts: [fails('03-01'), repairs('03-03'), passes('03-05', { station: B })],
    answer: refused('STATION_MISMATCH', 2, 'REPAIRED'),
  },
  {
    says: '54 a city without the rule',
    config: { sameStation: false },
    facts: [fails('03-01'), repairs('03-03'), passes('03-05', { station: B })],
    answer: cleared,
  },
  {
    says: '54 the original station is suspended and leave was given',
    config: { sameStation: true, stations: { [A]: 'SUSPENDED' } },
    facts: [
      { ...fails('03-01'), station: B },
      repairs('03-03'),
      { kind: 'station-status', at: at('03-04'), station: B, status: 'SUSPENDED' },
      { kind: 'override', at: at('03-04', '10:00'), station: '310115003', reason: 'STATION_SUSPENDED' },
      passes('03-05', { station: '310115003' }),
    ],
    answer: cleared,
  },
  {
    says: '54 leave for one station is none for another',
    facts: [
      fails('03-01'),
      repairs('03-03'),
      { kind: 'override', at: at('03-04'), station: '310115003', reason: 'OUT_OF_AREA' },
      passes('03-05', { station: B }),
    ],
    answer: refused('STATION_MISMATCH', 3, 'REPAIRED'),
  },
  {
    says: '54 leave that came after the test does not help it',
    facts: [
      fails('03-01'),
      repairs('03-03'),
      passes('03-05', { station: B }),
      { kind: 'override', at: at('03-06'), station: B, reason: 'STATION_CLOSED' },
    ],
    answer: refused('STATION_MISMATCH', 2, 'REPAIRED'),
  },
  {
    says: 'a roadside failure names no station',
    facts: [
      { kind: 'field-check', at: at('03-01'), result: 'FAIL' },
      repairs('03-03'),
      passes('03-05', { station: B }),
    ],
    answer: { ...cleared, listing: { source: 'ROADSIDE_FAIL' } },
  },
  {
    says: '55 off the list after it was completed, before it was uploaded',
    facts: [
      fails('03-01'),
      { kind: 'station-status', at: '2026-03-10', station: SHOP, status: 'REMOVED' },
      repairs('03-12', { completedAt: at('03-09'), uploadedAt: at('03-12') }),
      passes('03-13'),
    ],
    answer: cleared,
  },
  {
    says: '55 off the list before it was completed',
    facts: [
      fails('03-01'),
      { kind: 'station-status', at: '2026-03-10', station: SHOP, status: 'REMOVED' },
      repairs('03-11'),
      passes('03-13'),
    ],
    answer: {
      state: 'LISTED',
      rejected: [
        { index: 2, code: 'MSTATION_INACTIVE' },
        { index: 3, code: 'NO_REPAIR_RECORD' },
      ],
    },
  },
  {
    says: '57 three loops, then scrapped: closed, counted, never cleared',
    facts: [
      fails('03-01'),
      repairs('03-02'),
      fails('03-03'),
      repairs('03-04'),
      fails('03-05'),
      repairs('03-06'),
      { kind: 'scrapped', at: at('03-07') },
      passes('03-08'),
    ],
    answer: {
      state: 'CLOSED_SCRAPPED',
      cycle: 3,
      cleared: false,
      rejected: [{ index: 7, code: 'VEHICLE_SCRAPPED' }],
      listing: { evidence: [0, 2, 4], end: { state: 'CLOSED_SCRAPPED', index: 6 } },
    },
  },
  {
    says: '59 an Anhui truck fails in Shanghai: one copy',
    facts: [fails('03-01', { plate: '皖K12345' }), notice('03-02', { division: '341200' })],
    answer: {
      state: 'NOTIFIED',
      listing: {
        discoveredBy: { site: '310000', division: '310115' },
        noticeOwner: { queue: 'SITE', site: '340000' },
      },
      copy: { from: '310000', to: '340000', listing: 0 },
    },
  },
  {
    says: '59 the discoverer does not own the notice',
    facts: [fails('03-01', { plate: '皖K12345' }), notice('03-02', { division: '310115' })],
    answer: refused('NOT_YOUR_RECORD', 1, 'LISTED'),
  },
  {
    says: '59 a truck from outside the delta goes to the national queue',
    facts: [fails('03-01', { plate: '鲁B12345' })],
    answer: { listing: { noticeOwner: { queue: 'NATIONAL', site: null } }, copy: { to: 'NATIONAL' } },
  },
  {
    says: '59 a local truck needs no copy',
    facts: [fails('03-01', { plate: '沪A12345' })],
    answer: { copy: null },
  },
  {
    says: '60 re-plated while notified: the listing follows, and its owner with it',
    facts: [
      {
        kind: 'registered',
        at: '2012-05-01',
        vin: 'LZZ5ELNB6CN123456',
        plate: '苏A12345',
        division: '320100',
      },
      fails('03-01', { station: '320100001', vin: 'LZZ5ELNB6CN123456' }),
      notice('03-02'),
      { kind: 'replated', at: at('03-05'), plate: '浙B12345', division: '330200' },
    ],
    answer: {
      state: 'NOTIFIED',
      rejected: [],
      listing: { noticeOwner: { site: '330000', division: '330200' } },
      copy: { from: '320000', to: '330000' },
    },
  },
  {
    says: '60 and it can be cleared under its new plate',
    facts: [
      fails('03-01', { plate: '苏A12345', vin: 'LZZ5ELNB6CN123456' }),
      { kind: 'replated', at: at('03-05'), plate: '浙B12345', division: '330200' },
      repairs('03-06'),
      passes('03-07', { plate: '浙B12345', vin: 'LZZ5ELNB6CN123456' }),
    ],
    answer: cleared,
  },
  {
    says: '62 two kilometres back are tolerated',
    facts: [
      fails('03-01', { odometerKm: 352000 }),
      repairs('03-02', { odometerKm: 351998 }),
      passes('03-03', { odometerKm: 352003 }),
    ],
    answer: { ...cleared, flags: [] },
  },
  {
    says: '62 a lost digit is flagged',
    facts: [
      fails('03-01', { odometerKm: 352000 }),
      repairs('03-02', { odometerKm: 351998 }),
      passes('03-03', { odometerKm: 35200 }),
    ],
    answer: { ...cleared, flags: ['ODOMETER_REGRESS'] },
  },
  ...[
    [351995, []],
    [351994, ['ODOMETER_REGRESS']],
  ].map(([odometerKm, flags]) => ({
    says: `62 at ${String(odometerKm)} km`,
    facts: [fails('03-01', { odometerKm: 352000 }), repairs('03-02', { odometerKm })],
    answer: { state: 'REPAIRED', flags },
  })),
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
  {
    says: '39 a comparison changes nothing, failed or passed',
    facts: [
      fails('02-01', { checkType: 4 }),
      fails('03-01'),
      repairs('03-02'),
      passes('03-03', { checkType: 'COMPARISON' }),
    ],
    answer: { state: 'REPAIRED', cycle: 1, cleared: false, rejected: [] },
  },
  ...(['ABORT', 'INVALID', 'VOID'] as const).map((result) => ({
    says: `${result} is no failure`,
    facts: [fails('03-01', { result })],
    answer: { state: 'NONE', cycle: 0, cleared: false, rejected: [] },
  })),
  {
    says: 'a station that was suspended when it tested',
    config: {
      stations: [
        { station: A, status: 'SUSPENDED', from: at('03-03', '00:00') },
        { station: A, status: 'ACTIVE', from: at('03-09') },
      ],
    },
    facts: [fails('03-01'), repairs('03-02'), passes('03-03'), passes('03-10')],
    answer: { state: 'CLEARED', rejected: [{ index: 2, code: 'ISTATION_INACTIVE' }] },
  },
  {
    says: 'another vehicle by its VIN',
    facts: [
      fails('03-01', { vin: 'LZZ5ELNB6CN123456' }),
      repairs('03-02'),
      passes('03-03', { vin: 'LZZ5ELNBXCN123007' }),
    ],
    answer: refused('VIN_MISMATCH', 2, 'REPAIRED'),
  },
  {
    says: 'a report that is held clears nothing',
    facts: [fails('03-01'), repairs('03-02'), passes('03-03'), { kind: 'flag', at: at('03-20'), rule: 'A2' }],
    answer: refused('INTEGRITY_HOLD', 2, 'REPAIRED'),
  },
  {
    says: 'until the flag is dismissed',
    facts: [
      fails('03-01'),
      repairs('03-02'),
      passes('03-03'),
      { kind: 'flag', at: at('03-20'), rule: 'A2' },
      { kind: 'flag-decision', at: at('03-21'), decision: 'DISMISSED' },
    ],
    answer: cleared,
  },
  {
    says: 'a flag that holds nothing',
    facts: [
      fails('03-01'),
      repairs('03-02'),
      passes('03-03'),
      { kind: 'flag', at: at('03-20'), rule: 'A7', hold: false },
    ],
    answer: cleared,
  },
  {
    says: 'a repair that is held',
    facts: [fails('03-01'), repairs('03-02'), { kind: 'flag', at: at('03-20'), rule: 'A12', about: 1 }],
    answer: refused('INTEGRITY_HOLD', 1, 'LISTED'),
  },
  {
    says: 'overdue by the calendar: the due day is in time',
    config: { repairDays: 10, now: at('03-12', '23:59') },
    facts: [fails('03-01'), notice('03-02')],
    answer: { state: 'NOTIFIED', dueOn: '2026-03-12' },
  },
  {
    says: 'and the next midnight of Shanghai is not',
    config: { repairDays: 10, now: at('03-13', '00:00') },
    facts: [fails('03-01'), notice('03-02')],
    answer: { state: 'OVERDUE', listing: { overdueSince: '2026-03-13' } },
  },
  {
    says: 'in repair past the day is overdue too',
    config: { repairDays: 10, now: at('04-01') },
    facts: [fails('03-01'), notice('03-02'), { kind: 'repair-start', at: at('03-05') }],
    answer: { state: 'OVERDUE' },
  },
  {
    says: 'an overdue vehicle is repaired and cleared',
    config: { repairDays: 10, now: at('04-30') },
    facts: [
      fails('03-01'),
      notice('03-02'),
      { kind: 'repair-start', at: at('03-20') },
      repairs('03-25'),
      passes('03-26'),
    ],
    answer: { ...cleared, listing: { overdueSince: '2026-03-13' } },
  },
  {
    says: 'without a configured deadline it never is',
    config: { now: at('12-31') },
    facts: [fails('03-01'), notice('03-02')],
    answer: { state: 'NOTIFIED', dueOn: null, dueNote: 'DEADLINE_NOT_CONFIGURED' },
  },
  {
    says: 'nor without a notice',
    config: { repairDays: 10, now: at('12-31') },
    facts: [fails('03-01')],
    answer: { state: 'LISTED', dueOn: null, dueNote: 'NOT_NOTIFIED' },
  },
  {
    says: 'overdue by the fact that the schedule wrote',
    ...days,
    facts: [fails('03-01'), notice('03-02'), { kind: 'overdue', at: at('03-13', '00:10') }],
    answer: { state: 'OVERDUE', rejected: [] },
  },
  {
    says: 'a schedule that ran too early',
    ...days,
    facts: [fails('03-01'), notice('03-02'), { kind: 'overdue', at: at('03-12', '23:50') }],
    answer: refused('NOT_YET_DUE', 2, 'NOTIFIED'),
  },
  {
    says: 'a repair in time that became known after the schedule ran',
    ...days,
    facts: [
      fails('03-01'),
      notice('03-02'),
      { kind: 'overdue', at: at('03-13', '00:10') },
      repairs('03-15', { completedAt: at('03-11') }),
    ],
    answer: { state: 'REPAIRED', rejected: [], listing: { overdueSince: null } },
  },
  {
    says: 'time alone clears nothing',
    config: { repairDays: 10, now: '2029-01-01' },
    facts: [fails('03-01'), notice('03-02')],
    answer: { state: 'OVERDUE', cleared: false },
  },
  {
    says: 'a clean passage clears nothing',
    facts: [fails('03-01'), repairs('03-02'), rs('03-03', 5), rs('04-03', 5)],
    answer: { state: 'REPAIRED', cleared: false, rejected: [] },
  },
  {
    says: '49 the first exceedance is a suspicion',
    facts: [rs('03-01', 30.1)],
    answer: { state: 'SUSPECT', cycle: 0, cleared: false },
  },
  {
    says: '45 a clean passage ends it',
    facts: [rs('03-01', 45), rs('03-09', 12)],
    answer: { state: 'NONE', listing: null },
  },
  {
    says: 'two exceedances list, and a repair and a retest clear',
    facts: [
      rs('01-05', 45),
      rs('03-01', 45),
      repairs('03-02'),
      passes('03-03', { station: B, checkType: 'REMOTE_SENSING_RETEST' }),
    ],
    answer: {
      ...cleared,
      listing: { source: 'RS_CONSECUTIVE', evidence: [0, 1], since: '2026-03-01T01:00:00.000Z' },
    },
  },
  {
    says: 'a third one after the pass lists again where a pass does not reset',
    config: { resetOnPass: false },
    facts: [rs('01-05', 45), rs('03-01', 45), repairs('03-02'), passes('03-03'), rs('04-01', 45)],
    answer: { state: 'LISTED', cycle: 1, past: [{ source: 'RS_CONSECUTIVE', end: { state: 'CLEARED' } }] },
  },
  {
    says: 'and is a first one where it does',
    config: { resetOnPass: true },
    facts: [rs('01-05', 45), rs('03-01', 45), repairs('03-02'), passes('03-03'), rs('04-01', 45)],
    answer: { state: 'SUSPECT', past: [], cleared: false },
  },
  {
    says: 'black smoke counts when a person confirmed it',
    facts: [
      { kind: 'black-smoke', at: at('03-01'), ringelmann: 2 },
      { kind: 'smoke-review', at: at('03-02'), decision: 'CONFIRMED' },
    ],
    answer: {
      state: 'LISTED',
      listing: { source: 'BLACK_SMOKE_CONFIRMED', since: '2026-03-02T01:00:00.000Z' },
    },
  },
  {
    says: 'not before, not when rejected, not at level 1',
    facts: [
      { kind: 'black-smoke', at: at('03-01'), ringelmann: 2 },
      { kind: 'black-smoke', at: at('03-02'), ringelmann: 3, reviewStatus: 'REJECTED' },
      { kind: 'black-smoke', at: at('03-03'), ringelmann: 1, reviewStatus: 'CONFIRMED' },
    ],
    answer: { state: 'NONE' },
  },
  {
    says: '50 a cloned plate: withdrawn, whatever was listed',
    facts: [
      rs('01-05', 45),
      rs('03-01', 45),
      { kind: 'withdrawal', at: at('03-02'), reason: 'CLONED_PLATE' },
      rs('03-05', 12),
    ],
    answer: { state: 'WITHDRAWN', cleared: false, rejected: [] },
  },
  {
    says: 'what was withdrawn does not count towards the next listing',
    facts: [
      rs('03-01', 45),
      { kind: 'withdrawal', at: at('03-02'), reason: 'MISREAD_PLATE' },
      rs('03-05', 45),
    ],
    answer: { state: 'SUSPECT' },
  },
  {
    says: 'a failure on site after the repair begins the next cycle',
    facts: [
      fails('03-01'),
      repairs('03-02'),
      { kind: 'onsite-check', at: at('03-03'), result: 'FAIL' },
      passes('03-04'),
    ],
    answer: { ...refused('NO_REPAIR_RECORD', 3, 'LISTED'), cycle: 2 },
  },
  {
    says: 'transferred out, by its own fact or by the register',
    facts: [fails('03-01'), { kind: 'transferred', at: at('03-02'), division: '370200' }],
    answer: { state: 'TRANSFERRED', cleared: false },
  },
  {
    says: 'a listing of its own after it was cleared',
    facts: [fails('03-01'), repairs('03-02'), passes('03-03'), fails('05-01')],
    answer: { state: 'LISTED', cycle: 1, cleared: false, past: [{ end: { state: 'CLEARED', index: 2 } }] },
  },
  {
    says: 'a test through an outage is marked and waits for its repair',
    facts: [
      fails('03-01'),
      { kind: 'contingency', at: at('03-04', '08:00'), station: A, until: at('03-04', '18:00'), code: 'K7' },
      passes('03-04', { contingency: true }),
    ],
    answer: {
      ...refused('NO_REPAIR_RECORD', 2, 'LISTED'),
      flags: ['CONTINGENCY_TEST', 'CONTINGENCY_UNRECONCILED'],
    },
  },
  {
    says: 'and is settled when that is known',
    facts: [
      fails('03-01'),
      { kind: 'contingency', at: at('03-04', '08:00'), station: A, until: at('03-04', '18:00'), code: 'K7' },
      passes('03-04', { contingency: true }),
      repairs('03-06', { completedAt: at('03-03') }),
    ],
    answer: { ...cleared, flags: ['CONTINGENCY_TEST'] },
  },
  {
    says: 'a code that had run out is seen',
    facts: [
      fails('03-01'),
      { kind: 'contingency', at: at('03-03', '08:00'), station: A, until: at('03-03', '18:00'), code: 'K7' },
      repairs('03-03'),
      passes('03-04', { contingency: true }),
    ],
    answer: { ...cleared, flags: ['CONTINGENCY_INVALID', 'CONTINGENCY_TEST'] },
  },
  {
    says: 'a correction takes the place of what it corrects',
    facts: [fails('03-01', { id: 'one' }), fails('03-01', { id: 'two', result: 'PASS', supersedes: 'one' })],
    answer: { state: 'NONE', rejected: [] },
  },
];

/** What the gate says, beside the loop. */
export const GATE_CASES: readonly (readonly [
  says: string,
  facts: readonly object[],
  gate: object,
  answer: object,
])[] = [
  [
    'a vehicle that is not listed',
    [passes('03-01')],
    { station: A, at: at('03-05') },
    { decision: 'ALLOWED', code: 'ORDINARY_TEST' },
  ],
  [
    'listed and not repaired',
    [fails('03-01')],
    { station: A, at: at('03-05') },
    {
      decision: 'BLOCKED',
      code: 'NO_REPAIR_RECORD',
      missing: ['repair'],
      nextStep: 'REPAIR_AT_LISTED_STATION',
    },
  ],
  [
    'repaired',
    [fails('03-01'), repairs('03-02')],
    { station: A, at: at('03-05') },
    { decision: 'ALLOWED', code: 'RETEST' },
  ],
  [
    'repaired, at another station',
    [fails('03-01'), repairs('03-02')],
    { station: B, at: at('03-05') },
    { decision: 'BLOCKED', code: 'STATION_MISMATCH', station: A, nextStep: 'GO_TO_STATION' },
  ],
  [
    'repaired, and its station suspended',
    [
      fails('03-01'),
      repairs('03-02'),
      { kind: 'station-status', at: at('03-03'), station: A, status: 'SUSPENDED' },
    ],
    { station: B, at: at('03-05') },
    { decision: 'BLOCKED', code: 'STATION_MISMATCH', station: A, nextStep: 'ASK_FOR_OVERRIDE' },
  ],
  [
    'a suspended station',
    [
      fails('03-01'),
      repairs('03-02'),
      { kind: 'station-status', at: at('03-03'), station: A, status: 'SUSPENDED' },
    ],
    { station: A, at: at('03-05') },
    { decision: 'BLOCKED', code: 'ISTATION_INACTIVE' },
  ],
  [
    'a contingency code that holds',
    [
      fails('03-01'),
      { kind: 'contingency', at: at('03-05', '08:00'), station: A, until: at('03-05', '18:00'), code: 'K7' },
    ],
    { station: A, at: at('03-05'), code: 'K7' },
    { decision: 'ALLOWED', code: 'CONTINGENCY_TEST' },
  ],
  [
    'another code',
    [
      fails('03-01'),
      { kind: 'contingency', at: at('03-05', '08:00'), station: A, until: at('03-05', '18:00'), code: 'K7' },
    ],
    { station: A, at: at('03-05'), code: 'K8' },
    { decision: 'BLOCKED', code: 'NO_REPAIR_RECORD' },
  ],
  [
    'scrapped',
    [fails('03-01'), { kind: 'scrapped', at: at('03-02') }],
    { station: A, at: at('03-05') },
    { decision: 'BLOCKED', code: 'VEHICLE_SCRAPPED' },
  ],
];
