import type { Permission } from '../permission-types.js';

/** Imports, exports and the files that they read and write. */
export const FILE_PERMISSIONS = {
  /** Registers come from the two bodies that keep one, each for vehicles of its own province. */
  'import.run': {
    scope: {
      TRAFFIC_POLICE: 'PROVINCE',
      INSPECTION_STATION: 'NONE',
      REPAIR_STATION: 'NONE',
      PORT_AUTHORITY: 'NONE',
      MARITIME: 'NONE',
      ECOLOGY_BUREAU: 'PROVINCE',
      TRANSPORT_BUREAU: 'NONE',
      SITE_OPERATOR: 'NONE',
      ADMINISTRATOR: 'NONE',
    },
    purpose: { mode: 'DEFAULT', code: 'REGISTRATION' },
  },
} as const satisfies Readonly<Record<string, Permission>>;
