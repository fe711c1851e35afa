import type { Permission } from '../permission-types.js';

/** Releases of the shared lists and packs for hand-held devices. */
export const RELEASE_PERMISSIONS = {
  /**
   * The partner edition (full VIN, stage, reasons, organisations) is for the three bodies that act on the lists. The
   * operator makes releases and need not read them.
   */
  'release.read-partner': {
    scope: {
      TRAFFIC_POLICE: 'DELTA',
      INSPECTION_STATION: 'NONE',
      REPAIR_STATION: 'NONE',
      PORT_AUTHORITY: 'NONE',
      MARITIME: 'NONE',
      ECOLOGY_BUREAU: 'DELTA',
      TRANSPORT_BUREAU: 'DELTA',
      SITE_OPERATOR: 'NONE',
      ADMINISTRATOR: 'NONE',
    },
    purpose: { mode: 'DEFAULT', code: 'SUPERVISION' },
  },
  /** The public edition holds what the plan has published, so everybody who is signed in may have it. */
  'release.read-public': {
    scope: {
      TRAFFIC_POLICE: 'DELTA',
      INSPECTION_STATION: 'DELTA',
      REPAIR_STATION: 'DELTA',
      PORT_AUTHORITY: 'DELTA',
      MARITIME: 'DELTA',
      ECOLOGY_BUREAU: 'DELTA',
      TRANSPORT_BUREAU: 'DELTA',
      SITE_OPERATOR: 'DELTA',
      ADMINISTRATOR: 'DELTA',
    },
    purpose: { mode: 'DEFAULT', code: 'SUPERVISION' },
  },
  /** A release beside the daily one: by the bureau that answers for the lists, or by whoever runs the site. */
  'release.make': {
    scope: {
      TRAFFIC_POLICE: 'NONE',
      INSPECTION_STATION: 'NONE',
      REPAIR_STATION: 'NONE',
      PORT_AUTHORITY: 'NONE',
      MARITIME: 'NONE',
      ECOLOGY_BUREAU: 'PROVINCE',
      TRANSPORT_BUREAU: 'NONE',
      SITE_OPERATOR: 'PROVINCE',
      ADMINISTRATOR: 'NONE',
    },
    purpose: { mode: 'DEFAULT', code: 'OPERATION' },
  },
  /** Packs answer what the roadside answers, without a network: for those who may ask there. */
  'pack.read': {
    scope: {
      TRAFFIC_POLICE: 'DELTA',
      INSPECTION_STATION: 'NONE',
      REPAIR_STATION: 'NONE',
      PORT_AUTHORITY: 'DELTA',
      MARITIME: 'NONE',
      ECOLOGY_BUREAU: 'DELTA',
      TRANSPORT_BUREAU: 'NONE',
      SITE_OPERATOR: 'NONE',
      ADMINISTRATOR: 'NONE',
    },
    purpose: { mode: 'DEFAULT', code: 'ROADSIDE_CHECK' },
  },
  'pack.make': {
    scope: {
      TRAFFIC_POLICE: 'NONE',
      INSPECTION_STATION: 'NONE',
      REPAIR_STATION: 'NONE',
      PORT_AUTHORITY: 'NONE',
      MARITIME: 'NONE',
      ECOLOGY_BUREAU: 'PROVINCE',
      TRANSPORT_BUREAU: 'NONE',
      SITE_OPERATOR: 'PROVINCE',
      ADMINISTRATOR: 'NONE',
    },
    purpose: { mode: 'DEFAULT', code: 'OPERATION' },
  },
} as const satisfies Readonly<Record<string, Permission>>;
