import type { Role } from './roles.js';

/** How far a role's permission reaches over vehicles. NONE: never; PRESENTED: only with plate and VIN in hand. */
export type Scope = 'NONE' | 'PRESENTED' | 'CITY' | 'PROVINCE' | 'DELTA';

/** What a caller may want to do; later issues add to the list. */
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
  | 'account.manage'
  | 'audit.read'
  | 'site.status';

export interface Permission {
  readonly scope: Readonly<Record<Role, Scope>>;
}
