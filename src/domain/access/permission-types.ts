import type { PurposeCode } from './purposes.js';
import type { Role } from './roles.js';

/**
 * How far a permission reaches. NONE: never. OWN: the caller's own account or station. PRESENTED: one vehicle at a time,
 * with plate and VIN in hand, wherever it is registered. CITY, PROVINCE: what is registered there. DELTA: all four.
 */
export type Scope = 'NONE' | 'OWN' | 'PRESENTED' | 'CITY' | 'PROVINCE' | 'DELTA';

/** DEFAULT: the action says why by itself. REQUIRED: the caller names a purpose and a case or duty number. */
export type PurposePolicy =
  { readonly mode: 'DEFAULT'; readonly code: PurposeCode } | { readonly mode: 'REQUIRED' };

export interface Permission {
  readonly scope: Readonly<Record<Role, Scope>>;
  readonly purpose: PurposePolicy;
  /** Roles for which another purpose policy holds. */
  readonly purposeOf?: Readonly<Partial<Record<Role, PurposePolicy>>>;
}
