import type { RequestContext } from '../../platform/context/request-context.js';
import type { Claim, Once } from '../../platform/idempotency/idempotency.js';
import type { Candidate } from './registration-check.js';
import { plateKey, vinKey } from './vehicle-holder.repository.js';
import type { WriteOutcome } from './write-outcome.js';

/** One caller's registration of one vehicle, checked by itself. */
export interface RegistrationCall {
  readonly context: RequestContext;
  readonly candidate: Candidate;
  readonly what: Once;
  readonly claim: Claim;
}

/** What came of a call, an error included: one caller's failure is not another's. */
export type CallOutcome =
  { readonly ok: true; readonly outcome: WriteOutcome } | { readonly ok: false; readonly error: unknown };

export async function outcomeOfCall(work: Promise<WriteOutcome>): Promise<CallOutcome> {
  try {
    return { ok: true, outcome: await work };
  } catch (error) {
    return { ok: false, error };
  }
}

function namesOf({ candidate, claim }: RegistrationCall): readonly string[] {
  const key = `key ${claim.account} ${claim.key}`;
  if (!candidate.ok) return [key];
  const { vin, plate } = candidate.registered;
  return vin === null ? [key, plateKey(plate)] : [key, plateKey(plate), vinKey(vin)];
}

/**
 * The calls that share a key, a VIN or a plate with an earlier one. They go by themselves, after it, and so get the
 * answer that a later caller gets.
 */
export function apartFrom(calls: readonly RegistrationCall[]): ReadonlySet<RegistrationCall> {
  const taken = new Set<string>();
  const apart = new Set<RegistrationCall>();
  for (const call of calls) {
    const names = namesOf(call);
    if (names.some((name) => taken.has(name))) apart.add(call);
    for (const name of names) taken.add(name);
  }
  return apart;
}
