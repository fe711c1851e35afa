import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Action } from '../../domain/access/actions.js';
import { AppError } from '../errors/app-error.js';
import { ALLOWED_ACTION, PUBLIC_FIELD } from './allow.js';
import { permittedActor } from './authorise.js';
import { requestOf } from './current-context.js';

const ROOT_TYPES = new Set(['Query', 'Mutation', 'Subscription']);

/** Whether this is a field of an object that a guarded root field has already given out. */
function isInnerField(execution: ExecutionContext): boolean {
  const info = GqlExecutionContext.create(execution).getInfo<GraphQLResolveInfo | undefined>();
  return info !== undefined && !ROOT_TYPES.has(info.parentType.name);
}

/**
 * Denies by default: a root field without `@Allow` or `@Public` is answered to nobody, and so is an HTTP route that
 * is not `@Public`, because only GraphQL carries an actor.
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  /** @throws AppError UNAUTHENTICATED when nobody is signed in, FORBIDDEN when the role may not */
  canActivate(execution: ExecutionContext): boolean {
    const declared = this.declaration(execution);
    if (declared === 'PUBLIC') return true;
    if (execution.getType<string>() !== 'graphql') throw new AppError('FORBIDDEN');
    if (isInnerField(execution)) return true;
    if (declared === null) throw new AppError('FORBIDDEN');
    permittedActor(requestOf(execution), declared);
    return true;
  }

  /** What the method says of itself, else what its class says of all; `@Allow` wins over `@Public` on the same one. */
  private declaration(execution: ExecutionContext): Action | 'PUBLIC' | null {
    for (const target of [execution.getHandler(), execution.getClass()]) {
      const action = this.reflector.get<Action | undefined>(ALLOWED_ACTION, target);
      if (action !== undefined) return action;
      if (this.reflector.get<true | undefined>(PUBLIC_FIELD, target) === true) return 'PUBLIC';
    }
    return null;
  }
}
