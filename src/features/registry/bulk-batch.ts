import type { Problem } from '../../domain/shared/result.js';
import { isWhatItIs, tellsNothingNew } from '../../domain/vehicle/same-registration.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { ReadyFact } from '../../platform/facts/fact-store.js';
import type { OwnerFact } from './owner-fact.js';
import { ownerNews } from './owner-news.js';
import type { NewRecord } from './owner-records.repository.js';
import type { OwnerVault } from './owner-vault.js';
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
 * What came of a row. UNCHANGED: the site has said so before; OWNER_RECORDED: all but the owner, whose particulars are
 * recorded now. CONFLICT: a vehicle of this site has the VIN
 * (VIN_ALREADY_REGISTERED) or the plate (PLATE_IN_USE) and is another, or the same with other content.
 */
export type BulkOutcome =
  | { readonly status: 'REGISTERED'; readonly vehicleId: string; readonly warnings: readonly string[] }
  | { readonly status: 'OWNER_RECORDED'; readonly vehicleId: string }
  | { readonly status: 'UNCHANGED'; readonly vehicleId: string; readonly warnings: readonly string[] }
  | { readonly status: 'CONFLICT'; readonly vehicleId: string; readonly problem: Problem }
  | { readonly status: 'REFUSED'; readonly problems: readonly Problem[] };

/** A vehicle that an earlier row of the batch registered. */
interface Taken {
  readonly vehicleId: string;
  readonly facts: readonly Fact[];
}

/** What is written of a vehicle that something is known of, with all its facts. */
interface Joining {
  readonly vehicleId: string;
  readonly written: readonly Fact[];
  readonly record: NewRecord | null;
  readonly facts: readonly Fact[];
}
type Registered = Extract<RowDecision, { readonly status: 'REGISTERED' }>;

/** Decides the rows of a batch one after another and gathers what is to be written. */
export class BulkBatch {
  /** Vehicles of which nothing was known: their rows are ready as they are. */
  readonly fresh: ReadyRow[] = [];
  /** Vehicles that other facts or other sites' claims are known about. */
  readonly joining: Joining[] = [];
  readonly #taken = new Map<string, Taken>();

  readonly #records: Map<string, Uint8Array | null>;

  constructor(
    private readonly before: KnownBefore,
    private readonly vault: OwnerVault,
  ) {
    this.#records = new Map(before.particulars);
  }

  decide(row: PreparedRow): BulkOutcome {
    if (!row.ok) return { status: 'REFUSED', problems: row.refused.problems };
    const { candidate } = row.ready;
    const recordedAt = row.ready.fact.fact.recordedAt;
    const repeated = this.#repeated(candidate, recordedAt);
    if (repeated !== null) return repeated;
    if (this.#isUnheardOf(candidate)) return this.#register(row.ready);
    const decision = decideRow(candidate, recordedAt, this.before);
    if (decision.status === 'REGISTERED') {
      return this.#isKnownOtherwise(candidate, decision) ?? this.#join(candidate, decision);
    }
    const [problem] = decision.problems;
    if (decision.vehicleId === null || problem === undefined) {
      return { status: 'REFUSED', problems: decision.problems };
    }
    const facts = this.before.known.get(decision.vehicleId) ?? [];
    return this.#standing(candidate, { vehicleId: decision.vehicleId, facts }, problem, recordedAt);
  }

  /** A vehicle that came here by a transfer is registered by another site: what it is already is not said again. */
  #isKnownOtherwise(candidate: GoodCandidate, { vehicleId, fact }: Registered): BulkOutcome | null {
    const facts = this.before.known.get(vehicleId) ?? [];
    if (!isWhatItIs(candidate.registered, vehicleFactsOf(facts))) return null;
    const known = { vehicleId, facts, records: this.#records, site: this.before.site };
    const isNothing = ownerNews(candidate, known, fact.recordedAt, this.vault) === 'NOTHING';
    return { status: 'UNCHANGED', vehicleId, warnings: isNothing ? [] : ['OWNER_LEFT_OUT'] };
  }

  #register(ready: ReadyRow): BulkOutcome {
    const { candidate, fact } = ready;
    this.fresh.push(ready);
    const facts = ready.owner === null ? [fact.fact] : [fact.fact, ready.owner.fact.fact];
    this.#take(candidate, { vehicleId: fact.fact.subject, facts }, ready.owner?.record ?? null);
    const warnings = [...candidate.registered.warnings].sort();
    return { status: 'REGISTERED', vehicleId: fact.fact.subject, warnings };
  }

  #join(candidate: GoodCandidate, { vehicleId, fact, owner, facts, warnings }: Registered): BulkOutcome {
    const written = owner === null ? [fact] : [fact, owner.fact];
    const record = owner?.record ?? null;
    this.joining.push({ vehicleId, written, record, facts });
    this.#take(candidate, { vehicleId, facts }, record);
    return { status: 'REGISTERED', vehicleId, warnings };
  }

  #take(candidate: GoodCandidate, taken: Taken, added: NewRecord | null): void {
    if (added !== null) this.#records.set(added.record.id, added.record.sealed);
    for (const key of keysOf(candidate)) this.#taken.set(key, taken);
  }

  /** Whether nobody has the VIN or the plate, and no fact names the vehicle. */
  #isUnheardOf({ registered: { vin, plate }, subjectOfVin }: GoodCandidate): boolean {
    const { holders, known } = this.before;
    const hasFacts = subjectOfVin !== null && (known.get(subjectOfVin)?.length ?? 0) > 0;
    return !hasFacts && !holders.has(plateKey(plate)) && (vin === null || !holders.has(vinKey(vin)));
  }

  #repeated(candidate: GoodCandidate, recordedAt: string): BulkOutcome | null {
    const { vin, plate } = candidate.registered;
    const byVin = vin === null ? undefined : this.#taken.get(vinKey(vin));
    if (byVin !== undefined) {
      const problem = { code: 'VIN_ALREADY_REGISTERED', field: 'vin' };
      return this.#standing(candidate, byVin, problem, recordedAt);
    }
    const byPlate = this.#taken.get(plateKey(plate));
    if (byPlate === undefined) return null;
    return this.#standing(candidate, byPlate, { code: 'PLATE_IN_USE', field: 'plate' }, recordedAt);
  }

  #standing(candidate: GoodCandidate, taken: Taken, problem: Problem, recordedAt: string): BulkOutcome {
    const { vehicleId, facts } = taken;
    const { site } = this.before;
    if (!tellsNothingNew(candidate.registered, vehicleFactsOf(facts), site)) {
      return { status: 'CONFLICT', vehicleId, problem };
    }
    const news = ownerNews(candidate, { ...taken, records: this.#records, site }, recordedAt, this.vault);
    if (news === 'NOTHING') return { status: 'UNCHANGED', vehicleId, warnings: [] };
    if (news === 'UNSURE') return { status: 'UNCHANGED', vehicleId, warnings: ['OWNER_LEFT_OUT'] };
    return this.#recordOwner(candidate, taken, news);
  }

  #recordOwner(candidate: GoodCandidate, taken: Taken, { fact, record }: OwnerFact): BulkOutcome {
    const { vehicleId } = taken;
    const facts = [...taken.facts, fact];
    this.joining.push({ vehicleId, written: [fact], record, facts });
    this.#take(candidate, { vehicleId, facts }, record);
    return { status: 'OWNER_RECORDED', vehicleId };
  }
}
