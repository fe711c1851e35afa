import { Injectable } from '@nestjs/common';
import type { LoopFact, RepairCompleted, RepairStarted } from '../../domain/maintenance/loop-facts.js';
import { readRepair, type RepairInput } from '../../domain/maintenance/repair-input.js';
import { readPlate } from '../../domain/shared/plate.js';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import { readVin } from '../../domain/shared/vin.js';
import { canonicalJson } from '../../domain/sync/canonical.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { Tx } from '../../platform/database/database.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import { StationRepository } from '../inspections/index.js';
import type { KnownLoop } from './known-loop.js';
import {
  LoopChangeService,
  type LoopOutcome,
  type RepeatedStep,
  type SaidLoopFact,
} from './loop-change.service.js';
import { LoopFinder } from './loop-finder.repository.js';
import { readMoment } from './loop-reach.js';

/** The vehicle before the caller, with what stands on it. */
export interface PresentedVehicle {
  readonly vin: string;
  readonly plateNumber: string;
  readonly plateType?: string | null;
}

/** What every step of a repair station comes with. */
export interface RepairStep<I> {
  readonly idempotencyKey: string;
  readonly stationCode: string;
  readonly vehicle: PresentedVehicle;
  /** The fact of the failure that it answers; the one of the present cycle when not said. */
  readonly failure: string | null;
  readonly input: I;
}

type RepairFact = Extract<LoopFact, { kind: 'loop.repair-completed' }>;
type Decide = (
  known: KnownLoop,
  authorised: Authorised,
  stationCode: string,
) => Result<SaidLoopFact | RepeatedStep, readonly Problem[]>;

/** What repair stations write down: the vehicle came in, the repair is done. */
@Injectable()
export class RepairService {
  constructor(
    private readonly changes: LoopChangeService,
    private readonly finder: LoopFinder,
    private readonly stations: StationRepository,
    private readonly settings: SiteSettings,
  ) {}

  /** The vehicle came in at the caller's station. @throws AppError as `LoopChangeService.change` */
  start(
    context: RequestContext,
    step: RepairStep<{ readonly at?: string | null; readonly odometerKm?: number | null }>,
  ): Promise<LoopOutcome> {
    return this.#take(context, 'startRepair', step, (known, authorised, stationCode) => {
      const failure = failureOf(known, step.failure);
      if (!failure.ok) return failure;
      const at = readMoment(step.input.at, authorised.context.now, 'input.at');
      if (!at.ok) return fail([at.error]);
      const odometerKm = step.input.odometerKm ?? null;
      if (odometerKm !== null && (!Number.isInteger(odometerKm) || odometerKm < 1)) {
        const params = { value: odometerKm, largest: 10_000_000 };
        return fail([{ code: 'QUANTITY_FORMAT', field: 'input.odometerKm', params }]);
      }
      const payload = { stationCode, failure: failure.value, odometerKm };
      const repeated = sameIntake(known, payload, at.value);
      if (repeated !== null) return ok(repeated);
      return ok({ kind: 'loop.repair-started', payload, occurredAt: at.value, supersedes: null });
    });
  }

  /**
   * The repair is done and settled. With `corrects`, a fact of this station about this vehicle, it takes its place.
   * @throws AppError as `LoopChangeService.change`
   */
  complete(
    context: RequestContext,
    step: RepairStep<RepairInput> & { readonly corrects: string | null },
  ): Promise<LoopOutcome> {
    return this.#take(context, 'completeRepair', step, (known, authorised, stationCode) => {
      const former = step.corrects === null ? ok(null) : this.#former(known, stationCode, step.corrects);
      if (!former.ok) return former;
      const failure = failureOf(known, step.failure ?? former.value?.payload.failure ?? null);
      if (!failure.ok) return failure;
      const read = readRepair(step.input, authorised.context.now);
      if (!read.ok)
        return fail(read.error.map((problem) => ({ ...problem, field: `input.${problem.field ?? ''}` })));
      const payload = { ...read.value, stationCode, failure: failure.value };
      if (step.corrects === null) {
        const repeated = sameSettlement(known, payload);
        if (repeated !== null) return repeated;
      }
      const occurredAt = payload.completedAt;
      return ok({ kind: 'loop.repair-completed', payload, occurredAt, supersedes: step.corrects });
    });
  }

  /** The record that is corrected. Problems: NOT_FOUND, NOT_YOUR_RECORD, STALE when it was corrected already. */
  #former(known: KnownLoop, stationCode: string, id: string): Result<RepairFact, readonly Problem[]> {
    const fact = known.inputs.find((one) => one.id === id);
    const refuse = (code: string): Result<never, readonly Problem[]> => fail([{ code, field: 'corrects' }]);
    if (fact?.kind !== 'loop.repair-completed') return refuse('NOT_FOUND');
    if (fact.site !== this.settings.site || fact.payload.stationCode !== stationCode) {
      return refuse('NOT_YOUR_RECORD');
    }
    return known.inputs.some(({ supersedes }) => supersedes === id) ? refuse('STALE') : ok(fact);
  }

  #take<I>(
    context: RequestContext,
    operation: string,
    step: RepairStep<I>,
    decide: Decide,
  ): Promise<LoopOutcome> {
    const stationCode = step.stationCode.normalize('NFKC').trim().toUpperCase();
    const { idempotencyKey, ...body } = step;
    return this.changes.change(context, {
      action: 'loop.repair',
      operation,
      idempotencyKey,
      body,
      stations: [stationCode],
      find: (tx) => this.#find(tx, step.vehicle),
      decide: async (known, authorised, tx) => {
        const own = await this.stations.codesOf(tx, authorised.actor.organisationId);
        if (!own.includes(stationCode)) return fail([{ code: 'STATION_NOT_YOURS', field: 'stationCode' }]);
        return decide(known, authorised, stationCode);
      },
    });
  }

  /** Both in hand: VIN and plate must be of one vehicle. */
  async #find(tx: Tx, vehicle: PresentedVehicle): Promise<Result<string>> {
    const vin = readVin(vehicle.vin, 'vehicle.vin');
    if (!vin.ok) return vin;
    const type = vehicle.plateType ?? null;
    const number = readPlate(vehicle.plateNumber, type, 'vehicle.plateNumber');
    if (!number.ok) return number;
    const names = { vin: vin.value.normalized, plate: { number: number.value.normalized, type } };
    const [found, ...others] = await this.finder.byNames(tx, names);
    if (found === undefined) return fail({ code: 'NOT_FOUND', field: 'vehicle' });
    return others.length === 0 ? ok(found) : fail({ code: 'AMBIGUOUS_VEHICLE', field: 'vehicle' });
  }
}

/**
 * One settlement is uploaded once: the same record again is answered as before, another one under its number is refused.
 * Null where the number is new. Problems: SETTLEMENT_CONFLICT
 */
function sameSettlement(
  { inputs }: KnownLoop,
  payload: RepairCompleted,
): Result<RepeatedStep, readonly Problem[]> | null {
  const former = inputs.find(
    (fact) =>
      fact.kind === 'loop.repair-completed' &&
      fact.payload.stationCode === payload.stationCode &&
      fact.payload.settlementNo === payload.settlementNo &&
      !inputs.some(({ supersedes }) => supersedes === fact.id),
  );
  if (former === undefined) return null;
  if (canonicalJson(former.payload) === canonicalJson(payload)) return ok({ repeats: former.id });
  return fail([{ code: 'SETTLEMENT_CONFLICT', field: 'input.settlementNo' }]);
}

/** An intake that is on record already: a vehicle comes into a station only once at one moment. */
function sameIntake({ inputs }: KnownLoop, payload: RepairStarted, at: Instant): RepeatedStep | null {
  const former = inputs.find(
    (fact) =>
      fact.kind === 'loop.repair-started' &&
      fact.occurredAt === at &&
      canonicalJson(fact.payload) === canonicalJson(payload),
  );
  return former === undefined ? null : { repeats: former.id };
}

/** The failure that a repair answers: the one that is named, or that of the present cycle. */
function failureOf({ loop }: KnownLoop, named: string | null): Result<string, readonly Problem[]> {
  if (named !== null) return ok(named);
  const { listing } = loop;
  if (listing === null) return fail([{ code: 'NO_OPEN_LISTING', field: 'vehicle' }]);
  return ok(listing.failure.factId);
}
