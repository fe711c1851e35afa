import type { Listing, LoopState } from '../../domain/maintenance/loop-state.js';
import { civilDateOf } from '../../domain/shared/time.js';
import type { SupervisionReason } from '../../domain/vehicle/vehicle-state.js';

/** Why a vehicle is under key supervision because of its loop: on the list, late with its repair, or seen once. */
export function loopReasons(loop: LoopState): readonly SupervisionReason[] {
  const { listing } = loop;
  if (listing !== null && listing.end === null) {
    const late = overdueReason(loop, listing);
    return late === null ? [listedReason(listing)] : [listedReason(listing), late];
  }
  return loop.state === 'SUSPECT' ? suspectReason(loop) : [];
}

const listedReason = (listing: Listing): SupervisionReason => ({
  code: 'OVER_LIMIT_LISTED',
  since: civilDateOf(listing.since),
  clause: 'DELTA_PLAN_9_SHARED_LISTS',
  facts: listing.evidence,
  evidenceAt: listing.failure.at,
});

function overdueReason({ history }: LoopState, listing: Listing): SupervisionReason | null {
  if (listing.overdueSince === null) return null;
  const step = history.findLast(({ step: what }) => what === 'FELL_OVERDUE');
  const factId = step?.factId ?? listing.failure.factId;
  const evidenceAt = step?.at ?? listing.failure.at;
  return {
    code: 'OVERDUE_REPAIR',
    since: listing.overdueSince,
    clause: 'AIR_LAW_60',
    facts: [factId],
    evidenceAt,
  };
}

/** The first exceedance is a reminder: nobody is listed for it. */
function suspectReason({ history, suspectUntil }: LoopState): readonly SupervisionReason[] {
  const step = history.findLast(({ step: what }) => what === 'SUSPECTED');
  if (step?.factId === undefined || step.factId === null || suspectUntil === null) return [];
  const { at, factId } = step;
  return [
    {
      code: 'RS_SINGLE_EXCEED',
      since: civilDateOf(at),
      clause: 'AIR_LAW_53',
      facts: [factId],
      evidenceAt: at,
      until: suspectUntil,
    },
  ];
}
