/** A case of `judge loop` and what its answer must hold. */
export interface LoopLine {
  readonly says: string;
  readonly config?: object;
  readonly facts: readonly object[];
  readonly more?: object;
  readonly answer: object;
}

export const at = (day: string, time = '09:00'): string => `2026-${day}T${time}:00+08:00`;
export const A = '310115001';
export const B = '310115002';
export const SHOP = '310115M01';

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
export const notice = (day: string, more: object = {}) => ({ kind: 'notice', at: at(day), ...more });
export const rs = (day: string, value: number, more: object = {}) => ({
  kind: 'remote-sensing',
  at: at(day),
  site: '310115RS1',
  pollutant: 'OPACITY',
  value,
  ...more,
});
export const cleared = { state: 'CLEARED', cleared: true, rejected: [] };
export const refused = (code: string, index: number, state: string) => ({
  state,
  cleared: false,
  rejected: [{ index, code }],
});
export const days = { config: { repairDays: 10 } };
