import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  afterAttempt,
  delayAfter,
  secondsUntil,
  waitOf,
  type GuardPolicy,
  type GuardState,
} from '../../../src/domain/access/sign-in-guard.js';

const POLICY: GuardPolicy = { freeFailures: 4, lockAfter: 10, lockSeconds: 900 };
const NOW = '2026-11-23T04:00:00.000Z';

describe('the guard against guessing', () => {
  it.each([
    [1, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [9, 16],
    [10, 900],
    [40, 900],
  ])('should ask after failure %i for a wait of %i seconds', (failures, seconds) => {
    expect(delayAfter(failures, POLICY)).toBe(seconds);
  });

  it('should never wait longer than the lock', () => {
    expect(delayAfter(90, { freeFailures: 0, lockAfter: 100, lockSeconds: 60 })).toBe(60);
  });

  it.each([
    ['2026-11-23T04:00:00.001Z', 1],
    ['2026-11-23T04:00:02.000Z', 2],
    ['2026-11-23T03:59:00.000Z', 0],
  ])('should count whole seconds until %s', (then, seconds) => {
    expect(secondsUntil(NOW, then)).toBe(seconds);
  });

  it('should forget failures after four locks without another', () => {
    const state: GuardState = { failures: 9, lastAt: '2026-11-23T03:00:00.000Z', blockedUntil: null };
    expect(afterAttempt(state, NOW, POLICY)).toEqual({ failures: 1, lastAt: NOW, blockedUntil: null });
    const later = { ...state, lastAt: '2026-11-23T03:00:00.001Z' };
    expect(afterAttempt(later, NOW, POLICY)).toMatchObject({
      failures: 10,
      blockedUntil: '2026-11-23T04:15:00.000Z',
    });
  });

  it('should let no more attempts through in an hour than the policy says, however they are spread', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 60, maxLength: 300 });
    fc.assert(
      fc.property(pauses, (seconds) => {
        let at = Date.parse(NOW);
        let state: GuardState | null = null;
        let admitted = 0;
        for (const pause of seconds) {
          at += pause * 1000;
          if (at - Date.parse(NOW) > 3_600_000) break;
          const now = new Date(at).toISOString();
          if (waitOf(state, now) > 0) continue;
          state = afterAttempt(state, now, POLICY);
          admitted += 1;
        }
        // Nine until the lock, and one more after each quarter of an hour.
        expect(admitted).toBeLessThanOrEqual(14);
      }),
      { seed: 20261123 },
    );
  });
});
