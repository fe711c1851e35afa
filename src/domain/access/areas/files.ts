import type { Permission } from '../permission-types.js';

/** Whoever sees a list may have it as a file; how far, and which fields, the list's own permission says. */
const EXPORTERS = {
  TRAFFIC_POLICE: 'PROVINCE',
  INSPECTION_STATION: 'NONE',
  REPAIR_STATION: 'NONE',
  PORT_AUTHORITY: 'NONE',
  MARITIME: 'NONE',
  ECOLOGY_BUREAU: 'DELTA',
  TRANSPORT_BUREAU: 'PROVINCE',
  SITE_OPERATOR: 'NONE',
  ADMINISTRATOR: 'PROVINCE',
} as const;

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
  'export.request': { scope: EXPORTERS, purpose: { mode: 'DEFAULT', code: 'SUPERVISION' } },
  /** A second person: a colleague of the same role, or the provincial body above. */
  'export.approve': { scope: EXPORTERS, purpose: { mode: 'DEFAULT', code: 'SUPERVISION' } },
  /** One's own exports only. */
  'export.download': { scope: EXPORTERS, purpose: { mode: 'DEFAULT', code: 'SUPERVISION' } },
} as const satisfies Readonly<Record<string, Permission>>;
