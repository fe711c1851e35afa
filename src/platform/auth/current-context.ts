import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { RequestContext } from '../context/request-context.js';
import type { GraphqlContext } from '../graphql/graphql-context.js';

/** The request context of a Nest execution context of type `graphql`. */
export const requestOf = (execution: ExecutionContext): RequestContext =>
  GqlExecutionContext.create(execution).getContext<GraphqlContext>().request;

/** Hands the request context (who asks, when, in which language, why) to a resolver method. */
export const Caller = createParamDecorator((_: unknown, execution: ExecutionContext) => requestOf(execution));
