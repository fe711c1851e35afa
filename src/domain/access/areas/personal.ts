import type { Permission } from '../permission-types.js';

/** Registrars of the own province keep the owners' particulars as they keep the registrations. */
const KEEPERS: Permission['scope'] = {
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

/** Personal data beyond what a vehicle shows by itself. */
export const PERSONAL_PERMISSIONS = {
  /**
   * The owner of a vehicle that the caller sees: how much of him is shown is a matter of the class of fields, of the
   * purpose and of the reference.
   */
  'owner.read': {
    scope: {
      TRAFFIC_POLICE: 'DELTA',
      INSPECTION_STATION: 'PRESENTED',
      REPAIR_STATION: 'PRESENTED',
      PORT_AUTHORITY: 'NONE',
      MARITIME: 'NONE',
      ECOLOGY_BUREAU: 'DELTA',
      TRANSPORT_BUREAU: 'PROVINCE',
      SITE_OPERATOR: 'NONE',
      ADMINISTRATOR: 'NONE',
    },
    purpose: { mode: 'DEFAULT', code: 'SUPERVISION' },
    purposeOf: {
      INSPECTION_STATION: { mode: 'DEFAULT', code: 'PERIODIC_TEST' },
      REPAIR_STATION: { mode: 'DEFAULT', code: 'REPAIR' },
    },
  },
  /** From a person to vehicles: the other way round than a roadside question, so always with a purpose and a number. */
  'owner.search': { scope: KEEPERS, purpose: { mode: 'REQUIRED' } },
  'owner.record': { scope: KEEPERS, purpose: { mode: 'DEFAULT', code: 'REGISTRATION' } },
  /** A request of the person concerned, under its number (PIPL art. 47). */
  'owner.erase': { scope: KEEPERS, purpose: { mode: 'REQUIRED' } },
} as const satisfies Readonly<Record<string, Permission>>;
