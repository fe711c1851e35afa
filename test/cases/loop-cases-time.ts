import { A, at, cleared, days, fails, notice, passes, refused, repairs } from './loop-lines.js';
import type { LoopLine } from './loop-lines.js';

/** What changes nothing, what is held, what is late. */
export const LOOP_TIME_CASES: readonly LoopLine[] = [
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
];
