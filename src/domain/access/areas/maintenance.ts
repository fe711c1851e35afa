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

/** Deadlines and rules are public notices. */
const PUBLIC: Reach = {
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

/** The bureau of the city, or of the province, each for its own territory. */
const ECOLOGY_AT_HOME: Reach = { ...NOBODY, ECOLOGY_BUREAU: 'CITY' };

/** A listing for a wrong vehicle is found out by the police as often as by ecology. */
const ECOLOGY_AND_POLICE: Reach = { ...ECOLOGY_AT_HOME, TRAFFIC_POLICE: 'PROVINCE' };

/** A repair station writes what it did with the vehicle before it. */
const REPAIRERS: Reach = { ...NOBODY, REPAIR_STATION: 'PRESENTED' };

/** The failing report goes with the vehicle: stations read it with plate and VIN in hand, supervisors at home. */
const FAILURES: Reach = {
  ...NOBODY,
  INSPECTION_STATION: 'PRESENTED',
  REPAIR_STATION: 'PRESENTED',
  ECOLOGY_BUREAU: 'DELTA',
  TRANSPORT_BUREAU: 'PROVINCE',
};

/** Whoever stands at the gate asks before the test; ecology looks over the shoulder. */
const GATE: Reach = { ...NOBODY, INSPECTION_STATION: 'PRESENTED', ECOLOGY_BUREAU: 'DELTA' };

const SUPERVISORS: Reach = { ...NOBODY, ECOLOGY_BUREAU: 'DELTA', TRANSPORT_BUREAU: 'PROVINCE' };

/** As for the history of a vehicle. */
const HISTORIANS: Reach = {
  ...NOBODY,
  TRAFFIC_POLICE: 'DELTA',
  ECOLOGY_BUREAU: 'PROVINCE',
  TRANSPORT_BUREAU: 'PROVINCE',
};

const SUPERVISION = { mode: 'DEFAULT', code: 'SUPERVISION' } as const;
const ENFORCEMENT = { mode: 'DEFAULT', code: 'OVER_LIMIT_ENFORCEMENT' } as const;
const REPAIR = { mode: 'DEFAULT', code: 'REPAIR' } as const;
const TESTING = { mode: 'DEFAULT', code: 'PERIODIC_TEST' } as const;

/** The I/M loop: rules, listings, notices, repairs and the gate before the retest. */
export const MAINTENANCE_PERMISSIONS = {
  'loop.read-rules': { scope: PUBLIC, purpose: SUPERVISION },
  'loop.set-rules': { scope: ECOLOGY_AT_HOME, purpose: SUPERVISION },
  'loop.serve-notice': { scope: ECOLOGY_AT_HOME, purpose: ENFORCEMENT },
  'loop.repair': { scope: REPAIRERS, purpose: REPAIR },
  'loop.appeal': { scope: ECOLOGY_AT_HOME, purpose: ENFORCEMENT },
  'loop.withdraw': { scope: ECOLOGY_AND_POLICE, purpose: ENFORCEMENT },
  'loop.override-station': { scope: ECOLOGY_AT_HOME, purpose: SUPERVISION },
  'loop.transfer-out': { scope: ECOLOGY_AND_POLICE, purpose: ENFORCEMENT },
  'loop.gate': { scope: GATE, purpose: TESTING },
  'loop.read-failure': {
    scope: FAILURES,
    purpose: SUPERVISION,
    purposeOf: { REPAIR_STATION: REPAIR, INSPECTION_STATION: TESTING },
  },
  'loop.work-list': { scope: { ...NOBODY, REPAIR_STATION: 'OWN' }, purpose: REPAIR },
  'loop.list': { scope: SUPERVISORS, purpose: SUPERVISION },
  'loop.timeline': {
    scope: HISTORIANS,
    purpose: SUPERVISION,
    purposeOf: { TRAFFIC_POLICE: { mode: 'REQUIRED' } },
  },
  'loop.scorecard': {
    scope: { ...SUPERVISORS, REPAIR_STATION: 'OWN', INSPECTION_STATION: 'OWN' },
    purpose: SUPERVISION,
  },
} as const satisfies Readonly<Record<string, Permission>>;
