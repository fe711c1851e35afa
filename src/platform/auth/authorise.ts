import type { Action } from '../../domain/access/actions.js';
import type { Scope } from '../../domain/access/permission-types.js';
import { isPersonOnly } from '../../domain/access/machine-actions.js';
import { isAllowed, purposeFor, scopeOf } from '../../domain/access/permissions.js';
import { divisionPattern } from '../../domain/access/scope.js';
import type { Actor, RequestContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';

/** A request after its action was permitted: who, how far, and with the purpose that goes into the audit. */
export interface Authorised {
  readonly actor: Actor;
  readonly scope: Scope;
  /** What the division code of a row must begin with; null where the scope opens no row by its division. */
  readonly divisionPrefix: string | null;
  readonly context: RequestContext;
}

/** Whether the actor may do this at all: its role's permission, what is a person's alone, and its own restriction. */
export const mayDo = ({ role, isProgram, restriction }: Actor, action: Action): boolean =>
  isAllowed(role, action) &&
  !(isProgram === true && isPersonOnly(action)) &&
  (restriction === undefined || restriction.actions.has(action));

/**
 * The actor, when it may do this at all.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, PERSON_REQUIRED, PASSWORD_CHANGE_REQUIRED
 */
export function permittedActor(context: RequestContext, action: Action): Actor {
  const { actor } = context;
  if (actor === null) throw new AppError('UNAUTHENTICATED');
  if (!isAllowed(actor.role, action)) throw new AppError('FORBIDDEN', { action });
  if (actor.isProgram === true && isPersonOnly(action)) throw new AppError('PERSON_REQUIRED', { action });
  const { restriction } = actor;
  if (restriction !== undefined && !restriction.actions.has(action)) {
    throw new AppError(restriction.refusal, { action });
  }
  return actor;
}

/**
 * What a use case does first, whoever called it: permission, reach and purpose of an action.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, PURPOSE_REQUIRED, PURPOSE_UNKNOWN, REFERENCE_TOO_LONG
 */
export function authorise(context: RequestContext, action: Action): Authorised {
  const actor = permittedActor(context, action);
  const purpose = purposeFor(actor.role, action, context);
  if (!purpose.ok) throw new AppError(purpose.error);
  const scope = scopeOf(actor.role, action);
  return {
    actor,
    scope,
    divisionPrefix: divisionPattern(scope, actor.division),
    context: { ...context, purpose: purpose.value },
  };
}
