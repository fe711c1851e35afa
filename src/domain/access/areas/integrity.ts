import type { Permission, Scope } from '../permission-types.js';
import type { Role } from '../roles.js';

type Reach = Readonly<Record<Role, Scope>>;

const NOBODY: Reach = {
  TRAFFIC_POLICE: 'NONE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'NONE',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** Inspection stations are watched by ecology, each bureau in its own territory. */
const ECOLOGY_AT_HOME: Reach = { ...NOBODY, ECOLOGY_BUREAU: 'CITY' };

/** A flag is a lead of the supervisors: no station reads who is suspected of what, its own flags included. */
const SUPERVISORS: Reach = { ...NOBODY, ECOLOGY_BUREAU: 'PROVINCE', TRANSPORT_BUREAU: 'PROVINCE' };

const SUPERVISION = { mode: 'DEFAULT', code: 'SUPERVISION' } as const;

/** The integrity of stations: what is looked for, what was found, and what officers made of it. */
export const INTEGRITY_PERMISSIONS = {
  'integrity.read-thresholds': { scope: SUPERVISORS, purpose: SUPERVISION },
  'integrity.set-thresholds': { scope: ECOLOGY_AT_HOME, purpose: SUPERVISION },
  'integrity.list': { scope: SUPERVISORS, purpose: SUPERVISION },
  'integrity.decide': { scope: ECOLOGY_AT_HOME, purpose: SUPERVISION },
} as const satisfies Readonly<Record<string, Permission>>;
