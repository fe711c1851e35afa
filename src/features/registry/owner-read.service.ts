import { Injectable } from '@nestjs/common';
import {
  ownerSight,
  shownOwner,
  type MaskReason,
  type OwnerSight,
  type ShownOwner,
} from '../../domain/personal/owner-sight.js';
import { PARTICULARS_FIELDS, type Particulars } from '../../domain/personal/particulars.js';
import type { OwnerKind } from '../../domain/vehicle/vehicle-facts.js';
import type { OwnerState } from '../../domain/vehicle/vehicle-state.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { OwnedVehicle } from './owned-vehicle.js';
import { OwnerRecordsRepository, type KeptRecord } from './owner-records.repository.js';
import { OwnerVault } from './owner-vault.js';
import { classSeenBy } from './vehicle-view.js';

/** Members of an owner that somebody may ask for. */
export type OwnerField = keyof ShownOwner;
export const OWNER_FIELDS: readonly OwnerField[] = [...PARTICULARS_FIELDS, 'uscc'];

/** An owner as one reader is shown him. */
export interface OwnerAnswer extends ShownOwner {
  readonly kind: OwnerKind;
  readonly erased: boolean;
  readonly recordedOn: string | null;
  /** Why something that is recorded is held back; null when nothing is. */
  readonly maskedBecause: MaskReason | 'OWNER_RECORDED_ELSEWHERE' | null;
}

/** One vehicle's owner, and what is asked about him. */
export interface OwnerQuestion {
  readonly vehicle: OwnedVehicle;
  /** Only these are unsealed, answered and audited. */
  readonly fields: readonly OwnerField[];
}

interface Answered extends OwnerQuestion {
  readonly answer: OwnerAnswer;
  readonly sight: OwnerSight;
}

/** What there is of an owner. ABSENT: not read, or kept by another site. */
interface Held {
  readonly state: 'NONE' | 'HELD' | 'ERASED' | 'ABSENT';
  readonly particulars: Particulars | null;
}

const ACTION = 'owner.read';
const NOTHING: ShownOwner = { name: null, phone: null, address: null, idNumber: null, uscc: null };

/** Shows owners to those who may see them, and writes down what was shown to whom. */
@Injectable()
export class OwnerReadService {
  constructor(
    private readonly database: Database,
    private readonly records: OwnerRecordsRepository,
    private readonly vault: OwnerVault,
  ) {}

  /**
   * The owners of vehicles that the caller has been shown, in the order of the questions; see {@link ownersIn}.
   * @throws AppError as {@link ownersIn}
   */
  owners(context: RequestContext, questions: readonly OwnerQuestion[]): Promise<readonly OwnerAnswer[]> {
    return this.database.transaction((tx) => this.ownersIn(tx, context, questions));
  }

  /**
   * The same within a transaction: one read for all of them, and one audit line that names which fields of which
   * vehicles' owners were shown, and how far. `context` is as the caller stated it: purpose and reference decide.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, PURPOSE_UNKNOWN, REFERENCE_TOO_LONG; PERSON_DATA_KEY_UNKNOWN,
   * PERSON_DATA_BROKEN, upon which nothing is shown of anybody
   */
  async ownersIn(
    tx: Tx,
    context: RequestContext,
    questions: readonly OwnerQuestion[],
  ): Promise<readonly OwnerAnswer[]> {
    const authorised = authorise(context, ACTION);
    const kept = await this.records.load(tx, questions.flatMap(recordWanted(context)));
    const answered = questions.map((question) => this.#answer(context, question, kept));
    const shown = answered.filter((one) => shownFields(one).length > 0);
    if (shown.length > 0) {
      const subjects = [...new Set(shown.map(({ vehicle }) => vehicle.id))];
      const detail = { shown: groupsOf(shown) };
      await recordAudit(tx, authorised.context, { action: ACTION, subjects, detail });
    }
    return answered.map(({ answer }) => answer);
  }

  #answer(context: RequestContext, question: OwnerQuestion, kept: ReadonlyMap<string, KeptRecord>): Answered {
    const { vehicle, fields } = question;
    const { owner, ownerKind, ownerUscc, division } = vehicle;
    const { sight, because } = ownerSight(classSeenBy(context, division), context);
    const { state, particulars } = this.#held(owner, kept);
    const organisationName = owner?.organisationName ?? null;
    const whole = shownOwner({ ownerKind, organisationName, ownerUscc, particulars, division }, sight);
    const asked = Object.fromEntries(fields.map((field) => [field, whole[field]]));
    const isMissing = state === 'ABSENT' && wantsSealed(question, sight);
    const isKept = state === 'HELD' || state === 'ABSENT';
    return {
      ...question,
      sight,
      answer: {
        ...NOTHING,
        ...asked,
        kind: ownerKind,
        erased: state === 'ERASED',
        recordedOn: owner?.on ?? null,
        maskedBecause: isMissing ? 'OWNER_RECORDED_ELSEWHERE' : isKept ? because : null,
      },
    };
  }

  #held(owner: OwnerState | null, kept: ReadonlyMap<string, KeptRecord>): Held {
    const record = owner?.record ?? null;
    if (owner === null || record === null) return { state: 'NONE', particulars: null };
    const row = kept.get(record);
    if (owner.erased || row?.sealed === null) return { state: 'ERASED', particulars: null };
    if (row === undefined) return { state: 'ABSENT', particulars: null };
    return { state: 'HELD', particulars: this.#open(record, row.sealed, owner.commitment) };
  }

  #open(record: string, sealed: Buffer, commitment: string | null): Particulars {
    const opened = this.vault.open(record, sealed);
    // The fact is in the chain, so particulars that were exchanged under their seal show here.
    if (opened.commitment !== commitment) throw new AppError('PERSON_DATA_BROKEN', { record });
    return opened.particulars;
  }
}

/** Whether anything under seal is wanted, and would be shown. */
const wantsSealed = ({ fields }: OwnerQuestion, sight: OwnerSight): boolean =>
  sight !== 'PUBLIC' && fields.some((field) => field !== 'uscc');

/** The record to be opened for a question, if any: what is not shown is not unsealed. */
const recordWanted =
  (context: RequestContext) =>
  (question: OwnerQuestion): readonly string[] => {
    const { owner, division } = question.vehicle;
    const { sight } = ownerSight(classSeenBy(context, division), context);
    const record = owner?.erased === false ? owner.record : null;
    return record !== null && wantsSealed(question, sight) ? [record] : [];
  };

const shownFields = ({ fields, answer }: Answered): readonly OwnerField[] =>
  OWNER_FIELDS.filter((field) => fields.includes(field) && answer[field] !== null);

/** For the audit: the vehicles by what was shown of their owners. */
function groupsOf(shown: readonly Answered[]): readonly object[] {
  const groups = new Map<string, { fields: readonly OwnerField[]; sight: OwnerSight; vehicles: string[] }>();
  for (const one of shown) {
    const fields = shownFields(one);
    const key = `${one.sight} ${fields.join()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { sight: one.sight, fields, vehicles: [one.vehicle.id] });
    else if (!group.vehicles.includes(one.vehicle.id)) group.vehicles.push(one.vehicle.id);
  }
  return [...groups.values()];
}
