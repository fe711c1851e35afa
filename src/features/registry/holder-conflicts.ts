import type { SiteCode } from '../../domain/sync/fact.js';
import type { Problem } from '../../domain/shared/result.js';
import { plateKey, vinKey, type Holders, type PlateKey } from './vehicle-holder.repository.js';

/** What a vehicle is to have. */
export interface Claim {
  readonly vehicleId: string;
  /** Null when it has none, or has it already. */
  readonly vin: string | null;
  readonly plate: PlateKey | null;
}

/** Whether a claim can be granted: the first conflict within the site, and warnings of those with other sites. */
export interface ClaimJudgement {
  readonly conflict: { readonly problem: Problem; readonly vehicleId: string } | null;
  readonly warnings: readonly string[];
}

/**
 * A site never gives a VIN or a plate to two vehicles. What another site says is that site's word: it is warned of,
 * both vehicles are kept, and the roadside answer shows both.
 */
export function judgeClaim(claim: Claim, holders: Holders, site: SiteCode): ClaimJudgement {
  const others = (key: string | null) =>
    key === null ? [] : (holders.get(key) ?? []).filter(({ vehicleId }) => vehicleId !== claim.vehicleId);
  const ofVin = others(claim.vin === null ? null : vinKey(claim.vin));
  const ofPlate = others(claim.plate === null ? null : plateKey(claim.plate));
  const vinHere = ofVin.find((holder) => holder.site === site);
  const plateHere = ofPlate.find((holder) => holder.site === site);
  if (vinHere !== undefined) {
    const problem = { code: 'VIN_ALREADY_REGISTERED', field: 'vin' };
    return { conflict: { problem, vehicleId: vinHere.vehicleId }, warnings: [] };
  }
  if (plateHere !== undefined) {
    const problem = { code: 'PLATE_IN_USE', field: 'plate' };
    return { conflict: { problem, vehicleId: plateHere.vehicleId }, warnings: [] };
  }
  return {
    conflict: null,
    warnings: [
      ...(ofVin.length > 0 ? ['VIN_REGISTERED_ELSEWHERE'] : []),
      ...(ofPlate.length > 0 ? ['PLATE_IN_USE_ELSEWHERE'] : []),
    ],
  };
}
