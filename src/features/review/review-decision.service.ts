import { Injectable } from '@nestjs/common';
import { fail, ok } from '../../domain/shared/result.js';
import type { Problem, Result } from '../../domain/shared/result.js';
import { checkDecision, factsToConsider, type DecisionInput } from '../../domain/vehicle/review-check.js';
import type { DecidableItem, VehicleFact } from '../../domain/vehicle/vehicle-facts.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import { authorise } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { VehicleChangeService, type KnownVehicle, type WriteOutcome } from '../registry/index.js';
import { versionOf } from './item-version.js';
import { RivalRepository } from './rival.repository.js';

/** A decision about one item of one vehicle. */
export interface DecideItem extends DecisionInput {
  readonly idempotencyKey: string;
  /** UUID. */
  readonly vehicle: string;
  /** The version that the person was shown. */
  readonly version: string;
}

const ACTION = 'review.decide';
const NONE: readonly string[] = [];

/** Decides what the rules may not: each decision is a fact of its own beside the evidence. */
@Injectable()
export class ReviewDecisionService {
  constructor(
    private readonly changes: VehicleChangeService,
    private readonly rivals: RivalRepository,
    private readonly database: Database,
  ) {}

  /**
   * Writes a decision about an item that is open. Problems: NOT_YOUR_RECORD (this site did not register the vehicle),
   * STALE (decided or changed since the caller saw it), those of `checkDecision`.
   * @throws AppError as the change of a vehicle
   */
  async decide(context: RequestContext, order: DecideItem): Promise<WriteOutcome> {
    const { idempotencyKey, vehicle, version, item, decision, value, basis } = order;
    authorise(context, ACTION);
    const found = await this.database.transaction((tx) => this.rivals.rivals(tx, item, [vehicle]));
    const rivals = found.get(vehicle) ?? NONE;
    return this.changes.change(context, {
      action: ACTION,
      idempotencyKey,
      vehicle: { id: vehicle },
      body: { vehicle, version, item, decision, value, basis },
      detail: { item, decision },
      locks: [],
      dayField: 'decision',
      divisionOf: ({ state }) => state.division,
      decide: (known) => {
        const considered = openGrounds(known, item, rivals, version);
        if (!considered.ok) return considered;
        const checked = checkDecision(known.state, order, considered.value);
        if (!checked.ok) return checked;
        return ok({
          kind: 'vehicle.review-decided',
          payload: checked.value,
          occurredAt: context.now,
          supersedes: null,
          warnings: [],
          newDivision: null,
        });
      },
    });
  }
}

/** What the caller decides on, when it is theirs and still what they saw. */
function openGrounds(
  { state, facts, ownRegistration }: KnownVehicle,
  item: DecidableItem,
  rivals: readonly string[],
  version: string,
): Result<readonly string[], readonly Problem[]> {
  if (ownRegistration === null) return fail([{ code: 'NOT_YOUR_RECORD', field: 'vehicle' }]);
  const grounds = groundsOf(state, facts, item, rivals);
  const isAsSeen = isOpen(state, item, rivals) && versionOf(item, grounds) === version;
  return isAsSeen ? ok(grounds) : fail([{ code: 'STALE', field: 'version' }]);
}

/** What a decision about the item rests on: facts about the vehicle, or the vehicles that claim the same elsewhere. */
export function groundsOf(
  state: VehicleState,
  facts: readonly VehicleFact[],
  item: DecidableItem,
  rivals: readonly string[],
): readonly string[] {
  const isElsewhere = item === 'PLATE_IN_USE_ELSEWHERE' || item === 'VIN_REGISTERED_ELSEWHERE';
  return isElsewhere ? rivals : factsToConsider(item, facts, state);
}

function isOpen(state: VehicleState, item: DecidableItem, rivals: readonly string[]): boolean {
  if (item === 'MULTIPLE_REGISTRATIONS') return state.flags.includes(item);
  if (state.review.some(({ code }) => code === item)) return true;
  const kept = state.decisions.find((decision) => decision.item === item)?.considered ?? NONE;
  return rivals.some((rival) => !kept.includes(rival));
}
