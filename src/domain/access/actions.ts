import type { FILE_PERMISSIONS } from './areas/files.js';
import type { INSPECTION_PERMISSIONS } from './areas/inspections.js';
import type { INTEGRITY_PERMISSIONS } from './areas/integrity.js';
import type { MAINTENANCE_PERMISSIONS } from './areas/maintenance.js';
import type { PERSONAL_PERMISSIONS } from './areas/personal.js';
import type { RELEASE_PERMISSIONS } from './areas/releases.js';
import type { REVIEW_DECISION_PERMISSIONS } from './areas/review.js';
import type { SESSION_PERMISSIONS } from './areas/sessions.js';
import type { ZONE_PERMISSIONS } from './areas/zones.js';

/** What a caller may want to do. An area's actions are the keys of its own table. */
export type Action =
  | 'vehicle.roadside-check'
  | 'vehicle.check-plates'
  | 'vehicle.read'
  | 'vehicle.list'
  | 'vehicle.history'
  | 'vehicle.register'
  | 'vehicle.correct'
  | 'vehicle.replate'
  | 'vehicle.transfer'
  | 'vehicle.scrap'
  | 'vehicle.add-stage-evidence'
  | 'review.list'
  | 'reference.read'
  | 'account.read-self'
  | 'account.change-password'
  | 'account.manage'
  | 'audit.read'
  | 'site.status'
  | keyof typeof SESSION_PERMISSIONS
  | keyof typeof FILE_PERMISSIONS
  | keyof typeof INTEGRITY_PERMISSIONS
  | keyof typeof MAINTENANCE_PERMISSIONS
  | keyof typeof PERSONAL_PERMISSIONS
  | keyof typeof REVIEW_DECISION_PERMISSIONS
  | keyof typeof RELEASE_PERMISSIONS
  | keyof typeof ZONE_PERMISSIONS
  | keyof typeof INSPECTION_PERMISSIONS;
