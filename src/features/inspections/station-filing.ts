import type { Problem } from '../../domain/shared/result.js';
import type { StationRegistered, StationRole } from '../../domain/station/station-facts.js';
import type { StationState } from '../../domain/station/station.js';
import type { Tx } from '../../platform/database/database.js';
import type { StationRepository } from './station.repository.js';

const KIND_OF_ROLE: Readonly<Record<StationRole, string>> = {
  INSPECTION: 'INSPECTION_STATION',
  REPAIR: 'REPAIR_STATION',
};

/**
 * Why a station may not be filed: one body may not be both an inspection and a repair station (环大气〔2020〕31号), a station
 * stays of its kind, and its people are those of an organisation of that kind. To be asked under the locks of station and
 * body.
 */
export async function filingProblem(
  tx: Tx,
  stations: StationRepository,
  filed: StationRegistered,
  before: StationState | null,
): Promise<Problem | null> {
  const { role, uscc, code, organisationId } = filed;
  if (before !== null && before.role !== role) {
    return { code: 'STATION_ROLE_CONFLICT', field: 'role', params: { code: before.code } };
  }
  const rival = uscc === null ? null : await stations.ofOtherRole(tx, uscc, role, code);
  if (rival !== null) return { code: 'STATION_ROLE_CONFLICT', field: 'uscc', params: { code: rival.code } };
  if (organisationId === null) return null;
  const staff = await stations.organisation(tx, organisationId);
  if (staff?.kind === KIND_OF_ROLE[role]) return null;
  return { code: 'STATION_ORGANISATION_MISMATCH', field: 'organisationId' };
}
