import type { Action } from '../../domain/access/actions.js';
import type { Problem, Result } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import type {
  VehicleFact,
  VehicleFactKind,
  VehiclePayloads,
  VehicleRegistered,
} from '../../domain/vehicle/vehicle-facts.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { SealedParticulars } from './owner-vault.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import type { Tx } from '../../platform/database/database.js';
import type { VehicleReference } from './vehicle-reference.js';

/** A vehicle under its lock: nobody else writes about it until the transaction ends. */
export interface KnownVehicle {
  readonly state: VehicleState;
  readonly facts: readonly VehicleFact[];
  /** Facts about it of the features above. */
  readonly further: readonly Fact[];
  /** This site's registration in force, which it alone may correct; null when only other sites registered it. */
  readonly ownRegistration: Fact<'vehicle.registered', VehicleRegistered> | null;
}

/** What a change does besides its fact. */
export interface BesideFact {
  /** Further facts of the same moment. */
  readonly facts: readonly SaidFact[];
  /** Particulars that go under seal. */
  readonly records: readonly SealedParticulars[];
  /** Ids of the records that are destroyed. */
  readonly erased: readonly string[];
}

/** A fact by what it says. */
export type SaidFact = {
  [K in VehicleFactKind]: { readonly kind: K; readonly payload: VehiclePayloads[K] };
}[VehicleFactKind];

/** The fact that a change comes to, before it has its envelope. */
export type DecidedFact = {
  [K in VehicleFactKind]: {
    readonly kind: K;
    readonly payload: VehiclePayloads[K];
    readonly occurredAt: Instant;
    readonly supersedes: string | null;
    readonly warnings: readonly string[];
    /** Where the vehicle will be registered, when the caller's reach must cover that too. */
    readonly newDivision: string | null;
    /** What is done in the same transaction. */
    readonly beside?: BesideFact;
  };
}[VehicleFactKind];

/**
 * A larger unit of work that a change is part of: it has answered for the permission and the repetition, and what it
 * refuses later undoes the change.
 */
export interface Within {
  readonly tx: Tx;
  readonly authorised: Authorised;
}

/** One change of one vehicle, as a use case orders it. */
export interface ChangeOrder {
  readonly action: Action;
  readonly idempotencyKey: string;
  readonly vehicle: VehicleReference;
  /** The input as it came: a repetition must be the same. */
  readonly body: unknown;
  /** What the audit tells besides the fact, of a change that was made. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** What must not change meanwhile besides the vehicle. */
  readonly locks: readonly string[];
  /** The field that is named when the change contradicts what is known of another day. */
  readonly dayField: string;
  /** The division by which the caller's reach over the vehicle is judged. */
  divisionOf(known: KnownVehicle): string;
  decide(known: KnownVehicle): Result<DecidedFact, readonly Problem[]>;
}
