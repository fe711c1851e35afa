import type { Permission, Scope } from '../permission-types.js';
import type { Role } from '../roles.js';

type Reach = Readonly<Record<Role, Scope>>;

/** The list of stations at work is public: owners choose from it. Everybody who is signed in may read it. */
const PUBLIC_LIST: Reach = {
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

/** Inspection stations are filed with the ecology side, repair stations with the transport side, each in its own territory. */
const STATION_AUTHORITIES: Reach = {
  TRAFFIC_POLICE: 'NONE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'CITY',
  TRANSPORT_BUREAU: 'CITY',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** What the ecology bureau decides for its city, or the provincial one for its province. */
const ECOLOGY_OF_CITY: Reach = {
  TRAFFIC_POLICE: 'NONE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'CITY',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** A station reports its own tests; the ecology bureau takes in those of its province. */
const REPORTERS: Reach = {
  TRAFFIC_POLICE: 'NONE',
  INSPECTION_STATION: 'OWN',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'PROVINCE',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** Remote sensing and black-smoke cameras are run by the ecology side. */
const SENSORS: Reach = {
  TRAFFIC_POLICE: 'NONE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'PROVINCE',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** Police stop and ecology tests at the roadside; ecology alone visits yards. */
const FIELD_CHECKERS: Reach = {
  TRAFFIC_POLICE: 'PROVINCE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'PROVINCE',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** Reports in lists: a station its own, the authorities those of their province. */
const READERS: Reach = {
  TRAFFIC_POLICE: 'PROVINCE',
  INSPECTION_STATION: 'OWN',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'PROVINCE',
  TRANSPORT_BUREAU: 'PROVINCE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** A message names the people of a station: its own, and ecology that supervises it. */
const RAW_READERS: Reach = {
  TRAFFIC_POLICE: 'NONE',
  INSPECTION_STATION: 'OWN',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'PROVINCE',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** The reports of one vehicle, as far as the vehicle itself is read. */
const READERS_OF_VEHICLE: Reach = {
  TRAFFIC_POLICE: 'DELTA',
  INSPECTION_STATION: 'PRESENTED',
  REPAIR_STATION: 'PRESENTED',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'DELTA',
  TRANSPORT_BUREAU: 'PROVINCE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** Where somebody's vehicle was seen and when is sensitive (PIPL art. 28): the officers of the province, and no station. */
const READERS_OF_SIGHTINGS: Reach = {
  TRAFFIC_POLICE: 'PROVINCE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'PROVINCE',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

const because = (code: 'SUPERVISION' | 'PERIODIC_TEST' | 'ROADSIDE_CHECK' | 'OPERATION') =>
  ({ mode: 'DEFAULT', code }) as const;

const READING = {
  TRAFFIC_POLICE: { mode: 'REQUIRED' },
  INSPECTION_STATION: { mode: 'DEFAULT', code: 'PERIODIC_TEST' },
  REPAIR_STATION: { mode: 'DEFAULT', code: 'REPAIR' },
} as const;

/** Stations, and the evidence about emissions that comes in. */
export const INSPECTION_PERMISSIONS = {
  'station.read': { scope: PUBLIC_LIST, purpose: because('OPERATION') },
  'station.manage': { scope: STATION_AUTHORITIES, purpose: because('SUPERVISION') },
  'station.issue-contingency': { scope: ECOLOGY_OF_CITY, purpose: because('SUPERVISION') },
  'limit-set.decide': { scope: ECOLOGY_OF_CITY, purpose: because('SUPERVISION') },
  'inspection.report': { scope: REPORTERS, purpose: because('PERIODIC_TEST') },
  'inspection.read-raw': { scope: RAW_READERS, purpose: because('SUPERVISION'), purposeOf: READING },
  'inspection.list': { scope: READERS, purpose: because('SUPERVISION'), purposeOf: READING },
  'inspection.read': { scope: READERS_OF_VEHICLE, purpose: because('SUPERVISION'), purposeOf: READING },
  'remote-sensing.report': { scope: SENSORS, purpose: because('SUPERVISION') },
  'remote-sensing.list': {
    scope: READERS_OF_SIGHTINGS,
    purpose: because('SUPERVISION'),
    purposeOf: READING,
  },
  'smoke.report': { scope: SENSORS, purpose: because('SUPERVISION') },
  'smoke.review': { scope: ECOLOGY_OF_CITY, purpose: because('SUPERVISION') },
  'field-check.report': { scope: FIELD_CHECKERS, purpose: because('ROADSIDE_CHECK') },
  'field-check.list': {
    scope: READERS_OF_SIGHTINGS,
    purpose: because('SUPERVISION'),
    purposeOf: READING,
  },
} as const satisfies Readonly<Record<string, Permission>>;
