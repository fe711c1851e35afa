import { fail, ok, type Result } from '../shared/result.js';
import type { Action } from './actions.js';
import type { PurposePolicy, Scope } from './permission-types.js';
import { PERMISSIONS } from './permission-table.js';
import { isPurpose, type PurposeCode } from './purposes.js';
import type { Role } from './roles.js';

export type { Action } from './actions.js';
export type { PurposePolicy, Scope } from './permission-types.js';
export { PERMISSIONS } from './permission-table.js';

/** What the caller said about why; null where nothing was said. */
export interface StatedPurpose {
  /** A code of `PURPOSES`. */
  readonly purpose: string | null;
  /** Case or duty number. */
  readonly reference: string | null;
}

const MAX_REFERENCE_LENGTH = 64;

/** How far the role may do this; NONE when never. */
export const scopeOf = (role: Role, action: Action): Scope => PERMISSIONS[action].scope[role];

/** Whether the role may do this at all, however narrowly. */
export const isAllowed = (role: Role, action: Action): boolean => scopeOf(role, action) !== 'NONE';

/** Whether, and with what default, the role must say why it does this. */
export const purposePolicy = (role: Role, action: Action): PurposePolicy =>
  PERMISSIONS[action].purposeOf?.[role] ?? PERMISSIONS[action].purpose;

/**
 * The purpose to write into the audit: the stated one, or the action's own where none has to be stated.
 * Problems: FORBIDDEN (the role may never do this), PURPOSE_UNKNOWN (not a code of the closed list),
 * PURPOSE_REQUIRED (purpose or case number missing, PIPL art. 6), REFERENCE_TOO_LONG (above 64 characters).
 */
export function purposeFor(role: Role, action: Action, given: StatedPurpose): Result<PurposeCode> {
  if (!isAllowed(role, action)) return fail({ code: 'FORBIDDEN', params: { action } });
  const { purpose, reference } = given;
  if (purpose !== null && !isPurpose(purpose)) {
    return fail({ code: 'PURPOSE_UNKNOWN', field: 'purpose', params: { value: purpose } });
  }
  if (reference !== null && reference.length > MAX_REFERENCE_LENGTH) {
    return fail({
      code: 'REFERENCE_TOO_LONG',
      field: 'reference',
      params: { length: reference.length, maximum: MAX_REFERENCE_LENGTH },
    });
  }
  const policy = purposePolicy(role, action);
  if (policy.mode === 'DEFAULT') return ok(purpose ?? policy.code);
  if (purpose === null) return fail({ code: 'PURPOSE_REQUIRED', field: 'purpose', params: { action } });
  if (reference === null || reference.trim() === '') {
    return fail({ code: 'PURPOSE_REQUIRED', field: 'reference', params: { action } });
  }
  return ok(purpose);
}
