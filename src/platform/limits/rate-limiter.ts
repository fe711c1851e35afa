import { AppError } from '../errors/app-error.js';
import { BoundedCache } from '../graphql/bounded-cache.js';

const CALLERS_PER_GENERATION = 50_000;
const MS_PER_MINUTE = 60_000;
const MS_PER_SECOND = 1000;

/**
 * From this cost on a request counts by its cost too: lists and bulk. The question at the roadside costs 194 with every
 * field of its answer, and a gate must never be held up by what it selects.
 */
export const HEAVY_COST = 400;

/** What is counted: requests, the cost of the heavier ones, attempts to sign in, uploads. */
export type RateBucket = 'REQUESTS' | 'COST' | 'SIGN_IN' | 'UPLOADS';

/** Units a minute for one caller; as many may come at once after a quiet minute. */
export type RateLimits = Readonly<Record<RateBucket, number>>;

/**
 * Limits each caller in this process. One number a caller: the moment at which what it has used will have been paid
 * off (the generic cell rate algorithm, ATM Forum TM 4.1). Nothing is awaited and nothing expires by timers, so that a
 * request costs a look-up. A site of n processes behind a balancer lets up to n times as much through; what guards
 * passwords counts in the database instead.
 */
export class RateLimiter {
  readonly #paidOffAt: Readonly<Record<RateBucket, BoundedCache<string, number>>>;

  /**
   * @param limits null: nothing is limited
   * @param clock milliseconds that never go back
   */
  constructor(
    private readonly limits: RateLimits | null,
    private readonly clock: () => number = () => performance.now(),
  ) {
    const callers = (): BoundedCache<string, number> => new BoundedCache(CALLERS_PER_GENERATION);
    this.#paidOffAt = { REQUESTS: callers(), COST: callers(), SIGN_IN: callers(), UPLOADS: callers() };
  }

  /**
   * Counts units of a caller.
   * @param caller id of the account, or the source address of somebody who is not signed in
   * @throws AppError RATE_LIMITED with `retryAfterSeconds`, nothing counted
   */
  take(bucket: RateBucket, caller: string, units = 1): void {
    if (this.limits === null) return;
    const callers = this.#paidOffAt[bucket];
    const now = this.clock();
    const from = Math.max(now, callers.get(caller) ?? 0);
    const until = from + (units * MS_PER_MINUTE) / this.limits[bucket];
    // What costs more than a minute's worth by itself is let through when nothing is owed.
    const wait = from > now ? until - now - MS_PER_MINUTE : 0;
    if (wait > 0) {
      throw new AppError('RATE_LIMITED', { retryAfterSeconds: Math.max(1, Math.ceil(wait / MS_PER_SECOND)) });
    }
    callers.set(caller, until);
  }
}
