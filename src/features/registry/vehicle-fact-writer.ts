import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import type { Problem, Result } from '../../domain/shared/result.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { Fact } from '../../domain/sync/fact.js';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import { vehicleIdOfVin } from '../../domain/vehicle/vehicle-id.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { sha256 } from '../../platform/facts/sha256.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { lockKeys, vehicleLock } from './registry-locks.js';
import {
  holdersOfNames,
  namedVehicle,
  type NamedVehicle,
  type VehicleReference,
} from './vehicle-reference.js';
import { VehicleHolderRepository, vinKey, type PlateKey } from './vehicle-holder.repository.js';
import { VehicleProjection } from './vehicle.projection.js';
import { vehicleFactsOf } from './vehicle.payloads.js';
import { problemOfConstraint } from './write-outcome.js';

/** A vehicle as evidence names it: by its normalised VIN, or by the plate that it carried on that day. */
export interface SeenVehicle {
  readonly vin: string | null;
  readonly plate: PlateKey | null;
  readonly on: CivilDate;
}

/** Everything known of a vehicle under its lock; `state` is null while nobody has registered it. */
export interface KnownSubject {
  readonly subject: string;
  readonly facts: readonly Fact[];
  readonly state: VehicleState | null;
}

/** A fact about a vehicle of a feature above, before it has its envelope. */
export interface SaidOfVehicle {
  /** Where something else names it already; otherwise it is given one. */
  readonly id?: string;
  readonly subject: string;
  readonly kind: string;
  readonly payload: object;
  readonly occurredAt: Instant;
  readonly supersedes: string | null;
}

/** What a use case makes of one vehicle: the facts to be written about it, and what is answered. */
export interface DecidedFacts<T> {
  readonly facts: readonly Omit<SaidOfVehicle, 'id' | 'subject'>[];
  /** Given the facts as they were written; must be JSON, so that a repetition can be answered by it. */
  answer(written: readonly Fact[]): T;
}

/** One change of what is known of one vehicle, as a feature above orders it. */
export interface VehicleFactOrder<T> {
  readonly action: Action;
  readonly operation: string;
  readonly idempotencyKey: string;
  /** The input as it came: a repetition must be the same. */
  readonly body: unknown;
  readonly vehicle: VehicleReference;
  /** What the audit tells besides the facts. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Runs under the lock of the vehicle. */
  decide(
    known: KnownSubject,
    authorised: Authorised,
    tx: Tx,
  ): Promise<Result<DecidedFacts<T>, readonly Problem[]>>;
}

/** What came of it: the answer, or why nothing was written. */
export type VehicleFactOutcome<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly Problem[] };

/** Writes the facts of the features above about vehicles: found, locked, appended and projected in one transaction. */
@Injectable()
export class VehicleFactWriter {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly holders: VehicleHolderRepository,
    private readonly projection: VehicleProjection,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Carries out one order: permission, repetition, lock, decision, facts, projections and audit in one transaction. What
   * is not found and what the decision refuses comes back as problems.
   * @throws AppError of `authorise`, `once` and VEHICLE_KEY_INVALID
   */
  async carryOut<T>(context: RequestContext, order: VehicleFactOrder<T>): Promise<VehicleFactOutcome<T>> {
    const named = namedVehicle(order.vehicle);
    const authorised = authorise(context, order.action);
    const { operation, idempotencyKey: key, body } = order;
    try {
      return await this.database.transaction((tx) =>
        once<VehicleFactOutcome<T>>(tx, authorised.context, { operation, key, body }, async () => {
          const [subject, ...further] = await this.#find(tx, named);
          const code = subject === undefined ? 'NOT_FOUND' : 'AMBIGUOUS_VEHICLE';
          if (subject === undefined || further.length > 0) {
            return this.#refused(tx, authorised, order, [], [{ code, field: 'vehicle' }]);
          }
          const known = (await this.open(tx, [subject])).get(subject) ?? unknown(subject);
          if (known.facts.length === 0) {
            return this.#refused(tx, authorised, order, [], [{ code: 'NOT_FOUND', field: 'vehicle' }]);
          }
          const decided = await order.decide(known, authorised, tx);
          if (!decided.ok) return this.#refused(tx, authorised, order, [subject], decided.error);
          const said = decided.value.facts.map((fact) => ({ ...fact, subject }));
          const written = await this.append(tx, authorised.context, new Map([[subject, known]]), said);
          const detail = { operation, ...order.detail, facts: written.map(({ id }) => id) };
          await recordAudit(tx, authorised.context, { action: order.action, subjects: [subject], detail });
          return { value: decided.value.answer(written), problems: [] };
        }),
      );
    } catch (error) {
      const problem = problemOfConstraint(error);
      if (problem === null) throw error;
      return { value: null, problems: [problem] };
    }
  }

  async #refused(
    tx: Tx,
    { context }: Authorised,
    { action, operation }: Pick<VehicleFactOrder<unknown>, 'action' | 'operation'>,
    subjects: readonly string[],
    problems: readonly Problem[],
  ): Promise<{ readonly value: null; readonly problems: readonly Problem[] }> {
    const detail = { operation, refused: problems.map(({ code }) => code) };
    await recordAudit(tx, context, { action, subjects, detail });
    return { value: null, problems };
  }

  async #find(tx: Tx, named: NamedVehicle): Promise<readonly string[]> {
    const { vin, plate } = named;
    const holders = await this.holders.holders(tx, vin === null ? [] : [vin], plate === null ? [] : [plate]);
    const found = holdersOfNames(named, holders);
    // A vehicle that nobody has registered yet may have facts that wait for the registration.
    return found.length === 0 && vin !== null && plate === null ? [vehicleIdOfVin(vin, sha256)] : found;
  }

  /**
   * The subject of each vehicle that evidence names. By VIN the vehicle need not be registered; by plate it is the one
   * that carried it on that day. Empty: nobody; more than one: not to be told.
   */
  async locate(tx: Tx, seen: readonly SeenVehicle[]): Promise<readonly (readonly string[])[]> {
    const vins = seen.flatMap(({ vin }) => vin ?? []);
    const byPlate = seen.flatMap(({ vin, plate, on }) =>
      vin === null && plate !== null ? [{ ...plate, on }] : [],
    );
    const [known, plates] = await Promise.all([
      this.holders.holders(tx, [...new Set(vins)], []),
      this.holders.holdersThen(tx, byPlate),
    ]);
    const rest = plates[Symbol.iterator]();
    return seen.map(({ vin, plate }) => {
      if (vin === null) return plate === null ? [] : (rest.next().value ?? []);
      const registered = known.get(vinKey(vin))?.map(({ vehicleId }) => vehicleId) ?? [];
      return registered.length > 0 ? [...new Set(registered)] : [vehicleIdOfVin(vin, sha256)];
    });
  }

  /** Locks the vehicles, and whatever else must not change meanwhile, and loads what is known of them. */
  async open(
    tx: Tx,
    subjects: readonly string[],
    locks: readonly string[] = [],
  ): Promise<ReadonlyMap<string, KnownSubject>> {
    const locked = lockKeys(this.store, tx, [...subjects.map(vehicleLock), ...locks]);
    const [loaded] = await Promise.all([this.store.load(tx, 'vehicle', subjects), locked]);
    return new Map(
      [...loaded].map(([subject, facts]) => [
        subject,
        { subject, facts, state: foldVehicle(vehicleFactsOf(facts)) },
      ]),
    );
  }

  /**
   * Appends facts of this site about vehicles opened in this transaction and brings their rows in line. The audit is the
   * caller's.
   * @throws InvalidPayloadError
   */
  async append(
    tx: Tx,
    { now }: Pick<RequestContext, 'now'>,
    known: ReadonlyMap<string, KnownSubject>,
    said: readonly SaidOfVehicle[],
  ): Promise<readonly Fact[]> {
    if (said.length === 0) return [];
    const { site } = this.settings;
    const facts = said.map((one): Fact => ({
      id: uuidV7(),
      site,
      version: 1,
      subjectType: 'vehicle',
      recordedAt: now,
      ...one,
    }));
    const touched = new Map<string, Fact[]>();
    for (const fact of facts) {
      const all = touched.get(fact.subject) ?? [...(known.get(fact.subject)?.facts ?? [])];
      all.push(fact);
      touched.set(fact.subject, all);
    }
    const ready = this.store.ready(facts);
    const before = new Map([...known].flatMap(([subject, { state }]) => (state ? [[subject, state]] : [])));
    await Promise.all([
      this.store.appendReady(tx, ready),
      this.projection.projectAdded(tx, touched, facts, before),
    ]);
    return facts;
  }
}

const unknown = (subject: string): KnownSubject => ({ subject, facts: [], state: null });
