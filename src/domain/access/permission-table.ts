import type { Action } from './actions.js';
import { FILE_PERMISSIONS } from './areas/files.js';
import { INSPECTION_PERMISSIONS } from './areas/inspections.js';
import { INTEGRITY_PERMISSIONS } from './areas/integrity.js';
import { MAINTENANCE_PERMISSIONS } from './areas/maintenance.js';
import { PERSONAL_PERMISSIONS } from './areas/personal.js';
import { RELEASE_PERMISSIONS } from './areas/releases.js';
import { REVIEW_DECISION_PERMISSIONS } from './areas/review.js';
import { SESSION_PERMISSIONS } from './areas/sessions.js';
import { ZONE_PERMISSIONS } from './areas/zones.js';
import type { Permission, PurposePolicy, Scope } from './permission-types.js';
import type { PurposeCode } from './purposes.js';
import type { Role } from './roles.js';

type Reach = Readonly<Record<Role, Scope>>;

/**
 * Verdict and flags of a plate that was seen. Delta-wide or not at all: an answer cut off at a border would say
 * "no record" of a vehicle that has one. Police and ecology check together at the roadside, ports at their gates.
 */
const STATUS_ANSWER: Reach = {
  TRAFFIC_POLICE: 'DELTA',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'DELTA',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'DELTA',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** The same answer for up to 10 000 plates: only for the two who work through lists of sightings. */
const STATUS_IN_BULK: Reach = {
  TRAFFIC_POLICE: 'DELTA',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'DELTA',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/**
 * One vehicle in full. Stations see only what stands before them (PRESENTED). Ecology reads the delta, but outside its
 * own province only the partner class of fields; transport supervises the carriers of its own province.
 */
const ONE_VEHICLE: Reach = {
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

/**
 * Lists and half-read plates. The lists of 国三 and over-limit vehicles are shared among the four provinces, so ecology
 * lists the delta; stations never browse.
 */
const LISTS: Reach = {
  TRAFFIC_POLICE: 'PROVINCE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'DELTA',
  TRANSPORT_BUREAU: 'PROVINCE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/** Earlier plates, evidence and earlier states: more than the present state, so nobody but police beyond the province. */
const HISTORY: Reach = {
  TRAFFIC_POLICE: 'DELTA',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'PROVINCE',
  TRANSPORT_BUREAU: 'PROVINCE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'NONE',
};

/**
 * Registrations and their changes come from two feeds: the police's vehicle administration and the ecology bureau,
 * each for vehicles of its own province. The site operator runs the machine and writes no vehicle data.
 */
const REGISTRARS: Reach = {
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

/**
 * Disclosures and type approvals are the ecology side's documents; the police's word on the stage is part of the
 * registration itself.
 */
const STAGE_EVIDENCE: Reach = {
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

/** Doubtful records are decided by the bureau of the city; a provincial bureau sees its province. */
const REVIEW: Reach = {
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

/** Codes, divisions, clauses: public knowledge, for everybody who is signed in. */
const REFERENCE: Reach = {
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

/** Everybody may see and look after the own account. */
const OWN_ACCOUNT: Reach = {
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

/**
 * Accounts and the audit of this site, which is a province. The administrator sees no vehicle data, so that who
 * grants access does not also use it.
 */
const ADMINISTRATION: Reach = {
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

/** Health of the site, its feeds and its chain. */
const SITE: Reach = {
  TRAFFIC_POLICE: 'NONE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'NONE',
  TRANSPORT_BUREAU: 'NONE',
  SITE_OPERATOR: 'PROVINCE',
  ADMINISTRATOR: 'PROVINCE',
};

const because = (code: PurposeCode): PurposePolicy => ({ mode: 'DEFAULT', code });

/** Police who read more than the roadside answer give a purpose and a case or duty number. */
const POLICE_MUST_SAY_WHY = { TRAFFIC_POLICE: { mode: 'REQUIRED' } } as const;

const REGISTERING: Permission = { scope: REGISTRARS, purpose: because('REGISTRATION') };
const ANSWERING = { PORT_AUTHORITY: because('PORT_GATE') };
const READING = {
  ...POLICE_MUST_SAY_WHY,
  INSPECTION_STATION: because('PERIODIC_TEST'),
  REPAIR_STATION: because('REPAIR'),
};

/**
 * Who may do what, how far, and why: the only place that says so. Every role has its word in every row; a new role or
 * a new action that is missing here does not compile.
 */
export const PERMISSIONS: Readonly<Record<Action, Permission>> = {
  'vehicle.roadside-check': {
    scope: STATUS_ANSWER,
    purpose: because('ROADSIDE_CHECK'),
    purposeOf: ANSWERING,
  },
  'vehicle.check-plates': { scope: STATUS_IN_BULK, purpose: because('ROADSIDE_CHECK') },
  'vehicle.read': { scope: ONE_VEHICLE, purpose: because('SUPERVISION'), purposeOf: READING },
  'vehicle.list': { scope: LISTS, purpose: because('SUPERVISION'), purposeOf: POLICE_MUST_SAY_WHY },
  'vehicle.history': { scope: HISTORY, purpose: because('SUPERVISION'), purposeOf: POLICE_MUST_SAY_WHY },
  'vehicle.register': REGISTERING,
  'vehicle.correct': REGISTERING,
  'vehicle.replate': REGISTERING,
  'vehicle.transfer': REGISTERING,
  'vehicle.scrap': REGISTERING,
  'vehicle.add-stage-evidence': { scope: STAGE_EVIDENCE, purpose: because('REGISTRATION') },
  'review.list': { scope: REVIEW, purpose: because('DATA_REVIEW') },
  'reference.read': { scope: REFERENCE, purpose: because('OPERATION') },
  'account.read-self': { scope: OWN_ACCOUNT, purpose: because('OPERATION') },
  'account.change-password': { scope: OWN_ACCOUNT, purpose: because('OPERATION') },
  'account.manage': { scope: ADMINISTRATION, purpose: because('OPERATION') },
  'audit.read': { scope: ADMINISTRATION, purpose: because('AUDIT') },
  'site.status': { scope: SITE, purpose: because('OPERATION') },
  ...SESSION_PERMISSIONS,
  ...FILE_PERMISSIONS,
  ...INTEGRITY_PERMISSIONS,
  ...MAINTENANCE_PERMISSIONS,
  ...PERSONAL_PERMISSIONS,
  ...REVIEW_DECISION_PERMISSIONS,
  ...RELEASE_PERMISSIONS,
  ...ZONE_PERMISSIONS,
  ...INSPECTION_PERMISSIONS,
} satisfies Readonly<Record<Action, Permission>>;
