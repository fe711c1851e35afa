import type { SiteCode } from '../sync/fact.js';
import type { LoopState } from './loop-state.js';

/** A copy of a listing that its discoverer sends to the owner of the notice, exactly one for each listing. */
export interface CrossCopy {
  /** Source province and record: the same however often it is sent. */
  readonly key: string;
  readonly listing: string;
  readonly from: SiteCode;
  readonly to: SiteCode | 'NATIONAL';
  /** Grows with every step of the listing. */
  readonly version: number;
}

/** The copy that the listing of this state needs, or null where the discoverer owns the notice itself. */
export function crossCopyOf({ listing, history }: LoopState): CrossCopy | null {
  if (listing === null) return null;
  const { discoveredBy, noticeOwner, id } = listing;
  const to = noticeOwner.site ?? 'NATIONAL';
  if (to === discoveredBy.site) return null;
  return {
    key: `${discoveredBy.site.slice(0, 2)}:${id}`,
    listing: id,
    from: discoveredBy.site,
    to,
    version: history.filter((step) => step.listing === id).length,
  };
}
