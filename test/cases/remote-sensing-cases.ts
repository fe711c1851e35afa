/** One record of a case: `when pollutant value`, then what is not ordinary. Ordinary: site S1, device D1, valid. */
export interface RecordLine {
  readonly at: string;
  readonly pollutant: 'OPACITY' | 'RINGELMANN' | 'NO';
  readonly value: number | string;
  readonly site?: string;
  readonly device?: string;
  readonly frame?: string;
  readonly valid?: boolean;
}

export interface RemoteCase {
  readonly says: string;
  readonly records: readonly RecordLine[];
  readonly fuel?: string | null;
  readonly now?: string;
  readonly config?: object;
  readonly passes?: readonly string[];
  readonly state: 'NONE' | 'SUSPECT' | 'LISTED';
  readonly decisive: readonly number[];
  /** Further members of the answer. */
  readonly more?: object;
}

export const on = (day: string, time = '10:00:00'): string => `${day}T${time}+08:00`;
export const opacity = (at: string, value: number | string, more: Partial<RecordLine> = {}): RecordLine => ({
  at,
  pollutant: 'OPACITY',
  value,
  ...more,
});
const nitric = (at: string, value: number | string, more: Partial<RecordLine> = {}): RecordLine => ({
  at,
  pollutant: 'NO',
  value,
  ...more,
});
export const FIRST = opacity(on('2026-03-01'), 35);
export const AGAIN = opacity(on('2026-04-01'), 40);
export const ASSUMED = { assumed: { minGapMinutes: 10 } };

/** Neighbours in time, limits and months. */
export const REMOTE_CASES: readonly RemoteCase[] = [
  {
    says: '44: opacity, then NO',
    records: [FIRST, nitric(on('2026-04-01'), 1600)],
    state: 'SUSPECT',
    decisive: [0, 1],
  },
  {
    says: '45: a valid pass between',
    records: [FIRST, opacity(on('2026-03-15'), 12), AGAIN],
    state: 'SUSPECT',
    decisive: [2],
  },
  {
    says: '47: three minutes apart at one site and device',
    records: [FIRST, opacity(on('2026-03-01', '10:03:00'), 38)],
    state: 'SUSPECT',
    decisive: [0],
    more: ASSUMED,
  },
  { says: '49: the first only', records: [FIRST], state: 'SUSPECT', decisive: [0] },
  { says: 'no records', records: [], state: 'NONE', decisive: [] },
  { says: 'two', records: [FIRST, AGAIN], state: 'LISTED', decisive: [0, 1] },
  { says: 'in any order', records: [AGAIN, FIRST], state: 'LISTED', decisive: [1, 0] },
  {
    says: 'three: the first two decide',
    records: [opacity(on('2026-05-01'), 44), FIRST, AGAIN],
    state: 'LISTED',
    decisive: [1, 2],
  },
  {
    says: 'at the limit is not above',
    records: [FIRST, opacity(on('2026-04-01'), '30.0')],
    state: 'NONE',
    decisive: [],
  },
  {
    says: 'barely above, as written',
    records: [FIRST, opacity(on('2026-04-01'), '30.0000001')],
    state: 'LISTED',
    decisive: [0, 1],
  },
  {
    says: 'Ringelmann 1 is not above',
    records: [
      { at: on('2026-03-01'), pollutant: 'RINGELMANN', value: 2 },
      { at: on('2026-03-02'), pollutant: 'RINGELMANN', value: 1 },
    ],
    state: 'NONE',
    decisive: [],
  },
  {
    says: 'Ringelmann 2 twice',
    records: [
      { at: on('2026-03-01'), pollutant: 'RINGELMANN', value: 2 },
      { at: on('2026-03-02'), pollutant: 'RINGELMANN', value: 2 },
    ],
    state: 'LISTED',
    decisive: [0, 1],
  },
  {
    says: 'NO 1500 is not above',
    records: [nitric(on('2026-03-01'), 1501), nitric(on('2026-03-02'), 1500)],
    state: 'NONE',
    decisive: [],
  },
  {
    says: 'NO does not count where the city says so',
    records: [nitric(on('2026-03-01'), 1501), nitric(on('2026-03-02'), 1502)],
    config: { noCountsForListing: false },
    state: 'NONE',
    decisive: [],
  },
  {
    says: 'NO counts as published',
    records: [nitric(on('2026-03-01'), 1501), nitric(on('2026-03-02'), 1502)],
    state: 'LISTED',
    decisive: [0, 1],
  },
  {
    says: 'another pollutant below its limit does not separate',
    records: [FIRST, nitric(on('2026-03-15'), 100), AGAIN],
    state: 'LISTED',
    decisive: [0, 2],
  },
  {
    says: 'an invalid record below the limit does not separate',
    records: [FIRST, opacity(on('2026-03-15'), 5, { valid: false }), AGAIN],
    state: 'LISTED',
    decisive: [0, 2],
  },
  {
    says: 'an invalid exceedance is none',
    records: [FIRST, opacity(on('2026-04-01'), 80, { valid: false })],
    state: 'SUSPECT',
    decisive: [0],
  },
  {
    says: 'the same moment six months later still counts',
    records: [opacity(on('2026-01-15'), 35), opacity(on('2026-07-15'), 35)],
    state: 'LISTED',
    decisive: [0, 1],
  },
  {
    says: 'a second later does not',
    records: [opacity(on('2026-01-15'), 35), opacity(on('2026-07-15', '10:00:01'), 35)],
    state: 'SUSPECT',
    decisive: [1],
  },
  {
    says: '08-31 is clamped to 02-28',
    records: [opacity(on('2025-08-31'), 35), opacity(on('2026-02-28'), 35)],
    state: 'LISTED',
    decisive: [0, 1],
  },
  {
    says: '08-31 does not reach 03-01',
    records: [opacity(on('2025-08-31'), 35), opacity(on('2026-03-01', '00:00:00'), 35)],
    state: 'SUSPECT',
    decisive: [1],
  },
  {
    says: '08-31 is clamped to 02-29 in a leap year',
    records: [opacity(on('2027-08-31'), 35), opacity(on('2028-02-29'), 35)],
    state: 'LISTED',
    decisive: [0, 1],
  },
  {
    says: 'the civil date is that of Asia/Shanghai: 16:30Z is the next day',
    records: [opacity('2025-08-30T16:30:00Z', 35), opacity('2026-02-27T16:30:00Z', 35)],
    state: 'LISTED',
    decisive: [0, 1],
  },
  {
    says: 'too far apart, then near: only neighbours count',
    records: [opacity(on('2025-06-01'), 35), opacity(on('2026-01-01'), 35), opacity(on('2026-02-01'), 35)],
    state: 'LISTED',
    decisive: [1, 2],
  },
];
