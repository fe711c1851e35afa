import type { RateLimits } from '../limits/rate-limiter.js';
import type { EnvironmentReader } from './environment-reader.js';

/** Units a minute for one caller; null when nothing is limited. */
export function readRateLimits(read: EnvironmentReader): RateLimits | null {
  const limits = {
    REQUESTS: read.integer('RATE_REQUESTS', 60_000, 1, 100_000_000),
    COST: read.integer('RATE_COST', 1_200_000, 1, 1_000_000_000),
    SIGN_IN: read.integer('RATE_SIGN_IN', 120, 1, 1_000_000),
    UPLOADS: read.integer('RATE_UPLOADS', 60, 1, 1_000_000),
  };
  return read.choice('RATE_LIMITS', ['on', 'off'], 'on') === 'on' ? limits : null;
}
