import { A, at, B, fails, passes, repairs } from './loop-lines.js';

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
