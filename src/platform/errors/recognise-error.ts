import { HttpException } from '@nestjs/common';
import { AppError } from './app-error.js';
import type { ErrorCode } from './catalogue.js';

const SOCKET_FAILURES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT']);
/** Connection exceptions, insufficient resources, shutting down or starting up (PostgreSQL appendix A). */
const SQLSTATE_AWAY = /^(08...|53...|57P0[123])$/;
/** What the driver says without a code when its connection is gone or none becomes free. */
const DRIVER_AWAY =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|not queryable/;
const MAX_CAUSES = 5;

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'REQUEST_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  503: 'UNAVAILABLE',
};

function isDatabaseAway(error: Error): boolean {
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string' && (SOCKET_FAILURES.has(code) || SQLSTATE_AWAY.test(code))) return true;
  if (error instanceof AggregateError) {
    return error.errors.some((one) => one instanceof Error && isDatabaseAway(one));
  }
  return DRIVER_AWAY.test(error.message);
}

/** What an error was made from: `originalError` of GraphQL, `driverError` of TypeORM, `cause` of the language. */
function originOf(error: Error): Error | null {
  for (const key of ['originalError', 'driverError', 'cause']) {
    const origin: unknown = Reflect.get(error, key);
    if (origin instanceof Error && origin !== error) return origin;
  }
  return null;
}

/** The error and what it was made from, outermost first. */
export function originsOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  let next = error instanceof Error ? error : null;
  while (next !== null && chain.length < MAX_CAUSES) {
    chain.push(next);
    next = originOf(next);
  }
  return chain;
}

/**
 * The refusal that stands for anything thrown: an AppError as it is, a database that is away as UNAVAILABLE,
 * a framework refusal by its status, and everything unexpected as INTERNAL without details.
 */
export function recogniseError(error: unknown): AppError {
  const chain = originsOf(error);
  const own = chain.find((one) => one instanceof AppError);
  if (own !== undefined) return own;
  if (chain.some(isDatabaseAway)) return new AppError('UNAVAILABLE');
  const http = chain.find((one) => one instanceof HttpException);
  const code = http === undefined ? undefined : CODE_BY_STATUS[http.getStatus()];
  if (code === 'BAD_INPUT' && http !== undefined) {
    return new AppError('BAD_INPUT', { reason: http.message }, { field: 'input' });
  }
  return new AppError(code ?? 'INTERNAL');
}
