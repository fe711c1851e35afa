import type { Instant } from '../../domain/shared/time.js';

/** The only source of "now"; tests put a fixed one in its place. */
export abstract class Clock {
  abstract now(): Instant;

  /** Milliseconds since some moment, for telling how much time has passed: setting the machine's clock does not move them. */
  ticks(): number {
    return Date.parse(this.now());
  }
}

export class SystemClock extends Clock {
  override now(): Instant {
    return new Date().toISOString();
  }

  override ticks(): number {
    return performance.now();
  }
}
