import type { StationRole } from '../../domain/station/station-facts.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import { AppError } from '../../platform/errors/app-error.js';

/** Inspection stations are the ecology side's, repair stations the transport side's (环大气〔2020〕31号). */
const AUTHORITY: Readonly<Record<StationRole, string>> = {
  INSPECTION: 'ECOLOGY_BUREAU',
  REPAIR: 'TRANSPORT_BUREAU',
};

/**
 * Lets only the authority of a role of station pass, where it reaches.
 * @throws AppError FORBIDDEN, OUT_OF_SCOPE
 */
export function requireAuthority(authorised: Authorised, role: StationRole, division: string): void {
  if (authorised.actor.role !== AUTHORITY[role])
    throw new AppError('FORBIDDEN', { action: 'station.manage' });
  requireReach(authorised, division, 'code');
}

/** @throws AppError OUT_OF_SCOPE when the caller's reach does not cover the division */
export function requireReach({ divisionPrefix }: Authorised, division: string, field: string): void {
  if (divisionPrefix !== null && division.startsWith(divisionPrefix)) return;
  throw new AppError('OUT_OF_SCOPE', { value: division }, { field });
}
