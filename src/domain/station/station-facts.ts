import type { CivilDate, Instant } from '../shared/time.js';
import type { Fact } from '../sync/fact.js';

/** INSPECTION: 汽车排放检验机构 (I站). REPAIR: 汽车排放性能维护(维修)站 (M站). One body may not be both (环大气〔2020〕31号). */
export const STATION_ROLES = ['INSPECTION', 'REPAIR'] as const;
export type StationRole = (typeof STATION_ROLES)[number];

/** ACTIVE: authorised, networked and on the public list. SUSPENDED: for a time. REMOVED: off the list. CLOSED: no longer at work. */
export const STATION_STATUSES = ['ACTIVE', 'SUSPENDED', 'REMOVED', 'CLOSED'] as const;
export type StationStatus = (typeof STATION_STATUSES)[number];

/** A station as its authority filed it. The code is opaque but for its first six digits, which are a division. */
export interface StationRegistered {
  readonly role: StationRole;
  /** `[0-9A-Z-]{6,40}`, unique in the issuing province. */
  readonly code: string;
  readonly name: string;
  /** 统一社会信用代码 of the legal person. */
  readonly uscc: string | null;
  /** GB/T 2260, six digits. */
  readonly division: string;
  /** Organisation whose members work here; null while nobody has an account. */
  readonly organisationId: string | null;
  /** 联系电话 of the station as the list prints it; compared by the rule A12. */
  readonly phone: string | null;
  readonly activeFrom: CivilDate;
}

/** A change of status from a moment on, with the document that orders it. */
export interface StationStatusSet {
  readonly status: StationStatus;
  readonly from: Instant;
  readonly basis: string;
}

/**
 * 应急码: a code of the ecology bureau that lets one inspection station test through an outage. The code itself is given
 * once; what is kept is its hash.
 */
export interface ContingencyIssued {
  readonly codeHash: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly basis: string;
}

export interface StationPayloads {
  'station.registered': StationRegistered;
  'station.status-set': StationStatusSet;
  'station.contingency-issued': ContingencyIssued;
}
export type StationFactKind = keyof StationPayloads;
export type StationFact = { [K in StationFactKind]: Fact<K, StationPayloads[K]> }[StationFactKind];
