import { Injectable } from '@nestjs/common';
import { normalisePlate } from '../../domain/shared/plate.js';
import { ok } from '../../domain/shared/result.js';
import { civilDateOf } from '../../domain/shared/time.js';
import {
  checkReplate,
  checkScrapping,
  checkStageEvidence,
  checkTransfer,
  momentOfDay,
  type ReplateInput,
  type ScrapInput,
  type StageEvidenceInput,
  type TransferInput,
} from '../../domain/vehicle/vehicle-changes.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { readOccurredAt } from './occurred-at.js';
import { plateLock } from './registry-locks.js';
import type { KnownVehicle } from './vehicle-change.js';
import { VehicleChangeService } from './vehicle-change.service.js';
import type { VehicleReference } from './vehicle-reference.js';
import type { WriteOutcome } from './write-outcome.js';

/** What every change of a vehicle comes with. */
export interface ChangeOf<I> {
  readonly idempotencyKey: string;
  readonly vehicle: VehicleReference;
  readonly input: I;
}

const presentDivision = ({ state }: KnownVehicle): string => state.division;

/** What happens to a registered vehicle. The caller's reach must cover the division where it is registered now. */
@Injectable()
export class VehicleEventsService {
  constructor(private readonly changes: VehicleChangeService) {}

  /** Gives the vehicle another plate; a new division must be within the caller's reach too. */
  replate(context: RequestContext, change: ChangeOf<ReplateInput>): Promise<WriteOutcome> {
    const { plate } = change.input;
    const number = normalisePlate(plate.number);
    return this.changes.change(context, {
      ...orderOf('vehicle.replate', change),
      detail: { plate: `${number}/${plate.type}`, on: change.input.on },
      locks: [plateLock({ number, type: plate.type.normalize('NFKC').trim() })],
      decide: ({ state }) => {
        const allowed = checkReplate(state, change.input, civilDateOf(context.now));
        if (!allowed.ok) return allowed;
        const { payload, warnings } = allowed.value;
        const occurredAt = momentOfDay(payload.on, context.now);
        const newDivision = payload.division;
        return ok({ kind: 'vehicle.replated', payload, warnings, occurredAt, newDivision, supersedes: null });
      },
    });
  }

  /** Gives the vehicle to another owner or division; the new division may be anywhere in the delta. */
  transfer(context: RequestContext, change: ChangeOf<TransferInput>): Promise<WriteOutcome> {
    return this.changes.change(context, {
      ...orderOf('vehicle.transfer', change),
      decide: ({ state }) => {
        const allowed = checkTransfer(state, change.input, civilDateOf(context.now));
        if (!allowed.ok) return allowed;
        const { payload, warnings } = allowed.value;
        const occurredAt = momentOfDay(payload.on, context.now);
        return ok({ kind: 'vehicle.transferred', payload, warnings, occurredAt, ...PLAIN });
      },
    });
  }

  /** Ends the registration of the vehicle. */
  scrap(context: RequestContext, change: ChangeOf<ScrapInput>): Promise<WriteOutcome> {
    return this.changes.change(context, {
      ...orderOf('vehicle.scrap', change),
      decide: ({ state }) => {
        const allowed = checkScrapping(state, change.input, civilDateOf(context.now));
        if (!allowed.ok) return allowed;
        const { payload, warnings } = allowed.value;
        const occurredAt = momentOfDay(payload.on, context.now);
        return ok({ kind: 'vehicle.scrapped', payload, warnings, occurredAt, ...PLAIN });
      },
    });
  }

  /** Adds a document about the emission stage, dated when it was issued (now when not said). */
  addStageEvidence(
    context: RequestContext,
    change: ChangeOf<StageEvidenceInput & { readonly occurredAt?: string | null }>,
  ): Promise<WriteOutcome> {
    return this.changes.change(context, {
      ...orderOf('vehicle.add-stage-evidence', change),
      decide: ({ state }) => {
        const occurredAt = readOccurredAt(change.input.occurredAt, context.now);
        if (!occurredAt.ok) return occurredAt;
        const allowed = checkStageEvidence(state, change.input);
        if (!allowed.ok) return allowed;
        const said = { ...allowed.value, occurredAt: occurredAt.value };
        return ok({ kind: 'vehicle.stage-evidence-added', ...said, ...PLAIN });
      },
    });
  }
}

const PLAIN = { newDivision: null, supersedes: null };

function orderOf<A extends string, I>(action: A, { idempotencyKey, vehicle, input }: ChangeOf<I>) {
  return {
    action,
    idempotencyKey,
    vehicle,
    body: { vehicle, input },
    locks: [],
    detail: {},
    dayField: 'on',
    divisionOf: presentDivision,
  };
}
