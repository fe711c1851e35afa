import { Injectable } from '@nestjs/common';
import { factsInForce } from '../../domain/sync/effective-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { Problem } from '../../domain/shared/result.js';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import type { VehicleFact } from '../../domain/vehicle/vehicle-facts.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { judgeClaim, type ClaimJudgement } from './holder-conflicts.js';
import { OwnerErasure } from './owner-erasure.service.js';
import { OwnerRecordsRepository } from './owner-records.repository.js';
import { lockKeys, vehicleLock } from './registry-locks.js';
import type { BesideFact, ChangeOrder, DecidedFact, KnownVehicle, Within } from './vehicle-change.js';
import { VehicleHolderRepository } from './vehicle-holder.repository.js';
import { VehicleProjection } from './vehicle.projection.js';
import { vehicleFactsOf } from './vehicle.payloads.js';
import { holdersOfNames, isStillNamed, namedVehicle, type NamedVehicle } from './vehicle-reference.js';
import { problemOfConstraint, refused, written, type WriteOutcome } from './write-outcome.js';

/** Facts that a second registration puts beside the first are kept, so they do not speak against a change. */
const HARMLESS = 'MULTIPLE_REGISTRATIONS';

/** Carries out one change of one vehicle: permission, locks, rules, fact, projection and audit in one transaction. */
@Injectable()
export class VehicleChangeService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly holders: VehicleHolderRepository,
    private readonly projection: VehicleProjection,
    private readonly settings: SiteSettings,
    private readonly owners: OwnerRecordsRepository,
    private readonly erasure: OwnerErasure,
  ) {}

  /**
   * What the rules refuse comes back as problems, and so does what is not found. With `within` the change is made in
   * that unit of work, by its permission and reach.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN (role or reach), PURPOSE_REQUIRED and the like, VEHICLE_KEY_INVALID,
   * IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
   */
  async change(context: RequestContext, order: ChangeOrder, within?: Within): Promise<WriteOutcome> {
    const named = namedVehicle(order.vehicle);
    if (within !== undefined) return this.#audited(within.tx, within.authorised, order, named);
    const authorised = authorise(context, order.action);
    const what = { operation: order.action, key: order.idempotencyKey, body: order.body };
    try {
      return await this.database.transaction((tx) =>
        once(tx, authorised.context, what, () => this.#audited(tx, authorised, order, named)),
      );
    } catch (error) {
      const problem = problemOfConstraint(error);
      if (problem === null) throw error;
      return refused([problem]);
    }
  }

  async #audited(
    tx: Tx,
    authorised: Authorised,
    order: ChangeOrder,
    named: NamedVehicle,
  ): Promise<WriteOutcome> {
    const { outcome, subjects, factId } = await this.#apply(tx, authorised, order, named);
    const refusals = outcome.problems.map(({ code }) => code);
    // What was refused may be anything, so only its codes are kept.
    const detail = refusals.length > 0 ? { refused: refusals } : { ...order.detail, factId };
    await recordAudit(tx, authorised.context, { action: order.action, subjects, detail });
    return outcome;
  }

  async #apply(
    tx: Tx,
    authorised: Authorised,
    order: ChangeOrder,
    named: NamedVehicle,
  ): Promise<{ outcome: WriteOutcome; subjects: readonly string[]; factId: string | null }> {
    const refuse = (problem: Problem, subjects: readonly string[] = []) => ({
      outcome: refused([problem]),
      subjects,
      factId: null,
    });
    const [subject, ...further] = await this.#find(tx, named);
    if (subject === undefined) return refuse({ code: 'NOT_FOUND', field: 'vehicle' });
    if (further.length > 0) return refuse({ code: 'AMBIGUOUS_VEHICLE', field: 'vehicle' });
    await lockKeys(this.store, tx, [vehicleLock(subject), ...order.locks]);
    const known = await this.#load(tx, subject);
    if (known === null) return refuse({ code: 'NOT_FOUND', field: 'vehicle' });
    requireReach(authorised, order.divisionOf(known));
    if (!isStillNamed(named, known.state)) return refuse({ code: 'STALE', field: 'vehicle' }, [subject]);
    const decided = order.decide(known);
    if (!decided.ok) return { outcome: refused(decided.error), subjects: [subject], factId: null };
    if (decided.value.newDivision !== null) requireReach(authorised, decided.value.newDivision);
    const [fact, ...beside] = this.#factsOf(decided.value, subject, authorised.context);
    const change = { ...decided.value, facts: [fact, ...beside] } as const;
    const { outcome, touched } = await this.#write(tx, order, known, change);
    return { outcome, subjects: [subject, ...touched], factId: fact.id };
  }

  async #find(tx: Tx, named: NamedVehicle): Promise<readonly string[]> {
    const { vin, plate } = named;
    const holders = await this.holders.holders(tx, vin === null ? [] : [vin], plate === null ? [] : [plate]);
    return holdersOfNames(named, holders);
  }

  async #load(tx: Tx, subject: string): Promise<KnownVehicle | null> {
    const loaded = await this.store.load(tx, 'vehicle', [subject]);
    const all = loaded.get(subject) ?? [];
    const facts = vehicleFactsOf(all);
    const state = foldVehicle(facts);
    if (state === null) return null;
    const ownRegistration = factsInForce(facts).inForce.find(
      (fact) => fact.kind === 'vehicle.registered' && fact.site === this.settings.site,
    );
    return {
      state,
      facts,
      further: all.filter((fact) => !(facts as readonly Fact[]).includes(fact)),
      ownRegistration: ownRegistration?.kind === 'vehicle.registered' ? ownRegistration : null,
    };
  }

  /** The fact and those beside it; their ids rise, so those beside it come after it. */
  #factsOf(
    decided: DecidedFact,
    subject: string,
    { now: recordedAt }: RequestContext,
  ): readonly [VehicleFact, ...VehicleFact[]] {
    const { newDivision: _reach, warnings: _answer, beside, ...said } = decided;
    const envelope = () =>
      ({
        id: uuidV7(),
        site: this.settings.site,
        version: 1,
        subjectType: 'vehicle',
        subject,
        recordedAt,
      }) as const;
    const fact: VehicleFact = { ...envelope(), ...said };
    const { occurredAt } = said;
    const further = beside?.facts.map((one): VehicleFact => ({
      ...envelope(),
      ...one,
      occurredAt,
      supersedes: null,
    }));
    return [fact, ...(further ?? [])];
  }

  async #write(
    tx: Tx,
    order: ChangeOrder,
    { state: before, facts: known, further }: KnownVehicle,
    { facts: added, warnings, beside }: WantedChange,
  ): Promise<WrittenChange> {
    const [fact] = added;
    const all = [...known, ...added];
    const after = foldVehicle(all);
    if (after === null) throw new Error(`vehicle ${fact.subject} has no registration after ${fact.kind}`);
    const upset = newlySetAside(before, after) ?? ownerWithoutEffect(fact, after);
    if (upset !== null) return untouched(refused([{ code: upset, field: order.dayField }]));
    const { conflict, warnings: elsewhere } = await this.#judge(tx, before, after);
    if (conflict !== null) return untouched(refused([conflict.problem], conflict.vehicleId));
    await this.store.append(tx, added);
    await this.projection.project(
      tx,
      new Map<string, readonly Fact[]>([[fact.subject, [...all, ...further]]]),
    );
    const touched = beside === undefined ? [] : await this.#writeBeside(tx, after, fact, beside);
    const flags = after.flags.filter((flag) => !before.flags.includes(flag));
    return { outcome: written(after, [...new Set([...warnings, ...flags, ...elsewhere])]), touched };
  }

  async #writeBeside(
    tx: Tx,
    vehicle: VehicleState,
    { recordedAt }: Fact,
    { records, erased }: BesideFact,
  ): Promise<readonly string[]> {
    await this.owners.insert(
      tx,
      records.map((record) => ({ vehicleId: vehicle.id, record, recordedAt })),
    );
    return this.erasure.erase(tx, vehicle, erased, recordedAt);
  }

  /** What the vehicle has now and had not before must not be another's. */
  async #judge(tx: Tx, before: VehicleState, after: VehicleState): Promise<ClaimJudgement> {
    const { number, type, to } = after.plate;
    const hadPlate = to !== null || (before.plate.number === number && before.plate.type === type);
    const claim = {
      vehicleId: after.id,
      vin: after.vin === before.vin ? null : after.vin,
      plate: hadPlate ? null : { number, type },
    };
    const vins = claim.vin === null ? [] : [claim.vin];
    const holders = await this.holders.holders(tx, vins, claim.plate === null ? [] : [claim.plate]);
    return judgeClaim(claim, holders, this.settings.site);
  }
}

function requireReach({ divisionPrefix }: Authorised, division: string): void {
  if (divisionPrefix !== null && division.startsWith(divisionPrefix)) return;
  throw new AppError('OUT_OF_SCOPE', { value: division }, { field: 'division' });
}

/** A change as it is to be written. */
interface WantedChange {
  readonly facts: readonly [VehicleFact, ...VehicleFact[]];
  readonly warnings: readonly string[];
  readonly beside?: BesideFact | undefined;
}

/** What came of a change, and the ids of what else it touched. */
interface WrittenChange {
  readonly outcome: WriteOutcome;
  readonly touched: readonly string[];
}

const untouched = (outcome: WriteOutcome): WrittenChange => ({ outcome, touched: [] });

/** An owner dated before the one who is known, or before the transfer to him, would not be the present one. */
function ownerWithoutEffect(fact: VehicleFact, { owner }: VehicleState): 'TIME_ORDER' | null {
  return fact.kind === 'vehicle.owner-recorded' && owner?.factId !== fact.id ? 'TIME_ORDER' : null;
}

/** Why a fact would lose its effect through the change; a lawful change leaves all others in force, and is so itself. */
function newlySetAside(before: VehicleState, after: VehicleState): string | null {
  const known = new Set(before.setAside.map(({ factId, code }) => `${factId} ${code}`));
  const upset = after.setAside.find(
    ({ factId, code }) => code !== HARMLESS && !known.has(`${factId} ${code}`),
  );
  return upset?.code ?? null;
}
