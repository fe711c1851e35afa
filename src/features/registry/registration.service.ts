import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import { recordAudit, recordAudits, type AuditEntry } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { answerAll, claimAll, claimOf, once } from '../../platform/idempotency/idempotency.js';
import { Coalescer } from './coalescer.js';
import { checkRows, type Candidate, type RegistrationInput } from './registration-check.js';
import { apartFrom, outcomeOfCall, type CallOutcome, type RegistrationCall } from './registration-call.js';
import { decideRows, type RowDecision } from './registration-decision.js';
import { OwnerRecordsRepository } from './owner-records.repository.js';
import { OwnerVault } from './owner-vault.js';
import { lockKeys, plateLock, vehicleLock } from './registry-locks.js';
import type { Within } from './vehicle-change.js';
import { VehicleHolderRepository } from './vehicle-holder.repository.js';
import { VehicleProjection } from './vehicle.projection.js';
import { vehicleFactsOf } from './vehicle.payloads.js';
import { problemOfConstraint, refused, written, type WriteOutcome } from './write-outcome.js';

/** Most registrations in one call. */
const MAX_REGISTRATIONS = 1000;

const ACTION = 'vehicle.register';

/** What came of one row of a call. */
export interface RegistrationRow {
  /** Place in the call, from 0. */
  readonly row: number;
  readonly status: 'REGISTERED' | 'REFUSED' | 'DUPLICATE';
  /** The vehicle registered, or the one that has the VIN or plate already. */
  readonly vehicleId: string | null;
  readonly problems: WriteOutcome['problems'];
  readonly warnings: readonly string[];
}

/** Single registrations that share one transaction at most. */
const MOST_TOGETHER = 64;
/** A batch may have to wait for a plate that someone else is busy with; the others then go on in the second lane. */
const LANES = 2;

/** Registers vehicles: each good row becomes a fact, whatever becomes of the others. */
@Injectable()
export class RegistrationService {
  readonly #singles: Coalescer<RegistrationCall, CallOutcome>;

  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly holders: VehicleHolderRepository,
    private readonly projection: VehicleProjection,
    private readonly settings: SiteSettings,
    private readonly vault: OwnerVault,
    private readonly owners: OwnerRecordsRepository,
  ) {
    this.#singles = new Coalescer((calls) => this.#answerCalls(calls), MOST_TOGETHER, LANES);
  }

  /**
   * Registers up to 1000 vehicles. A row is REFUSED by the rules (each problem with its code and field), is a DUPLICATE
   * (VIN_ALREADY_REGISTERED, PLATE_IN_USE) of a vehicle of this site, or is REGISTERED.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, PURPOSE_REQUIRED and the like, BATCH_TOO_LARGE,
   * IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT; of the domain's codes only when a writer got past the locks
   */
  async registerVehicles(
    context: RequestContext,
    inputs: readonly RegistrationInput[],
    key: string,
  ): Promise<readonly RegistrationRow[]> {
    const authorised = authorise(context, ACTION);
    if (inputs.length > MAX_REGISTRATIONS) {
      const limits = { value: inputs.length, maximum: MAX_REGISTRATIONS };
      throw new AppError('BATCH_TOO_LARGE', limits, { field: 'vehicles' });
    }
    const candidates = checkRows(inputs, authorised, this.vault);
    const body = inputs.map((input) => this.#recognised(input));
    const what = { operation: 'registerVehicles', key, body };
    try {
      return await this.database.transaction((tx) =>
        once(tx, authorised.context, what, async () => {
          const decisions = await this.#register(tx, context.now, candidates);
          await recordAudit(tx, authorised.context, auditOf(decisions));
          return decisions.map(rowOf);
        }),
      );
    } catch (error) {
      const problem = problemOfConstraint(error);
      throw problem === null ? error : new AppError(problem);
    }
  }

  /**
   * Registers one vehicle. Calls that are there at the same time share one transaction, each with its own key, answer
   * and audit line; what would upset the others is done again by itself.
   * @throws AppError as {@link registerVehicles}
   */
  async registerVehicle(
    context: RequestContext,
    input: RegistrationInput,
    key: string,
  ): Promise<WriteOutcome> {
    const authorised = authorise(context, ACTION);
    const what = { operation: 'registerVehicle', key, body: this.#recognised(input) };
    const claim = claimOf(authorised.context, what);
    const [candidate] = checkRows([input], authorised, this.vault);
    if (candidate === undefined) throw new Error('a registration was not checked');
    const answer = await this.#singles.put({ context: authorised.context, candidate, what, claim });
    if (answer.ok) return answer.outcome;
    throw answer.error;
  }

  /** What a repetition is compared by: particulars of a person are in it as a keyed digest only. */
  #recognised(input: RegistrationInput): object {
    const fingerprint = this.vault.fingerprint(input.ownerParticulars);
    return fingerprint === null ? input : { ...input, ownerParticulars: fingerprint };
  }

  /**
   * Registers one vehicle as part of a larger unit of work, by its permission and reach; what is refused comes back as
   * problems.
   */
  async registerWithin({ tx, authorised }: Within, input: RegistrationInput): Promise<WriteOutcome> {
    const candidates = checkRows([input], authorised, this.vault);
    const decisions = await this.#register(tx, authorised.context.now, candidates);
    await recordAudit(tx, authorised.context, auditOf(decisions));
    return outcomeOf(decisions[0]);
  }

  /** Never throws: a call that fails has its error for an answer. */
  async #answerCalls(calls: readonly RegistrationCall[]): Promise<readonly CallOutcome[]> {
    const apart = apartFrom(calls);
    const together = calls.filter((call) => !apart.has(call));
    const answers =
      together.length > 1
        ? await this.#registerTogether(together)
        : new Map<RegistrationCall, WriteOutcome>();
    const answerOf = async (call: RegistrationCall): Promise<CallOutcome> => {
      const outcome = answers.get(call);
      return outcome === undefined ? outcomeOfCall(this.#registerAlone(call)) : { ok: true, outcome };
    };
    return Promise.all(calls.map(answerOf));
  }

  /** What could be answered in one transaction; used keys are left out, and everything when the transaction fails. */
  async #registerTogether(
    calls: readonly RegistrationCall[],
  ): Promise<ReadonlyMap<RegistrationCall, WriteOutcome>> {
    try {
      return await this.database.transaction(async (tx) => {
        const isFree = await claimAll(
          tx,
          calls.map(({ claim }) => claim),
        );
        const fresh = calls.filter((_call, index) => isFree[index]);
        const now = fresh.reduce((latest, { context }) => (context.now > latest ? context.now : latest), '');
        const decisions = await this.#register(
          tx,
          now,
          fresh.map(({ candidate }, row) => ({ ...candidate, row })),
        );
        const answered = fresh.map((call, index) => ({ ...call, answer: outcomeOf(decisions[index]) }));
        const entryOf = (index: number) => auditOf(decisions.slice(index, index + 1));
        await recordAudits(
          tx,
          fresh.map(({ context }, index) => ({ context, entry: entryOf(index) })),
        );
        answerAll(tx, answered);
        return new Map(fresh.map((call, index) => [call, outcomeOf(decisions[index])]));
      });
    } catch {
      // Whose fault it was shows when each is done by itself.
      return new Map();
    }
  }

  async #registerAlone({ context, candidate, what }: RegistrationCall): Promise<WriteOutcome> {
    try {
      return await this.database.transaction((tx) =>
        once(tx, context, what, async () => {
          const decisions = await this.#register(tx, context.now, [candidate]);
          await recordAudit(tx, context, auditOf(decisions));
          return outcomeOf(decisions[0]);
        }),
      );
    } catch (error) {
      const problem = problemOfConstraint(error);
      if (problem === null) throw error;
      return refused([problem]);
    }
  }

  async #register(tx: Tx, now: Instant, candidates: readonly Candidate[]): Promise<readonly RowDecision[]> {
    const good = candidates.flatMap((candidate) => (candidate.ok ? [candidate] : []));
    const plates = good.map(({ registered }) => registered.plate);
    const vins = good.flatMap(({ registered }) => (registered.vin === null ? [] : [registered.vin]));
    const subjects = good.flatMap(({ subjectOfVin }) => (subjectOfVin === null ? [] : [subjectOfVin]));
    const locked = lockKeys(this.store, tx, [...subjects.map(vehicleLock), ...plates.map(plateLock)]);
    const [holders, known] = await Promise.all([
      this.holders.holders(tx, vins, plates),
      this.store.load(tx, 'vehicle', subjects),
      locked,
    ]);
    const decisions = decideRows(candidates, now, { holders, known, site: this.settings.site });
    const registered = decisions.flatMap((decision) => (decision.fact === null ? [] : [decision]));
    await Promise.all([
      this.store.append(
        tx,
        registered.flatMap(({ fact, owner }) => [fact, ...(owner === null ? [] : [owner.fact])]),
      ),
      this.owners.insert(
        tx,
        registered.flatMap(({ owner }) => owner?.record ?? []),
      ),
      this.projection.project(tx, new Map(registered.map(({ fact, facts }) => [fact.subject, facts]))),
    ]);
    return decisions;
  }
}

/** What the audit tells of a call: the vehicles registered and how many rows came to what. */
function auditOf(decisions: readonly RowDecision[]): AuditEntry {
  const subjects = decisions.flatMap(({ fact }) => (fact === null ? [] : [fact.subject]));
  return { action: ACTION, subjects, detail: countsOf(decisions) };
}

function rowOf({ row, status, vehicleId, problems, warnings }: RowDecision): RegistrationRow {
  return { row, status, vehicleId, problems, warnings };
}

function outcomeOf(decision: RowDecision | undefined): WriteOutcome {
  if (decision === undefined) throw new Error('a registration was not decided');
  if (decision.fact === null) return refused(decision.problems, decision.vehicleId);
  const vehicle = foldVehicle(vehicleFactsOf(decision.facts));
  if (vehicle === null) throw new Error(`vehicle ${decision.fact.subject} has no registration`);
  return written(vehicle, decision.warnings);
}

function countsOf(decisions: readonly RowDecision[]): Record<string, number> {
  const of = (status: RowDecision['status']): number =>
    decisions.filter((decision) => decision.status === status).length;
  return { registered: of('REGISTERED'), refused: of('REFUSED'), duplicates: of('DUPLICATE') };
}
