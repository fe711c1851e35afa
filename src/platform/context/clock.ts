import type { Instant } from '../../domain/shared/time.js';

/** The only source of "now"; tests put a fixed one in its place. */
export abstract class Clock {
  abstract now(): Instant;
}

export class SystemClock extends Clock {
  override now(): Instant {
    return new Date().toISOString();
  }
}
