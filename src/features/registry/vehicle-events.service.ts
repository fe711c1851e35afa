import { Injectable } from '@nestjs/common';
import { normalisePlate } from '../../domain/shared/plate.js';
import { checkParticulars, type ParticularsInput } from '../../domain/personal/particulars.js';
import { Findings } from '../../domain/shared/findings.js';
import { fail, ok } from '../../domain/shared/result.js';
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
import { checkSurrender, type SurrenderInput } from '../../domain/vehicle/plate-surrender.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { readOccurredAt } from './occurred-at.js';
import { OwnerVault, type OwnerEntry } from './owner-vault.js';
import { plateLock } from './registry-locks.js';
import type { BesideFact, ChangeOrder, KnownVehicle, Within } from './vehicle-change.js';
import { VehicleChangeService } from './vehicle-change.service.js';
import type { VehicleReference } from './vehicle-reference.js';
import type { WriteOutcome } from './write-outcome.js';

/** What every change of a vehicle comes with. */
export interface ChangeOf<I> {
  readonly idempotencyKey: string;
  readonly vehicle: VehicleReference;
  readonly input: I;
}

/** A transfer with what is personal about the new owner. */
export interface TransferWithOwner extends TransferInput {
  readonly ownerParticulars?: ParticularsInput | null;
}

const presentDivision = ({ state }: KnownVehicle): string => state.division;

/** What happens to a registered vehicle. The caller's reach must cover the division where it is registered now. */
@Injectable()
export class VehicleEventsService {
  constructor(
    private readonly changes: VehicleChangeService,
    private readonly vault: OwnerVault,
  ) {}

  /** Gives the vehicle another plate; a new division must be within the caller's reach too. */
  replate(context: RequestContext, change: ChangeOf<ReplateInput>, within?: Within): Promise<WriteOutcome> {
    const { plate } = change.input;
    const number = normalisePlate(plate.number);
    const order: ChangeOrder = {
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
    };
    return this.changes.change(context, order, within);
  }

  /** Takes the plate from the vehicle without giving it another; only the site that registered it may. */
  surrenderPlate(
    context: RequestContext,
    change: ChangeOf<SurrenderInput>,
    within?: Within,
  ): Promise<WriteOutcome> {
    const order: ChangeOrder = {
      ...orderOf('vehicle.replate', change),
      detail: { plate: `${change.input.number}/${change.input.type}`, surrendered: change.input.on },
      decide: ({ state, ownRegistration }) => {
        if (ownRegistration === null) return fail([{ code: 'NOT_YOUR_RECORD', field: 'vehicle' }]);
        const allowed = checkSurrender(state, change.input, civilDateOf(context.now));
        if (!allowed.ok) return allowed;
        const payload = allowed.value;
        const occurredAt = momentOfDay(payload.on, context.now);
        return ok({ kind: 'vehicle.plate-surrendered', payload, warnings: [], occurredAt, ...PLAIN });
      },
    };
    return this.changes.change(context, order, within);
  }

  /**
   * Gives the vehicle to another owner or division; the new division may be anywhere in the delta. The former owner's
   * particulars stay under seal and show as nobody's from then on (case 60).
   */
  transfer(context: RequestContext, change: ChangeOf<TransferWithOwner>): Promise<WriteOutcome> {
    const { ownerParticulars = null, ...input } = change.input;
    const fingerprint = this.vault.fingerprint(ownerParticulars);
    const recognised = fingerprint === null ? input : { ...input, ownerParticulars: fingerprint };
    return this.changes.change(context, {
      ...orderOf('vehicle.transfer', { ...change, input: recognised }),
      decide: ({ state }) => {
        const today = civilDateOf(context.now);
        const allowed = checkTransfer(state, input, today);
        if (!allowed.ok) return allowed;
        const { payload, warnings } = allowed.value;
        const findings = new Findings();
        const owner =
          ownerParticulars && checkParticulars(ownerParticulars, payload.ownerKind, today, findings);
        if (findings.problems.length > 0) return fail(findings.problems);
        const occurredAt = momentOfDay(payload.on, context.now);
        const said = { kind: 'vehicle.transferred', payload, warnings, occurredAt, ...PLAIN } as const;
        return ok(owner === null ? said : { ...said, beside: besideOf(this.vault.seal(owner, payload.on)) });
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

/** The new owner, written after the transfer that brings him. */
const besideOf = ({ payload, record }: OwnerEntry): BesideFact => ({
  facts: [{ kind: 'vehicle.owner-recorded', payload }],
  records: record === null ? [] : [record],
  erased: [],
});

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
