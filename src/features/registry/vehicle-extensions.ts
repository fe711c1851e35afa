import type { Instant } from '../../domain/shared/time.js';
import type { Fact } from '../../domain/sync/fact.js';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import { isEndOfLife } from '../../domain/vehicle/reasons.js';
import type { SupervisionReason, VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import type { Projection } from '../../platform/facts/projection.js';
import { vehicleFactsOf } from './vehicle.payloads.js';

/** What a feature of a higher rank follows from the facts about vehicles: further reasons, and tables of its own. */
export interface VehicleExtension {
  readonly tables: Projection['tables'];
  /** Reads what the folding needs beside the facts, once a batch. Null when none of the facts concerns it. */
  open(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<OpenedExtension | null>;
}

/** An extension over one batch of subjects. */
export interface OpenedExtension {
  /** Reasons of key supervision as known at `asOf`, now when absent. */
  reasonsOf(subject: string, asOf?: Instant): readonly SupervisionReason[];
  /**
   * Brings its rows of all subjects in line; a subject without a state is no registered vehicle.
   * @param added what came to the facts of subjects whose rows were in line before; null when nothing is known of the rows
   */
  write(tx: Tx, states: ReadonlyMap<string, VehicleState>, added: readonly Fact[] | null): Promise<void>;
}

/** Vehicles with all that their facts say, and who else has rows to write about them. */
export interface FoldedVehicles {
  readonly states: ReadonlyMap<string, VehicleState>;
  readonly opened: readonly OpenedExtension[];
}

/** Vehicles by what the facts of the register alone say of them. */
export type RegisteredStates = ReadonlyMap<string, VehicleState>;

const NONE_KNOWN: RegisteredStates = new Map();

/** The extensions of a process, put together where it is composed. */
export class VehicleExtensions {
  constructor(private readonly extensions: readonly VehicleExtension[] = []) {}

  get tables(): Projection['tables'] {
    return this.extensions.flatMap(({ tables }) => tables);
  }

  /**
   * Folds each subject's facts, those left out whose registration was not known at `asOf`.
   * @param registered what the register alone says of some of them now, where that is known already
   */
  async fold(
    tx: Tx,
    factsBySubject: ReadonlyMap<string, readonly Fact[]>,
    asOf?: Instant,
    registered: RegisteredStates = NONE_KNOWN,
  ): Promise<FoldedVehicles> {
    const all = await Promise.all(this.extensions.map((extension) => extension.open(tx, factsBySubject)));
    const opened = all.flatMap((one) => one ?? []);
    const states = new Map<string, VehicleState>();
    for (const [subject, facts] of factsBySubject) {
      const state = registered.get(subject) ?? foldVehicle(vehicleFactsOf(facts), asOf);
      if (state !== null) states.set(subject, withReasons(state, opened, asOf));
    }
    return { states, opened };
  }
}

function withReasons(
  state: VehicleState,
  opened: readonly OpenedExtension[],
  asOf: Instant | undefined,
): VehicleState {
  if (opened.length === 0 || isEndOfLife(state.status)) return state;
  const found = opened.flatMap((extension) => extension.reasonsOf(state.id, asOf));
  const further = asOf === undefined ? found : found.flatMap((reason) => standing(reason, asOf));
  return further.length === 0 ? state : { ...state, reasons: [...state.reasons, ...further] };
}

/** A reason that stood at the moment that is asked about: what became of it later is no part of that state. */
function standing({ until, ...reason }: SupervisionReason, at: Instant): readonly SupervisionReason[] {
  return until === undefined || at <= until ? [reason] : [];
}
