import type { Fact, SiteCode } from '../../domain/sync/fact.js';
import type { Problem } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import { uuidV7 } from '../../platform/context/ids.js';
import { ownerFactOf, type OwnerFact } from './owner-fact.js';
import { judgeClaim } from './holder-conflicts.js';
import type { Candidate, GoodCandidate } from './registration-check.js';
import { plateKey, vinKey, type Holders } from './vehicle-holder.repository.js';
import type { SealedRecords } from './owner-news.js';
import { vehicleFactsOf } from './vehicle.payloads.js';

interface DecidedRow {
  readonly row: number;
  readonly vehicleId: string | null;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** A row of a call with its fate; a registered one has its new fact and all facts of its vehicle. */
export type RowDecision =
  | (DecidedRow & {
      readonly status: 'REGISTERED';
      readonly vehicleId: string;
      readonly fact: Fact;
      /** The owner's fact beside it, with the particulars under seal. */
      readonly owner: OwnerFact | null;
      readonly facts: readonly Fact[];
    })
  | (DecidedRow & { readonly status: 'REFUSED' | 'DUPLICATE'; readonly fact: null });

/** What the decision rests on, read under the locks. */
export interface KnownBefore {
  readonly holders: Holders;
  /** The facts of every vehicle that a VIN of the call names. */
  readonly known: ReadonlyMap<string, readonly Fact[]>;
  readonly site: SiteCode;
  /** The particulars that the known facts name, where rows bring some for vehicles that are known. */
  readonly particulars?: SealedRecords;
}

/**
 * Decides the rows in order. A row that has the VIN or plate of an earlier good row is REFUSED with the number of that
 * row, one that has those of a vehicle of this site is a DUPLICATE.
 */
export function decideRows(
  candidates: readonly Candidate[],
  now: Instant,
  before: KnownBefore,
): readonly RowDecision[] {
  const taken = new Map<string, number>();
  return candidates.map((candidate) => {
    if (!candidate.ok) return refusedRow(candidate.row, candidate.problems);
    const repeated = repetition(candidate, taken);
    if (repeated !== null) return refusedRow(candidate.row, [repeated]);
    const decision = decideRow(candidate, now, before);
    if (decision.fact !== null) for (const key of keysOf(candidate)) taken.set(key, candidate.row);
    return decision;
  });
}

/** What a row takes for its vehicle, and no other row of the call may. */
export function keysOf({ registered: { vin, plate } }: GoodCandidate): readonly string[] {
  return vin === null ? [plateKey(plate)] : [vinKey(vin), plateKey(plate)];
}

function repetition(candidate: GoodCandidate, taken: ReadonlyMap<string, number>): Problem | null {
  const { vin, plate } = candidate.registered;
  const rowOfVin = vin === null ? undefined : taken.get(vinKey(vin));
  if (rowOfVin !== undefined) {
    return { code: 'VIN_ALREADY_REGISTERED', field: 'vin', params: { row: rowOfVin } };
  }
  const rowOfPlate = taken.get(plateKey(plate));
  return rowOfPlate === undefined
    ? null
    : { code: 'PLATE_IN_USE', field: 'plate', params: { row: rowOfPlate } };
}

/** Decides one row that no earlier row of its call stands in the way of. */
export function decideRow(candidate: GoodCandidate, now: Instant, before: KnownBefore): RowDecision {
  const { row, registered, occurredAt } = candidate;
  const { vehicleId, facts } = subjectFor(candidate, before);
  const claim = { vehicleId, vin: registered.vin, plate: registered.plate };
  const { conflict, warnings: elsewhere } = judgeClaim(claim, before.holders, before.site);
  if (conflict !== null) return duplicateRow(row, conflict.problem, conflict.vehicleId);
  const registrars = facts.filter(({ kind }) => kind === 'vehicle.registered').map(({ site }) => site);
  if (registrars.includes(before.site)) {
    return duplicateRow(row, { code: 'VIN_ALREADY_REGISTERED', field: 'vin' }, vehicleId);
  }
  const warnings = new Set([...registered.warnings, ...elsewhere]);
  if (registrars.length > 0) warnings.add('VIN_REGISTERED_ELSEWHERE');
  const fact: Fact = {
    id: uuidV7(),
    site: before.site,
    kind: 'vehicle.registered',
    version: 1,
    subjectType: 'vehicle',
    subject: vehicleId,
    occurredAt,
    recordedAt: now,
    payload: registered,
    supersedes: null,
  };
  const owner = candidate.owner && ownerFactOf(candidate.owner, fact);
  return {
    row,
    status: 'REGISTERED',
    vehicleId,
    problems: [],
    warnings: [...warnings].sort(),
    fact,
    owner,
    facts: [...facts, fact, ...(owner === null ? [] : [owner.fact])],
  };
}

/**
 * The vehicle that the VIN names, with what is known of it: facts of two sites about one VIN meet there. A vehicle
 * without a VIN, or whose VIN's name was taken by one whose VIN was corrected since, gets a name of its own.
 */
function subjectFor(
  { subjectOfVin, registered }: GoodCandidate,
  { known }: KnownBefore,
): { readonly vehicleId: string; readonly facts: readonly Fact[] } {
  if (subjectOfVin === null) return { vehicleId: uuidV7(), facts: [] };
  const facts = known.get(subjectOfVin) ?? [];
  const state = foldVehicle(vehicleFactsOf(facts));
  const isAnother = state !== null && state.vin !== registered.vin;
  return isAnother ? { vehicleId: uuidV7(), facts: [] } : { vehicleId: subjectOfVin, facts };
}

const refusedRow = (row: number, problems: readonly Problem[]): RowDecision => ({
  row,
  status: 'REFUSED',
  vehicleId: null,
  problems,
  warnings: [],
  fact: null,
});

const duplicateRow = (row: number, problem: Problem, vehicleId: string): RowDecision => ({
  row,
  status: 'DUPLICATE',
  vehicleId,
  problems: [problem],
  warnings: [],
  fact: null,
});
