import type { Listing } from '../../domain/maintenance/loop-state.js';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';
import { parseInstant, type Instant } from '../../domain/shared/time.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { KnownLoop } from './known-loop.js';

/** @throws AppError OUT_OF_SCOPE when the caller's reach does not cover the division */
export function requireReach({ divisionPrefix }: Authorised, division: string, field: string): void {
  if (divisionPrefix !== null && division.startsWith(divisionPrefix)) return;
  throw new AppError('OUT_OF_SCOPE', { value: division }, { field });
}

/** The listing that is named, which must be the open one. Problems: NO_OPEN_LISTING */
export function openListing({ loop }: KnownLoop, id: string): Result<Listing, readonly Problem[]> {
  const { listing } = loop;
  if (listing?.id === id && listing.end === null) return ok(listing);
  return fail([{ code: 'NO_OPEN_LISTING', field: 'listing' }]);
}

/**
 * Who keeps the evidence of a listing: the site that found the vehicle, and there the bureau of the place.
 * Problems: NOT_YOUR_RECORD for another site. @throws AppError OUT_OF_SCOPE
 */
export function requireDiscoverer(authorised: Authorised, listing: Listing, site: SiteCode): Problem | null {
  const { discoveredBy } = listing;
  if (discoveredBy.site !== site) return { code: 'NOT_YOUR_RECORD', field: 'listing' };
  requireReach(authorised, discoveredBy.division ?? discoveredBy.site, 'listing');
  return null;
}

/**
 * Who serves the notice: the site where the vehicle is registered. Problems: NOT_YOUR_RECORD for another site, and where
 * the national platform does. @throws AppError OUT_OF_SCOPE
 */
export function requireNoticeOwner(
  authorised: Authorised,
  { noticeOwner, discoveredBy }: Listing,
  site: SiteCode,
): Problem | null {
  if (noticeOwner.queue === 'NATIONAL' || noticeOwner.site !== site) {
    return { code: 'NOT_YOUR_RECORD', field: 'listing' };
  }
  requireReach(authorised, noticeOwner.division ?? discoveredBy.division ?? site, 'listing');
  return null;
}

/** A moment that is not ahead; now when not said. Problems: those of `parseInstant`, TIME_FUTURE */
export function readMoment(given: string | null | undefined, now: Instant, field: string): Result<Instant> {
  const read = parseInstant(given ?? now, field);
  if (!read.ok || read.value <= now) return read;
  return fail({ code: 'TIME_FUTURE', field, params: { value: read.value, today: now } });
}
