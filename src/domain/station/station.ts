import { idOfName } from '../shared/named-id.js';
import { startOfCivilDay } from '../shared/time.js';
import type { Instant } from '../shared/time.js';
import { factsInForce } from '../sync/effective-facts.js';
import type { Fact, SiteCode } from '../sync/fact.js';
import type { Sha256 } from '../sync/hash-chain.js';
import type { StationFact, StationRegistered, StationStatus } from './station-facts.js';

export const STATION_SUBJECT = 'station';

/** A status with the moment it ends; null: not yet. */
export interface StationSpan {
  readonly status: StationStatus;
  readonly from: Instant;
  readonly until: Instant | null;
  /** The document that orders it; null for the first, which follows from the filing. */
  readonly basis: string | null;
  readonly fact: string;
}

/** A contingency code by its hash. */
export interface StationContingency {
  readonly codeHash: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly basis: string;
  readonly fact: string;
}

/** A station after its facts. */
export interface StationState extends StationRegistered {
  readonly id: string;
  readonly site: SiteCode;
  /** The filing in force. */
  readonly registrationFact: string;
  /** Oldest first, without gaps from the day it became active. */
  readonly spans: readonly StationSpan[];
  readonly contingencies: readonly StationContingency[];
  readonly recordedAt: Instant;
}

/** The subject of the facts about a station: codes are unique in the province that issues them. */
export const stationIdOf = (code: string, sha256: Sha256): string =>
  idOfName('qingtu/station/1/', `${code.slice(0, 2)}/${code}`, sha256);

/** The station after its facts, or null when none files it. Only the site that filed it says more about it. */
export function foldStation(facts: readonly StationFact[]): StationState | null {
  const { inForce } = factsInForce(facts);
  const filed = inForce.find((fact) => fact.kind === 'station.registered');
  if (filed?.kind !== 'station.registered') return null;
  const own = inForce.filter(({ site }) => site === filed.site);
  return {
    ...filed.payload,
    id: filed.subject,
    site: filed.site,
    registrationFact: filed.id,
    spans: spansOf(filed, own),
    contingencies: own.flatMap((fact) =>
      fact.kind === 'station.contingency-issued' ? [{ ...fact.payload, fact: fact.id }] : [],
    ),
    recordedAt: facts.reduce((latest, { recordedAt }) => (recordedAt > latest ? recordedAt : latest), ''),
  };
}

type Start = Omit<StationSpan, 'until'>;

function spansOf(filed: Fact<string, StationRegistered>, own: readonly StationFact[]): StationSpan[] {
  const from = startOfCivilDay(filed.payload.activeFrom);
  const first: Start = { status: 'ACTIVE', from, basis: null, fact: filed.id };
  // Of two that begin at one moment the one recorded last holds; facts in force come in that order.
  const starts = new Map<Instant, Start>([[from, first]]);
  for (const fact of [...own].sort((a, b) => compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id))) {
    if (fact.kind !== 'station.status-set' || fact.payload.from < from) continue;
    starts.set(fact.payload.from, { ...fact.payload, fact: fact.id });
  }
  const ordered = [...starts.values()].sort((a, b) => compare(a.from, b.from));
  return ordered.map((start, index) => ({ ...start, until: ordered[index + 1]?.from ?? null }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The status at a moment; null before the station was active. */
export function stationStatusAt({ spans }: Pick<StationState, 'spans'>, at: Instant): StationStatus | null {
  return spans.findLast(({ from }) => from <= at)?.status ?? null;
}

/** Whether a contingency code held at the moment; `codeHash` null asks about any of them. */
export function contingencyHeld(
  { contingencies }: Pick<StationState, 'contingencies'>,
  at: Instant,
  codeHash: string | null,
): boolean {
  return contingencies.some(
    (one) => one.from <= at && at < one.until && (codeHash === null || one.codeHash === codeHash),
  );
}
