import type { Problem } from '../../domain/shared/result.js';
import { tellsNothingNew } from '../../domain/vehicle/same-registration.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { ReadyFact } from '../../platform/facts/fact-store.js';
import type { NewRecord } from './owner-records.repository.js';
import type { BadCandidate, GoodCandidate } from './registration-check.js';
import { decideRow, keysOf, type KnownBefore, type RowDecision } from './registration-decision.js';
import { plateKey, vinKey } from './vehicle-holder.repository.js';
import type { ReadyVehicle } from './vehicle.projection.js';
import { vehicleFactsOf } from './vehicle.payloads.js';

/** A row that the rules allow, with the fact that it becomes when nothing is known of its vehicle. */
export interface ReadyRow {
  readonly candidate: GoodCandidate;
  readonly fact: ReadyFact;
  /** The owner's fact beside it, when particulars came with the row. */
  readonly owner: { readonly fact: ReadyFact; readonly record: NewRecord | null } | null;
  readonly vehicle: ReadyVehicle;
}

/** A row after everything that can be done about it without a database. */
export type PreparedRow =
  { readonly ok: true; readonly ready: ReadyRow } | { readonly ok: false; readonly refused: BadCandidate };

/**
 * What came of a row. UNCHANGED: the site has said so before. CONFLICT: a vehicle of this site has the VIN
 * (VIN_ALREADY_REGISTERED) or the plate (PLATE_IN_USE) and is another, or the same with other content.
 */
export type BulkOutcome =
  | { readonly status: 'REGISTERED'; readonly vehicleId: string; readonly warnings: readonly string[] }
  | { readonly status: 'UNCHANGED'; readonly vehicleId: string }
  | { readonly status: 'CONFLICT'; readonly vehicleId: string; readonly problem: Problem }
  | { readonly status: 'REFUSED'; readonly problems: readonly Problem[] };

/** A vehicle that an earlier row of the batch registered. */
interface Taken {
  readonly vehicleId: string;
  readonly facts: readonly Fact[];
}

type Joining = Extract<RowDecision, { readonly status: 'REGISTERED' }>;

/** Decides the rows of a batch one after another and gathers what is to be written. */
export class BulkBatch {
  /** Vehicles of which nothing was known: their rows are ready as they are. */
  readonly fresh: ReadyRow[] = [];
  /** Vehicles that other facts or other sites' claims are known about. */
  readonly joining: Joining[] = [];
  readonly #taken = new Map<string, Taken>();

  constructor(private readonly before: KnownBefore) {}

  decide(row: PreparedRow): BulkOutcome {
    if (!row.ok) return { status: 'REFUSED', problems: row.refused.problems };
    const { candidate } = row.ready;
    const repeated = this.#repeated(candidate);
    if (repeated !== null) return repeated;
    if (this.#isUnheardOf(candidate)) return this.#register(row.ready);
    const decision = decideRow(candidate, row.ready.fact.fact.recordedAt, this.before);
    if (decision.status === 'REGISTERED') return this.#join(candidate, decision);
    const [problem] = decision.problems;
    if (decision.vehicleId === null || problem === undefined) {
      return { status: 'REFUSED', problems: decision.problems };
    }
    const facts = this.before.known.get(decision.vehicleId) ?? [];
    return this.#standing(candidate, { vehicleId: decision.vehicleId, facts }, problem);
  }

  #register(ready: ReadyRow): BulkOutcome {
    const { candidate, fact } = ready;
    this.fresh.push(ready);
    this.#take(candidate, { vehicleId: fact.fact.subject, facts: [fact.fact] });
    const warnings = [...candidate.registered.warnings].sort();
    return { status: 'REGISTERED', vehicleId: fact.fact.subject, warnings };
  }

  #join(candidate: GoodCandidate, decision: Joining): BulkOutcome {
    const { vehicleId, facts, warnings } = decision;
    this.joining.push(decision);
    this.#take(candidate, { vehicleId, facts });
    return { status: 'REGISTERED', vehicleId, warnings };
  }

  #take(candidate: GoodCandidate, taken: Taken): void {
    for (const key of keysOf(candidate)) this.#taken.set(key, taken);
  }

  /** Whether nobody has the VIN or the plate, and no fact names the vehicle. */
  #isUnheardOf({ registered: { vin, plate }, subjectOfVin }: GoodCandidate): boolean {
    const { holders, known } = this.before;
    const hasFacts = subjectOfVin !== null && (known.get(subjectOfVin)?.length ?? 0) > 0;
    return !hasFacts && !holders.has(plateKey(plate)) && (vin === null || !holders.has(vinKey(vin)));
  }

  #repeated(candidate: GoodCandidate): BulkOutcome | null {
    const { vin, plate } = candidate.registered;
    const byVin = vin === null ? undefined : this.#taken.get(vinKey(vin));
    if (byVin !== undefined) {
      return this.#standing(candidate, byVin, { code: 'VIN_ALREADY_REGISTERED', field: 'vin' });
    }
    const byPlate = this.#taken.get(plateKey(plate));
    if (byPlate === undefined) return null;
    return this.#standing(candidate, byPlate, { code: 'PLATE_IN_USE', field: 'plate' });
  }

  #standing({ registered }: GoodCandidate, { vehicleId, facts }: Taken, problem: Problem): BulkOutcome {
    const isOld = tellsNothingNew(registered, vehicleFactsOf(facts), this.before.site);
    return isOld ? { status: 'UNCHANGED', vehicleId } : { status: 'CONFLICT', vehicleId, problem };
  }
}
