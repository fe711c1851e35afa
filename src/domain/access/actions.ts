import type { PurposeCode } from './purposes.js';
import type { Role } from './roles.js';

/**
 * How far a permission reaches. NONE: never. OWN: the caller's own account. PRESENTED: one vehicle at a time, with
 * plate and VIN in hand, wherever it is registered. CITY, PROVINCE: what is registered there. DELTA: all four.
 */
export type Scope = 'NONE' | 'OWN' | 'PRESENTED' | 'CITY' | 'PROVINCE' | 'DELTA';

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
  | 'account.change-password'
  | 'account.manage'
  | 'audit.read'
  | 'site.status';

/** DEFAULT: the action says why by itself. REQUIRED: the caller names a purpose and a case or duty number. */
export type PurposePolicy =
  { readonly mode: 'DEFAULT'; readonly code: PurposeCode } | { readonly mode: 'REQUIRED' };

export interface Permission {
  readonly scope: Readonly<Record<Role, Scope>>;
  readonly purpose: PurposePolicy;
  /** Roles for which another purpose policy holds. */
  readonly purposeOf?: Readonly<Partial<Record<Role, PurposePolicy>>>;
}
