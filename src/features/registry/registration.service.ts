import { Injectable } from '@nestjs/common';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { checkRows, type Candidate, type RegistrationInput } from './registration-check.js';
import { decideRows, type RowDecision } from './registration-decision.js';
import { lockKeys, plateLock, vehicleLock } from './registry-locks.js';
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

/** Registers vehicles: each good row becomes a fact, whatever becomes of the others. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly holders: VehicleHolderRepository,
    private readonly projection: VehicleProjection,
    private readonly settings: SiteSettings,
  ) {}

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
    const candidates = checkRows(inputs, authorised);
    const what = { operation: 'registerVehicles', key, body: inputs };
    try {
      return await this.database.transaction((tx) =>
        once(tx, authorised.context, what, async () => {
          const decisions = await this.#register(tx, authorised, candidates);
          return decisions.map(rowOf);
        }),
      );
    } catch (error) {
      const problem = problemOfConstraint(error);
      throw problem === null ? error : new AppError(problem);
    }
  }

  /** Registers one vehicle. @throws AppError as {@link registerVehicles} */
  async registerVehicle(
    context: RequestContext,
    input: RegistrationInput,
    key: string,
  ): Promise<WriteOutcome> {
    const authorised = authorise(context, ACTION);
    const candidates = checkRows([input], authorised);
    const what = { operation: 'registerVehicle', key, body: input };
    try {
      return await this.database.transaction((tx) =>
        once(tx, authorised.context, what, async () => {
          const [decision] = await this.#register(tx, authorised, candidates);
          return outcomeOf(decision);
        }),
      );
    } catch (error) {
      const problem = problemOfConstraint(error);
      if (problem === null) throw error;
      return refused([problem]);
    }
  }

  async #register(
    tx: Tx,
    authorised: Authorised,
    candidates: readonly Candidate[],
  ): Promise<readonly RowDecision[]> {
    const { context } = authorised;
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
    const decisions = decideRows(candidates, { holders, known, site: this.settings.site, now: context.now });
    const registered = decisions.flatMap((decision) => (decision.fact === null ? [] : [decision]));
    await Promise.all([
      this.store.append(
        tx,
        registered.map(({ fact }) => fact),
      ),
      this.projection.project(tx, new Map(registered.map(({ fact, facts }) => [fact.subject, facts]))),
      recordAudit(tx, context, {
        action: ACTION,
        subjects: registered.map(({ fact }) => fact.subject),
        detail: countsOf(decisions),
      }),
    ]);
    return decisions;
  }
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
