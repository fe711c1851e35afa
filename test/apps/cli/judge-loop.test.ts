import { describe, expect, it } from '@jest/globals';
import { judgeLoop } from '../../../src/apps/cli/judge-topics/loop.js';
import { GATE_CASES } from '../../cases/gate-cases.js';
import { LOOP_RULE_CASES } from '../../cases/loop-cases-rules.js';
import { LOOP_SENSED_CASES } from '../../cases/loop-cases-sensed.js';
import { LOOP_TIME_CASES } from '../../cases/loop-cases-time.js';
import { WORKED_LOOP_CASES } from '../../cases/loop-cases-worked.js';
import { fails, passes, repairs } from '../../cases/loop-lines.js';

const LOOP_CASES = [...WORKED_LOOP_CASES, ...LOOP_RULE_CASES, ...LOOP_TIME_CASES, ...LOOP_SENSED_CASES];

const reversed = (facts: readonly object[]): object => ({ ...judgeLoop({ facts: [...facts].reverse() }) });

describe('judge loop', () => {
  it.each(LOOP_CASES.map((line) => [line.says, line] as const))('%s', (_says, { config, facts, answer }) => {
    expect(judgeLoop({ config, facts })).toMatchObject(answer);
  });

  it.each(LOOP_CASES.map((line) => [line.says, line] as const))(
    'backwards and twice: %s',
    (_says, { config, facts }) => {
      // A number names a fact by its place, which another order changes.
      if (facts.some((fact) => Object.values(fact).some((value) => value === 0 || value === 1))) return;
      const { state, cycle, cleared, flags, dueOn } = judgeLoop({ config, facts }) as Record<string, unknown>;
      const again = judgeLoop({ config, facts: [...facts, ...facts].reverse() });
      expect(again).toMatchObject({ state, cycle, cleared, flags, dueOn });
    },
  );

  it.each(GATE_CASES)('gate: %s', (_says, facts, gate, answer) => {
    expect(judgeLoop({ facts, gate })).toMatchObject({ gate: answer });
  });

  it('tells the state after each fact, and what was known by a moment', () => {
    const facts = [
      fails('03-01'),
      repairs('03-04', { completedAt: '2026-03-03T09:00', uploadedAt: '2026-03-08' }),
      passes('03-05'),
    ];
    expect(judgeLoop({ facts, timeline: true })).toMatchObject({
      timeline: [
        { index: 0, kind: 'inspection.reported', by: '310115001', stateAfter: 'LISTED', rejected: null },
        { index: 1, evidence: [0], stateAfter: 'REPAIRED' },
        { index: 2, stateAfter: 'CLEARED' },
      ],
    });
    expect(judgeLoop({ facts, timeline: true, asOf: '2026-03-06' })).toMatchObject({
      state: 'LISTED',
      timeline: [{ index: 0 }, { index: 2, rejected: 'NO_REPAIR_RECORD', stateAfter: 'LISTED' }],
    });
  });

  it.each([
    ['2026-06-03', 'NOT_YET_KNOWN', null],
    ['2026-06-04', 'YES', null],
  ])('says on %s whether the repair held: %s', (now, held, relistedOn) => {
    const facts = [fails('03-01'), repairs('03-03'), passes('03-05')];
    expect(judgeLoop({ facts, timeline: true, now })).toMatchObject({
      outcomes: [
        { listing: 0, cycles: 1, clearedOn: '2026-03-05', repairStation: '310115M01', held, relistedOn },
      ],
    });
  });

  it.each([
    ['06-03', 'NO', '2026-06-03'],
    ['06-04', 'YES', null],
  ])('that was listed again on %s', (day, held, relistedOn) => {
    const facts = [fails('03-01'), repairs('03-03'), passes('03-05'), fails(day)];
    expect(judgeLoop({ facts, timeline: true, now: '2027-01-01' })).toMatchObject({
      outcomes: [{ held, relistedOn }],
    });
  });

  it.each<readonly [string, object, string, string]>([
    ['no facts', {}, 'FIELD_MISSING', 'facts'],
    ['a fact that is none', { facts: [7] }, 'FIELD_TYPE', 'facts[0]'],
    ['no kind', { facts: [{ at: '2026-01-01' }] }, 'FIELD_MISSING', 'facts[0].kind'],
    ['an unknown kind', { facts: [{ kind: 'fine', at: '2026-01-01' }] }, 'FIELD_VALUE', 'facts[0].kind'],
    ['no moment', { facts: [{ kind: 'repair' }] }, 'FIELD_MISSING', 'facts[0].at'],
    ['a moment that is none', { facts: [{ kind: 'repair', at: 'soon' }] }, 'TIME_FORMAT', 'facts[0].at'],
    ['no result', { facts: [{ kind: 'report', at: '2026-01-01' }] }, 'FIELD_MISSING', 'facts[0].result'],
    ['a broken result', { facts: [fails('03-01', { result: 'GOOD' })] }, 'FIELD_VALUE', 'facts[0].result'],
    [
      'half a kilometre',
      { facts: [fails('03-01', { odometerKm: 1.5 })] },
      'FIELD_VALUE',
      'facts[0].odometerKm',
    ],
    [
      'an end before the start',
      { facts: [fails('03-01', { endedAt: '2026-01-01' })] },
      'TIME_ORDER',
      'facts[0].endedAt',
    ],
    ['days that are none', { config: { repairDays: -1 }, facts: [] }, 'FIELD_VALUE', 'config.repairDays'],
    ['a configuration that is none', { config: 'x', facts: [] }, 'FIELD_TYPE', 'config'],
    [
      'a status that is none',
      { config: { stations: { A: 'SHUT' } }, facts: [] },
      'FIELD_VALUE',
      'config.stations.A',
    ],
  ])('refuses %s', (_what, input, code, field) => {
    expect(judgeLoop({ ...input })).toMatchObject({ ok: false, code, field });
  });

  it('has nothing to say without facts', () => {
    expect(judgeLoop({ facts: [] })).toMatchObject({
      state: 'NONE',
      cycle: 0,
      cleared: false,
      rejected: [],
      flags: [],
    });
  });

  it('takes the kinds by their full names and in any spelling', () => {
    const facts = [
      {
        kind: 'inspection.reported',
        occurredAt: '2026-03-01T09:00:00+08:00',
        payload: { stationCode: 'X', result: 'FAIL' },
      },
      { kind: 'REPAIR', at: '2026-03-02' },
      {
        kind: 'Inspection_Reported'.toLowerCase().replace('_', '.'),
        at: '2026-03-03',
        station: 'X',
        result: 'pass',
      },
    ];
    expect(judgeLoop({ facts })).toMatchObject({ state: 'CLEARED' });
    expect(reversed(facts)).toMatchObject({ state: 'CLEARED' });
  });
});
