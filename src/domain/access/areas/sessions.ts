import type { Permission, Scope } from '../permission-types.js';
import type { Role } from '../roles.js';

type Reach = Readonly<Record<Role, Scope>>;

/** Everybody may see and end the own sessions. */
const OWN_SESSIONS: Reach = {
  TRAFFIC_POLICE: 'OWN',
  INSPECTION_STATION: 'OWN',
  REPAIR_STATION: 'OWN',
  PORT_AUTHORITY: 'OWN',
  MARITIME: 'OWN',
  ECOLOGY_BUREAU: 'OWN',
  TRANSPORT_BUREAU: 'OWN',
  SITE_OPERATOR: 'OWN',
  ADMINISTRATOR: 'OWN',
};

/** Keys of programs and of the site: whoever looks after accounts, and nobody else. */
const ADMINISTRATOR_ONLY: Reach = {
  TRAFFIC_POLICE: 'NONE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'NONE',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'PROVINCE',
};

/** Sessions and machine clients. */
export const SESSION_PERMISSIONS = {
  'session.manage-own': { scope: OWN_SESSIONS, purpose: { mode: 'DEFAULT', code: 'OPERATION' } },
  'client.manage': { scope: ADMINISTRATOR_ONLY, purpose: { mode: 'DEFAULT', code: 'OPERATION' } },
  'token-key.rotate': { scope: ADMINISTRATOR_ONLY, purpose: { mode: 'DEFAULT', code: 'OPERATION' } },
} as const satisfies Readonly<Record<string, Permission>>;
