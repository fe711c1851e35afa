import type { PurposeCode } from '../access/purposes.js';
import { isPurpose } from '../access/purposes.js';
import type { StatedPurpose } from '../access/permissions.js';
import { ownerCodeClass, sees } from '../access/visibility.js';
import type { FieldClass } from '../access/visibility.js';
import type { OwnerKind } from '../vehicle/vehicle-facts.js';
import { maskAddress } from './address.js';
import { maskIdentityNumber } from './identity-number.js';
import { maskName } from './owner-name.js';
import { maskPhone } from './phone.js';
import type { Particulars } from './particulars.js';

/** How much of an owner is shown. FULL: all but the middle of the identity number. PUBLIC: what is on a public list. */
export type OwnerSight = 'FULL' | 'MASKED' | 'PUBLIC';

/** Why less than everything is shown. */
export type MaskReason = 'PURPOSE_REQUIRED' | 'PERSON_DATA_DENIED';

/** A sight with the reason why it is not the full one. */
export interface SightDecision {
  readonly sight: OwnerSight;
  readonly because: MaskReason | null;
}

/** Duties for which the owner himself may have to be known (PIPL art. 6 and 34); the others never open his data. */
const OPENING_PURPOSES: ReadonlySet<PurposeCode> = new Set([
  'ROADSIDE_CHECK',
  'CASE_INVESTIGATION',
  'ACCIDENT_INVESTIGATION',
  'OVER_LIMIT_ENFORCEMENT',
  'COMPLAINT',
  'DATA_SUBJECT_REQUEST',
  'REGISTRATION',
  'SUPERVISION',
  'DATA_REVIEW',
]);

/** Whether a stated purpose and case or duty number open personal data; null when they do, else why not. */
export function reasonToMask({ purpose, reference }: StatedPurpose): MaskReason | null {
  if (purpose === null || reference === null || reference.trim() === '') return 'PURPOSE_REQUIRED';
  return isPurpose(purpose) && OPENING_PURPOSES.has(purpose) ? null : 'PERSON_DATA_DENIED';
}

/**
 * How much of an owner a reader of that class sees, who said why: P2 everything with a purpose and a reference, else as
 * a partner; P1 masked; P0 what is public (§8).
 */
export function ownerSight(visible: FieldClass, stated: StatedPurpose): SightDecision {
  if (!sees(visible, 'P1')) return { sight: 'PUBLIC', because: 'PERSON_DATA_DENIED' };
  if (!sees(visible, 'P2')) return { sight: 'MASKED', because: 'PERSON_DATA_DENIED' };
  const because = reasonToMask(stated);
  return { sight: because === null ? 'FULL' : 'MASKED', because };
}

/** An owner as it is recorded. */
export interface RecordedOwner {
  readonly ownerKind: OwnerKind;
  readonly organisationName: string | null;
  readonly ownerUscc: string | null;
  /** Null where nothing personal is recorded, or where it was erased. */
  readonly particulars: Particulars | null;
  /** GB/T 2260 code of the vehicle's registration, for an address that names no district. */
  readonly division: string;
}

/** What a reader is shown of an owner; null where there is nothing, or nothing for this reader. */
export interface ShownOwner {
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly idNumber: string | null;
  readonly uscc: string | null;
}

/** The owner for a reader (§8). The identity number is never shown whole, the name of a company never masked. */
export function shownOwner(owner: RecordedOwner, sight: OwnerSight): ShownOwner {
  const { organisationName, particulars } = owner;
  if (sight === 'PUBLIC' || particulars === null) {
    return { ...NOTHING, name: organisationName, uscc: shownCode(owner, sight) };
  }
  const { name, phone, address, idNumber } = particulars;
  const uscc = shownCode(owner, sight);
  if (sight === 'FULL') {
    return {
      name: organisationName ?? name,
      phone,
      address,
      idNumber: idNumber && maskIdentityNumber(idNumber),
      uscc,
    };
  }
  return {
    name: organisationName ?? (name && maskName(name)),
    phone: phone && maskPhone(phone),
    address: address && maskAddress(address, owner.division),
    idNumber: null,
    uscc,
  };
}

const NOTHING: ShownOwner = { name: null, phone: null, address: null, idNumber: null, uscc: null };
const CLASS_OF_SIGHT: Readonly<Record<OwnerSight, FieldClass>> = { FULL: 'P2', MASKED: 'P1', PUBLIC: 'P0' };

const shownCode = ({ ownerKind, ownerUscc }: RecordedOwner, sight: OwnerSight): string | null =>
  sees(CLASS_OF_SIGHT[sight], ownerCodeClass(ownerKind)) ? ownerUscc : null;
