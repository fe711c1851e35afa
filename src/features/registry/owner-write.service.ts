import { Injectable } from '@nestjs/common';
import {
  checkParticulars,
  PARTICULARS_FIELDS,
  type ParticularsInput,
} from '../../domain/personal/particulars.js';
import { Findings } from '../../domain/shared/findings.js';
import { fail, ok } from '../../domain/shared/result.js';
import { civilDateOf } from '../../domain/shared/time.js';
import { factsInForce } from '../../domain/sync/effective-facts.js';
import { checkDate, checkText } from '../../domain/vehicle/input-fields.js';
import { momentOfDay } from '../../domain/vehicle/vehicle-changes.js';
import type { OwnerErased } from '../../domain/vehicle/vehicle-facts.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { OwnerVault } from './owner-vault.js';
import type { KnownVehicle } from './vehicle-change.js';
import { VehicleChangeService } from './vehicle-change.service.js';
import type { VehicleReference } from './vehicle-reference.js';
import type { WriteOutcome } from './write-outcome.js';

/** Particulars of the present owner, given later than the registration or corrected. */
export interface RecordOwner {
  readonly idempotencyKey: string;
  readonly vehicle: VehicleReference;
  readonly ownerParticulars: ParticularsInput;
  /** The day from which they hold; today when absent. */
  readonly on?: string | null;
}

/** Whose particulars are destroyed. */
export type ErasedOwners = 'PRESENT' | 'FORMER' | 'ALL';

/** A request of the person concerned. */
export interface EraseOwner {
  readonly idempotencyKey: string;
  readonly vehicle: VehicleReference;
  readonly owners: ErasedOwners;
  /** Number of the document that orders it, at most 64 characters; it stays in the facts. */
  readonly basis: string;
}

const PURPOSE = 'DATA_SUBJECT_REQUEST';

/** Records owners' particulars, and destroys them (PIPL art. 46 and 47). */
@Injectable()
export class OwnerWriteService {
  constructor(
    private readonly changes: VehicleChangeService,
    private readonly vault: OwnerVault,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Puts particulars in the place of those that are known; what is not given is not known from then on. Problems:
   * those of `checkParticulars` and of the day, TIME_ORDER (a newer record or transfer is known).
   * @throws AppError as {@link VehicleChangeService.change}
   */
  record(context: RequestContext, wanted: RecordOwner): Promise<WriteOutcome> {
    const { idempotencyKey, vehicle, ownerParticulars, on = null } = wanted;
    const today = civilDateOf(context.now);
    return this.changes.change(context, {
      action: 'owner.record',
      idempotencyKey,
      vehicle,
      body: { vehicle, on, ownerParticulars: this.vault.fingerprint(ownerParticulars) },
      detail: { fields: fieldsOf(ownerParticulars) },
      locks: [],
      dayField: 'on',
      divisionOf: ({ state }) => state.division,
      decide: ({ state }) => {
        const findings = new Findings();
        const day = checkDate('on', on ?? today, today, findings);
        if (day !== null && day < state.firstRegisteredOn) {
          findings.refuse('TIME_ORDER', 'on', { earlier: state.firstRegisteredOn, later: day });
        }
        const owner = checkParticulars(ownerParticulars, state.ownerKind, today, findings);
        if (day === null || owner === null || findings.problems.length > 0) return fail(findings.problems);
        const { payload, record } = this.vault.seal(owner, day);
        return ok({
          kind: 'vehicle.owner-recorded',
          payload,
          occurredAt: momentOfDay(day, context.now),
          supersedes: null,
          warnings: [],
          newDivision: null,
          beside: { facts: [], records: record === null ? [] : [record], erased: [] },
        });
      },
    });
  }

  /**
   * Destroys particulars that this site keeps: seal, hashes and salt. The facts stand and say that it was done.
   * Problems: OWNER_NOT_RECORDED, OWNER_ALREADY_ERASED, NOT_YOUR_RECORD (another site keeps them), those of a text.
   * @throws AppError ERASURE_PURPOSE, and as {@link VehicleChangeService.change}
   */
  erase(
    context: RequestContext,
    { idempotencyKey, vehicle, owners, basis }: EraseOwner,
  ): Promise<WriteOutcome> {
    const authorised = authorise(context, 'owner.erase');
    if (authorised.context.purpose !== PURPOSE)
      throw new AppError('ERASURE_PURPOSE', {}, { field: 'purpose' });
    return this.changes.change(context, {
      action: 'owner.erase',
      idempotencyKey,
      vehicle,
      body: { vehicle, owners, basis },
      detail: { owners, basis: basis.trim() },
      locks: [],
      dayField: 'vehicle',
      divisionOf: ({ state }) => state.division,
      decide: (known) => {
        const findings = new Findings();
        const checked = checkText('basis', basis, findings);
        if (checked === null) return fail(findings.problems);
        const records = this.#recordsOf(known, owners);
        const [first, ...others] = records.kept;
        if (first === undefined) return fail([{ code: records.otherwise, field: 'vehicle' }]);
        const on = civilDateOf(context.now);
        const erasing = (record: string): OwnerErased => ({ record, basis: checked, on });
        return ok({
          kind: 'vehicle.owner-erased',
          payload: erasing(first),
          occurredAt: context.now,
          supersedes: null,
          warnings: [],
          newDivision: null,
          beside: {
            facts: others.map((record) => ({ kind: 'vehicle.owner-erased', payload: erasing(record) })),
            records: [],
            erased: records.kept,
          },
        });
      },
    });
  }

  /** The records meant that are still there to be destroyed here; and why not, when there are none. */
  #recordsOf({ facts, state }: KnownVehicle, owners: ErasedOwners) {
    const { site } = this.settings;
    // A superseded fact's particulars are kept as well, so all facts count and not only those in force.
    const recorded = facts.flatMap((fact) => (fact.kind === 'vehicle.owner-recorded' ? [fact] : []));
    const gone = new Set(
      factsInForce(facts).inForce.flatMap((fact) =>
        fact.kind === 'vehicle.owner-erased' ? [fact.payload.record] : [],
      ),
    );
    const present = state.owner?.record ?? null;
    const meant = recorded.filter(({ payload: { record } }) => {
      if (record === null) return false;
      return owners === 'ALL' || (record === present) === (owners === 'PRESENT');
    });
    const here = meant.filter((fact) => fact.site === site);
    const kept = here.flatMap(({ payload: { record } }) =>
      record === null || gone.has(record) ? [] : [record],
    );
    const otherwise =
      meant.length === 0
        ? 'OWNER_NOT_RECORDED'
        : here.length === 0
          ? 'NOT_YOUR_RECORD'
          : 'OWNER_ALREADY_ERASED';
    return { kept, otherwise };
  }
}

/** The members that were given, for the audit; never what they say. */
const fieldsOf = (input: ParticularsInput): readonly string[] =>
  PARTICULARS_FIELDS.filter((field) => input[field] !== null && input[field] !== undefined);
