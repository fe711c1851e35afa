import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { AppError } from '../errors/app-error.js';
import { describeError } from '../errors/describe-error.js';
import { originsOf, recogniseError } from '../errors/recognise-error.js';
import type { Language } from '../context/request-context.js';
import { quote } from './leaf-writer.js';
import type { RefusedRequest } from './refused-request.js';

/** What every answer tells about itself. */
export interface AnswerFrame {
  readonly requestId: string;
  readonly language: Language;
  readonly cost: number;
  readonly maxCost: number;
}

interface ErrorExtensions {
  readonly code: string;
  readonly requestId: string;
  readonly field?: string;
  readonly row?: number;
  readonly score?: string | number;
  readonly maximum?: string | number;
  /** When to come back, in seconds. */
  readonly retryAfterSeconds?: string | number;
}

interface ErrorBody {
  readonly message: string;
  readonly locations?: GraphQLFormattedError['locations'];
  readonly path?: GraphQLFormattedError['path'];
  readonly extensions: ErrorExtensions;
}

const extensionsText = ({ cost, maxCost, requestId }: AnswerFrame): string =>
  `"extensions":{"cost":{"score":${cost},"maximum":${maxCost}},"requestId":${quote(requestId)}}}`;

/** The answer of a hot plan, whose `data` is JSON text already. */
export const answerOfText = (data: string, frame: AnswerFrame): string =>
  `{"data":${data},${extensionsText(frame)}`;

function errorBody(
  error: AppError,
  frame: AnswerFrame,
  place: Pick<GraphQLFormattedError, 'locations' | 'path'>,
): ErrorBody {
  const { score, maximum, retryAfterSeconds } = error.params;
  return {
    message: describeError(error, frame.language),
    ...(place.locations === undefined ? {} : { locations: place.locations }),
    ...(place.path === undefined ? {} : { path: place.path }),
    extensions: {
      code: error.code,
      requestId: frame.requestId,
      ...(error.field === undefined ? {} : { field: error.field }),
      ...(error.row === undefined ? {} : { row: error.row }),
      ...(score === undefined ? {} : { score }),
      ...(maximum === undefined ? {} : { maximum }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
  };
}

/** The answer to a request refused as a whole: no `data`. */
export function answerOfRefusal(refusal: RefusedRequest, frame: AnswerFrame): string {
  const errors = refusal.failures.map(({ error, locations }) =>
    errorBody(error, frame, locations === undefined ? {} : { locations }),
  );
  return `{"errors":${JSON.stringify(errors)},${extensionsText(frame)}`;
}

/** Errors that graphql-js itself finds while running: a wrong argument is the caller's, the rest is ours. */
function recogniseFieldError(error: GraphQLError): AppError {
  const isEngines = originsOf(error).every((one) => one instanceof GraphQLError);
  if (isEngines && error.message.startsWith('Argument "')) {
    const field = /^Argument "([^"]+)"/.exec(error.message)?.[1];
    return new AppError('BAD_INPUT', { reason: error.message }, { field });
  }
  return recogniseError(error);
}

/** An executed operation's answer and the refusals in it, in order. */
export function answerOfResult(
  result: ExecutionResult,
  frame: AnswerFrame,
): { readonly text: string; readonly errors: readonly AppError[] } {
  const found = (result.errors ?? []).map((error) => ({ error: recogniseFieldError(error), place: error }));
  const bodies = found.map(({ error, place }) =>
    errorBody(error, frame, {
      ...(place.locations === undefined ? {} : { locations: place.locations }),
      ...(place.path === undefined ? {} : { path: place.path }),
    }),
  );
  const errorsText = bodies.length === 0 ? '' : `"errors":${JSON.stringify(bodies)},`;
  const dataText = result.data === undefined ? '' : `"data":${JSON.stringify(result.data)},`;
  return {
    text: `{${errorsText}${dataText}${extensionsText(frame)}`,
    errors: found.map(({ error }) => error),
  };
}
