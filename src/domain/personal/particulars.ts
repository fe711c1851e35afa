import type { Findings } from '../shared/findings.js';
import type { CivilDate } from '../shared/time.js';
import { canonicalJson } from '../sync/canonical.js';
import type { OwnerKind } from '../vehicle/vehicle-facts.js';
import { readAddress } from './address.js';
import { readIdentityNumber } from './identity-number.js';
import { readOwnerName } from './owner-name.js';
import { readPhone } from './phone.js';

/** Owner particulars as they were received; null and absent mean the same. */
export interface ParticularsInput {
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly idNumber?: string | null;
}

/** What is personal about an owner, normalised: it is kept sealed and nowhere else. */
export interface Particulars {
  /** Of a natural person or an individual business; null of an organisation, whose name is public. */
  readonly name: string | null;
  /** `13812341234`, `025-83212345`. */
  readonly phone: string | null;
  readonly address: string | null;
  /** 公民身份号码 (GB 11643-1999). */
  readonly idNumber: string | null;
}
export type ParticularsField = keyof Particulars;
export const PARTICULARS_FIELDS: readonly ParticularsField[] = ['name', 'phone', 'address', 'idNumber'];

/** Checked particulars, what is public about them set apart. */
export interface CheckedParticulars {
  readonly ownerKind: OwnerKind;
  /** The public name of an organisation; null for everybody else. */
  readonly organisationName: string | null;
  /** Null where nothing about a person was given. */
  readonly personal: Particulars | null;
}

const FIELD = 'ownerParticulars';

/**
 * Checks and normalises the particulars of an owner of that kind. Individual businesses (个体工商户) count as natural
 * persons (PIPL): their name is sealed too. Problems, none of which repeats what was given: PARTICULARS_EMPTY,
 * OWNER_NAME_FORMAT, OWNER_PHONE_FORMAT, OWNER_ADDRESS_FORMAT, ID_NUMBER_FORMAT, ID_NUMBER_OLD, ID_NUMBER_CHECK,
 * OWNER_ID_FORBIDDEN (an organisation has no identity number).
 */
export function checkParticulars(
  input: ParticularsInput,
  ownerKind: OwnerKind,
  today: CivilDate,
  findings: Findings,
): CheckedParticulars | null {
  const before = findings.problems.length;
  const given = <T>(value: string | null | undefined, read: (raw: string) => T | null): T | null =>
    value === null || value === undefined ? null : read(value);
  const isOrganisation = ownerKind === 'ORG';
  const name = given(input.name, (raw) => findings.take(readOwnerName(raw, ownerKind, `${FIELD}.name`)));
  const personal = {
    name: isOrganisation ? null : name,
    phone: given(input.phone, (raw) => findings.take(readPhone(raw, `${FIELD}.phone`))),
    address: given(input.address, (raw) => findings.take(readAddress(raw, `${FIELD}.address`))),
    idNumber: given(input.idNumber, (raw) =>
      isOrganisation
        ? findings.refuse('OWNER_ID_FORBIDDEN', `${FIELD}.idNumber`)
        : findings.take(readIdentityNumber(raw, today, `${FIELD}.idNumber`)),
    ),
  };
  if (findings.problems.length > before) return null;
  const isPersonal = Object.values(personal).some((value) => value !== null);
  if (name === null && !isPersonal) return findings.refuse('PARTICULARS_EMPTY', FIELD);
  return {
    ownerKind,
    organisationName: isOrganisation ? name : null,
    personal: isPersonal ? personal : null,
  };
}

/** The one text of particulars, which the commitment in the fact covers. */
export const particularsText = ({ name, phone, address, idNumber }: Particulars): string =>
  canonicalJson({ name, phone, address, idNumber });
