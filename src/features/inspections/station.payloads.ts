import { IsIn, IsNotEmpty, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { LIMIT_SETS } from '../../domain/emission/emission-facts.js';
import type { LimitSet } from '../../domain/emission/emission-facts.js';
import type { LimitSetDecided, LimitSetFact } from '../../domain/emission/limit-set-facts.js';
import { STATION_ROLES, STATION_STATUSES } from '../../domain/station/station-facts.js';
import type {
  ContingencyIssued,
  StationFact,
  StationPayloads,
  StationRegistered,
  StationRole,
  StationStatus,
  StationStatusSet,
} from '../../domain/station/station-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { PayloadRegistry } from '../../platform/facts/payloads.js';
import { IsCivilDate, OrNull } from '../registry/index.js';
import { IsHash, IsMoment, IsReportNumber } from './payload-rules.js';

const LONGEST_TEXT = 64;
const LONGEST_BASIS = 256;
const DIVISION = /^\d{6}$/;

/** `station.registered`, version 1. */
class StationRegisteredPayload implements StationRegistered {
  @IsIn(STATION_ROLES)
  readonly role!: StationRole;

  @IsReportNumber()
  readonly code!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_TEXT)
  readonly name!: string;

  @OrNull()
  @Matches(/^[0-9A-HJ-NP-RTUWXY]{18}$/)
  readonly uscc!: string | null;

  @Matches(DIVISION)
  readonly division!: string;

  @OrNull()
  @IsUUID('all')
  readonly organisationId!: string | null;

  @OrNull()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  readonly phone!: string | null;

  @IsCivilDate()
  readonly activeFrom!: string;
}

/** `station.status-set`, version 1. */
class StationStatusSetPayload implements StationStatusSet {
  @IsIn(STATION_STATUSES)
  readonly status!: StationStatus;

  @IsMoment()
  readonly from!: string;

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;
}

/** `station.contingency-issued`, version 1. */
class ContingencyIssuedPayload implements ContingencyIssued {
  @IsHash()
  readonly codeHash!: string;

  @IsMoment()
  readonly from!: string;

  @IsMoment()
  readonly until!: string;

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;
}

/** `emission.limit-set-decided`, version 1. */
class LimitSetDecidedPayload implements LimitSetDecided {
  @Matches(DIVISION)
  readonly division!: string;

  @IsIn(LIMIT_SETS)
  readonly limitSet!: LimitSet;

  @IsCivilDate()
  readonly from!: string;

  @IsString()
  @MaxLength(LONGEST_BASIS)
  readonly basis!: string;
}

const STATION_CLASSES: { readonly [K in keyof StationPayloads]: new () => StationPayloads[K] } = {
  'station.registered': StationRegisteredPayload,
  'station.status-set': StationStatusSetPayload,
  'station.contingency-issued': ContingencyIssuedPayload,
};

/** Makes the facts about stations and sets of limits known. */
export function registerStationPayloads(payloads: PayloadRegistry): void {
  for (const [kind, payloadClass] of Object.entries(STATION_CLASSES))
    payloads.register(kind, 1, payloadClass);
  payloads.register('emission.limit-set-decided', 1, LimitSetDecidedPayload);
}

/** The facts that speak about stations. */
export const stationFactsOf = (facts: readonly Fact[]): readonly StationFact[] =>
  facts.filter(
    (fact): fact is StationFact => fact.version === 1 && Object.hasOwn(STATION_CLASSES, fact.kind),
  );

/** The facts that decide on sets of limits. */
export const limitSetFactsOf = (facts: readonly Fact[]): readonly LimitSetFact[] =>
  facts.filter(
    (fact): fact is LimitSetFact => fact.version === 1 && fact.kind === 'emission.limit-set-decided',
  );
