import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AppError } from '../../../src/platform/errors/app-error.js';
import { RateLimiter, type RateLimits } from '../../../src/platform/limits/rate-limiter.js';

const LIMITS: RateLimits = { REQUESTS: 60, COST: 600, SIGN_IN: 6, UPLOADS: 1 };

/** Seconds to wait; 0 when it was let through. */
function waitFor(limiter: RateLimiter, units = 1, caller = 'a'): number {
  try {
    limiter.take('REQUESTS', caller, units);
    return 0;
  } catch (error) {
    const { code, params } = error as AppError;
    return code === 'RATE_LIMITED' ? Number(params['retryAfterSeconds']) : Number.NaN;
  }
}

describe('the limit of one caller', () => {
  it('should let a minute’s worth through at once, and say when to come back', () => {
    let now = 5000;
    const limiter = new RateLimiter(LIMITS, () => now);
    for (let n = 0; n < 60; n += 1) expect(waitFor(limiter)).toBe(0);
    expect(waitFor(limiter)).toBe(1);
    expect(waitFor(limiter, 30)).toBe(30);
    expect(waitFor(limiter, 1, 'b')).toBe(0);
    now += 1000;
    expect([waitFor(limiter), waitFor(limiter)]).toEqual([0, 1]);
    now += 60_000;
    for (let n = 0; n < 60; n += 1) expect(waitFor(limiter)).toBe(0);
    expect(waitFor(limiter)).toBe(1);
  });

  it('should let one through that costs more than a minute’s worth, and then wait for it', () => {
    const limiter = new RateLimiter(LIMITS, () => 0);
    expect(waitFor(limiter, 300)).toBe(0);
    expect(waitFor(limiter)).toBe(241);
  });

  it('should limit nothing when it is off', () => {
    const limiter = new RateLimiter(null);
    for (let n = 0; n < 1000; n += 1) expect(waitFor(limiter, 1000)).toBe(0);
  });

  it('should come true: whoever waits as told is let through, and nobody gets more than the rate', () => {
    const steps = fc.array(fc.record({ pause: fc.nat(5000), units: fc.integer({ min: 1, max: 20 }) }), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(steps, (asked) => {
        let now = 0;
        let used = 0;
        const limiter = new RateLimiter(LIMITS, () => now);
        for (const { pause, units } of asked) {
          now += pause;
          const wait = waitFor(limiter, units);
          now += wait * 1000;
          const again = wait > 0 ? waitFor(limiter, units) : 0;
          expect(again).toBe(0);
          used += units;
          expect(used).toBeLessThanOrEqual(60 + now / 1000 + units);
        }
      }),
      { seed: 20261123 },
    );
  });
});
