import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import type { StationRole } from '../../domain/station/station-facts.js';
import type { StationState } from '../../domain/station/station.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

const BY_CODE = statement('station_by_code', 'SELECT state FROM station WHERE code = ANY ($1::text[])');
const BY_USCC = statement(
  'station_by_uscc',
  'SELECT state FROM station WHERE uscc = $1 AND role <> $2 AND code <> $3 LIMIT 1',
);
const OF_ORGANISATION = statement(
  'station_of_organisation',
  'SELECT code FROM station WHERE organisation_id = $1 ORDER BY code',
);
const ORGANISATION_KIND = statement('station_organisation', 'SELECT kind FROM organisation WHERE id = $1');
const ACTIVE = statement(
  'stations_active',
  `SELECT s.state FROM station s WHERE starts_with(s.division, $1) AND ($2::text IS NULL OR s.role = $2) AND EXISTS (
     SELECT FROM station_status held WHERE held.station_id = s.id AND held.status = 'ACTIVE' AND held.from_at <= $3
       AND (held.until_at IS NULL OR held.until_at > $3))
   AND s.code > $4 ORDER BY s.code LIMIT $5`,
);

interface StateRow {
  readonly state: string;
}

const stateOf = ({ state }: StateRow): StationState => JSON.parse(state) as StationState;

/** The stations as their projection has them. */
@Injectable()
export class StationRepository {
  /** Those of the codes that are filed, by code. */
  async byCode(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, StationState>> {
    const rows = await tx.query<StateRow>(BY_CODE, [[...new Set(codes)]]);
    return new Map(rows.map(stateOf).map((state) => [state.code, state]));
  }

  /** A station of another role that belongs to the same body; null when there is none. */
  async ofOtherRole(tx: Tx, uscc: string, role: StationRole, code: string): Promise<StationState | null> {
    const [row] = await tx.query<StateRow>(BY_USCC, [uscc, role, code]);
    return row === undefined ? null : stateOf(row);
  }

  /** The codes of the stations whose staff the organisation employs. */
  async codesOf(tx: Tx, organisationId: string): Promise<readonly string[]> {
    return (await tx.query<{ code: string }>(OF_ORGANISATION, [organisationId])).map(({ code }) => code);
  }

  async organisation(tx: Tx, id: string): Promise<{ readonly kind: string } | null> {
    const [row] = await tx.query<{ kind: string }>(ORGANISATION_KIND, [id]);
    return row ?? null;
  }

  /** Stations at work at the moment, by code. @param after the last code of the page before, '' at the beginning */
  async active(
    tx: Tx,
    asked: { readonly prefix: string; readonly role: StationRole | null; readonly at: Instant },
    after: string,
    size: number,
  ): Promise<readonly StationState[]> {
    const rows = await tx.query<StateRow>(ACTIVE, [asked.prefix, asked.role, asked.at, after, size]);
    return rows.map(stateOf);
  }
}
