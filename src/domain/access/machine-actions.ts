import type { Action } from './actions.js';
import { isAllowed, PERMISSIONS } from './permissions.js';
import type { Role } from './roles.js';

/** What only a person does: accounts, sessions and keys. A program that could would give itself more. */
const PERSONAL = /^(?:account|session|client|token-key)\./;

/** The actions that a program of this role may be given, in order. */
export function grantableActions(role: Role): readonly Action[] {
  const actions = Object.keys(PERMISSIONS).sort() as Action[];
  return actions.filter((action) => isAllowed(role, action) && !PERSONAL.test(action));
}
