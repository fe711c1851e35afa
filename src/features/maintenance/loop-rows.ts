import type { Listing, LoopState } from '../../domain/maintenance/loop-state.js';
import type { LoopInput } from '../../domain/maintenance/loop-facts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';

/** A stay on the list with what its table says of it. */
export interface ListingRow {
  readonly vehicleId: string;
  readonly listing: Listing;
  readonly state: string;
  readonly dueOn: CivilDate | null;
  readonly dueNote: string | null;
  readonly clearedStation: string | null;
}

/** A repair that counted, and what came of it. */
export interface RepairRow {
  readonly factId: string;
  readonly vehicleId: string;
  readonly listingId: string;
  readonly cycle: number;
  readonly stationCode: string;
  readonly completedAt: Instant;
  readonly result: 'OPEN' | 'PASSED' | 'FAILED' | 'ENDED';
  readonly clearedAt: Instant | null;
  readonly relistedAt: Instant | null;
}

/** INVALID: no code held. UNRECONCILED: the repair that the test must follow is not known yet. */
export type ContingencyState = 'UNRECONCILED' | 'RECONCILED' | 'INVALID';

/** A retest under a contingency code. */
export interface ContingencyRow {
  readonly factId: string;
  readonly vehicleId: string;
  readonly stationCode: string;
  readonly division: string;
  readonly endedAt: Instant;
  readonly state: ContingencyState;
}

/** The retests through an outage, by what the walk through the facts noted of them. */
export function contingencyRows(
  vehicleId: string,
  { flags }: LoopState,
  facts: readonly LoopInput[],
): readonly ContingencyRow[] {
  const codesOf = (id: string) => flags.filter(({ factId }) => factId === id).map(({ code }) => code);
  return facts.flatMap((fact) => {
    const codes = codesOf(fact.id);
    if (fact.kind !== 'inspection.reported' || !codes.includes('CONTINGENCY_TEST')) return [];
    const { stationCode, endedAt } = fact.payload;
    const waits = codes.includes('CONTINGENCY_UNRECONCILED') ? 'UNRECONCILED' : 'RECONCILED';
    const state = codes.includes('CONTINGENCY_INVALID') ? 'INVALID' : waits;
    const division = /^\d{6}/.exec(stationCode)?.[0] ?? fact.site;
    return [{ factId: fact.id, vehicleId, stationCode, division, endedAt, state }];
  });
}

/** All stays of a vehicle on the list, oldest first. */
export function listingRows(
  vehicleId: string,
  loop: LoopState,
  facts: readonly LoopInput[],
): readonly ListingRow[] {
  return stays(loop).map((listing) => {
    const isOpen = listing.end === null;
    return {
      vehicleId,
      listing,
      state: listing.end?.stage ?? loop.state,
      dueOn: isOpen ? loop.dueOn : null,
      dueNote: isOpen ? loop.dueNote : null,
      clearedStation: clearedStationOf(listing, facts),
    };
  });
}

/** The repairs that counted, by the steps of the loop. */
export function repairRows(
  vehicleId: string,
  loop: LoopState,
  facts: readonly LoopInput[],
): readonly RepairRow[] {
  const listings = stays(loop);
  const repairs = new Map(
    facts.flatMap((fact) => (fact.kind === 'loop.repair-completed' ? [[fact.id, fact.payload]] : [])),
  );
  return loop.history.flatMap(({ step, factId, listing: id, cycle }) => {
    const place = listings.findIndex((one) => one.id === id);
    const listing = listings[place];
    const repair = factId === null ? undefined : repairs.get(factId);
    if (step !== 'REPAIR_COMPLETED' || factId === null || listing === undefined || repair === undefined)
      return [];
    const { stationCode, completedAt } = repair;
    const result = resultOf(listing, cycle);
    const isPassed = result === 'PASSED';
    return [
      {
        factId,
        vehicleId,
        listingId: listing.id,
        cycle,
        stationCode,
        completedAt,
        result,
        clearedAt: isPassed ? (listing.end?.at ?? null) : null,
        relistedAt: isPassed ? (listings[place + 1]?.since ?? null) : null,
      },
    ];
  });
}

const stays = ({ past, listing }: LoopState): readonly Listing[] =>
  listing === null ? past : [...past, listing];

function resultOf(listing: Listing, cycle: number): RepairRow['result'] {
  if (cycle < listing.cycle) return 'FAILED';
  if (listing.end === null) return 'OPEN';
  return listing.end.stage === 'CLEARED' ? 'PASSED' : 'ENDED';
}

function clearedStationOf({ end }: Listing, facts: readonly LoopInput[]): string | null {
  if (end?.stage !== 'CLEARED') return null;
  const report = facts.find(({ id }) => id === end.factId);
  return report?.kind === 'inspection.reported' ? report.payload.stationCode : null;
}
