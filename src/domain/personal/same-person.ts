import { civilDateOf, type Instant } from '../shared/time.js';
import type { OwnerKind } from '../vehicle/vehicle-facts.js';
import { readIdentityNumber } from './identity-number.js';
import { readOwnerName } from './owner-name.js';
import type { Particulars, ParticularsInput } from './particulars.js';
import { readPhone } from './phone.js';

/** The members by which a person is known again. */
export type TellingField = 'name' | 'phone' | 'idNumber';
export type TellingParticulars = Pick<Particulars, TellingField>;

/** By what a person is known again, normalised; null where nothing was given or it cannot be read. */
export function tellingParticulars(
  { name, phone, idNumber }: ParticularsInput,
  ownerKind: OwnerKind,
  now: Instant,
): TellingParticulars {
  const isOrganisation = ownerKind === 'ORG';
  const read = { name: readOwnerName(name ?? '', ownerKind, ''), phone: readPhone(phone ?? '', '') };
  const number = readIdentityNumber(idNumber ?? '', civilDateOf(now), '');
  return {
    // The name of an organisation is public and tells no person.
    name: read.name.ok && !isOrganisation ? read.name.value : null,
    phone: read.phone.ok ? read.phone.value : null,
    idNumber: number.ok && !isOrganisation ? number.value : null,
  };
}

/** How one member of two persons compares; UNKNOWN when it is not known of both. */
export type MemberMatch = 'SAME' | 'OTHER' | 'UNKNOWN';

/**
 * Whether two sets of particulars are of one person, as far as an erasure must reach: an identity number decides; a phone
 * number tells unless the names differ; with the same vehicle the phone number or the name tells by itself.
 */
export function isSamePerson(
  { name, phone, idNumber }: Readonly<Record<TellingField, MemberMatch>>,
  ofSameVehicle: boolean,
): boolean {
  if (idNumber !== 'UNKNOWN') return idNumber === 'SAME';
  if (ofSameVehicle) return phone === 'SAME' || name === 'SAME';
  return phone === 'SAME' && name !== 'OTHER';
}
