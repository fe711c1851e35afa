import { checkParticulars, type ParticularsInput } from '../../domain/personal/particulars.js';
import { Findings } from '../../domain/shared/findings.js';
import type { Problem } from '../../domain/shared/result.js';
import { civilDateOf, type CivilDate, type Instant } from '../../domain/shared/time.js';
import { OWNER_KINDS, type VehicleRegistered } from '../../domain/vehicle/vehicle-facts.js';
import { vehicleIdOfVin } from '../../domain/vehicle/vehicle-id.js';
import { checkVehicleInput, type VehicleInput } from '../../domain/vehicle/vehicle-input.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import { sha256 } from '../../platform/facts/sha256.js';
import { readOccurredAt } from './occurred-at.js';
import type { OwnerEntry, OwnerVault } from './owner-vault.js';

/** A registration as it was received, and when it happened (now when not said). */
export interface RegistrationInput extends VehicleInput {
  readonly occurredAt?: string | null;
  /** What is personal about the owner; sealed, and in no fact. */
  readonly ownerParticulars?: ParticularsInput | null;
}

/** A row that the rules allow, as far as they can say without looking at other vehicles. */
export interface GoodCandidate {
  readonly ok: true;
  readonly row: number;
  readonly registered: VehicleRegistered;
  readonly occurredAt: Instant;
  /** The vehicle that the VIN names, null without a VIN. */
  readonly subjectOfVin: string | null;
  /** The owner, his particulars under seal; null when none were given. */
  readonly owner: OwnerEntry | null;
}

export interface BadCandidate {
  readonly ok: false;
  readonly row: number;
  readonly problems: readonly Problem[];
}

export type Candidate = GoodCandidate | BadCandidate;

/** Whoever registers, and how far they may. */
export type Reach = Pick<Authorised, 'context' | 'divisionPrefix'>;

/** Judges every row by itself; a division outside of the caller's reach is FORBIDDEN. */
export function checkRows(
  inputs: readonly RegistrationInput[],
  authorised: Reach,
  vault: OwnerVault,
): readonly Candidate[] {
  const { now } = authorised.context;
  const today = civilDateOf(now);
  return inputs.map((input, row) => {
    const occurredAt = readOccurredAt(input.occurredAt, now);
    const checked = checkVehicleInput(input, today);
    const particulars = new Findings();
    const owner = checkOwnerGiven(input, today, particulars);
    const problems = [
      ...(checked.ok ? outOfReach(checked.value.division, authorised) : checked.error),
      ...(occurredAt.ok ? [] : occurredAt.error),
      ...particulars.problems,
    ];
    if (!checked.ok || !occurredAt.ok || problems.length > 0) return { ok: false, row, problems };
    const { vin } = checked.value;
    const subjectOfVin = vin === null ? null : vehicleIdOfVin(vin, sha256);
    const at = occurredAt.value;
    const sealed = owner && vault.seal(owner, civilDateOf(at));
    return { ok: true, row, registered: checked.value, occurredAt: at, subjectOfVin, owner: sealed };
  });
}

function checkOwnerGiven(input: RegistrationInput, today: CivilDate, findings: Findings) {
  const kind = OWNER_KINDS.find((known) => known === input.ownerKind);
  const given = input.ownerParticulars ?? null;
  // An unknown kind of owner is a problem of the vehicle's own check.
  return given === null || kind === undefined ? null : checkParticulars(given, kind, today, findings);
}

function outOfReach(division: string, { divisionPrefix }: Reach): readonly Problem[] {
  const isWithin = divisionPrefix !== null && division.startsWith(divisionPrefix);
  return isWithin ? [] : [{ code: 'OUT_OF_SCOPE', field: 'division', params: { value: division } }];
}
