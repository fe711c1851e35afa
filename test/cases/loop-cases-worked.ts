import { A, at, B, cleared, fails, notice, passes, refused, repairs, SHOP } from './loop-lines.js';
import type { LoopLine } from './loop-lines.js';

/** The worked cases 52 to 62 of the I/M loop. */
export const WORKED_LOOP_CASES: readonly LoopLine[] = [
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
];
