import { A, at, B, cleared, fails, notice, passes, repairs, rs, refused } from './loop-lines.js';
import type { LoopLine } from './loop-lines.js';

/** Remote sensing and smoke in the loop, the ends of a listing, tests through an outage. */
export const LOOP_SENSED_CASES: readonly LoopLine[] = [
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
