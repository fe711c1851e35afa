import type { Instant } from '../shared/time.js';

/** How guessing is slowed down and stopped. Times are in seconds. */
export interface GuardPolicy {
  /** Failures that cost nothing. */
  readonly freeFailures: number;
  /** From this many failures on every further one locks. */
  readonly lockAfter: number;
  readonly lockSeconds: number;
}

/** What is known of the failures of one login or one address. */
export interface GuardState {
  readonly failures: number;
  readonly lastAt: Instant;
  readonly blockedUntil: Instant | null;
}

const MS = 1000;
/** Failures are forgotten after this many lock times without another. */
const FORGET_AFTER_LOCKS = 4;

const later = (now: Instant, seconds: number): Instant =>
  new Date(Date.parse(now) + seconds * MS).toISOString();

/** Whole seconds from now until then, at least one while it is in the future, 0 afterwards. */
export function secondsUntil(now: Instant, then: Instant): number {
  return Math.max(0, Math.ceil((Date.parse(then) - Date.parse(now)) / MS));
}

/** Seconds that must pass after the given failure: none, then 1, 2, 4 … doubling, then the lock. */
export function delayAfter(failures: number, policy: GuardPolicy): number {
  if (failures >= policy.lockAfter) return policy.lockSeconds;
  if (failures <= policy.freeFailures) return 0;
  return Math.min(policy.lockSeconds, 2 ** (failures - policy.freeFailures - 1));
}

/** Seconds until another attempt may be made; 0: now. */
export function waitOf(state: GuardState | null, now: Instant): number {
  return state?.blockedUntil === null || state === null ? 0 : secondsUntil(now, state.blockedUntil);
}

/** The state after one more attempt, which counts as failed until it succeeds: attempts made at once all count. */
export function afterAttempt(state: GuardState | null, now: Instant, policy: GuardPolicy): GuardState {
  const remembered =
    state !== null && later(state.lastAt, policy.lockSeconds * FORGET_AFTER_LOCKS) > now ? state.failures : 0;
  const failures = remembered + 1;
  const delay = delayAfter(failures, policy);
  return { failures, lastAt: now, blockedUntil: delay === 0 ? null : later(now, delay) };
}
