import type { Permission } from '../permission-types.js';

/**
 * Decisions of the review queue. Doubtful records are decided by the bureau of the city that sees them in its queue,
 * or by the provincial bureau, each for the vehicles of its own territory.
 */
export const REVIEW_DECISION_PERMISSIONS = {
  'review.decide': {
    scope: {
      TRAFFIC_POLICE: 'NONE',
      INSPECTION_STATION: 'NONE',
      REPAIR_STATION: 'NONE',
      PORT_AUTHORITY: 'NONE',
      MARITIME: 'NONE',
      ECOLOGY_BUREAU: 'CITY',
      TRANSPORT_BUREAU: 'NONE',
      SITE_OPERATOR: 'NONE',
      ADMINISTRATOR: 'NONE',
    },
    purpose: { mode: 'DEFAULT', code: 'DATA_REVIEW' },
  },
} as const satisfies Readonly<Record<string, Permission>>;
