import type { Permission, Scope } from '../permission-types.js';
import type { Role } from '../roles.js';

/** Restrictions are public notices: everybody who is signed in may read them and try them on. */
const PUBLIC_NOTICES: Readonly<Record<Role, Scope>> = {
  TRAFFIC_POLICE: 'DELTA',
  INSPECTION_STATION: 'DELTA',
  REPAIR_STATION: 'DELTA',
  PORT_AUTHORITY: 'DELTA',
  MARITIME: 'DELTA',
  ECOLOGY_BUREAU: 'DELTA',
  TRANSPORT_BUREAU: 'DELTA',
  SITE_OPERATOR: 'DELTA',
  ADMINISTRATOR: 'DELTA',
};

/** Police and ecology issue restrictions together, each city for itself; a provincial body for its province. */
const AUTHORITIES: Readonly<Record<Role, Scope>> = {
  TRAFFIC_POLICE: 'CITY',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'CITY',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** Restriction zones and heavy-pollution days. */
export const ZONE_PERMISSIONS = {
  'zone.read': { scope: PUBLIC_NOTICES, purpose: { mode: 'DEFAULT', code: 'OPERATION' } },
  'zone.enact': { scope: AUTHORITIES, purpose: { mode: 'DEFAULT', code: 'SUPERVISION' } },
  'zone.declare-pollution': { scope: AUTHORITIES, purpose: { mode: 'DEFAULT', code: 'SUPERVISION' } },
} as const satisfies Readonly<Record<string, Permission>>;
