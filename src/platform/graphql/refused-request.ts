import type { GraphQLFormattedError } from 'graphql';
import type { AppError } from '../errors/app-error.js';
import { entryOf } from '../errors/describe-error.js';

/** One reason why a request was refused as a whole, and where in the query it is. */
export interface Failure {
  readonly error: AppError;
  readonly locations?: GraphQLFormattedError['locations'];
}

/** A request refused before any field was answered; its answer has no `data`. */
export class RefusedRequest extends Error {
  constructor(
    readonly failures: readonly Failure[],
    readonly http: number,
  ) {
    super(failures.map((failure) => failure.error.code).join(', '));
    this.name = 'RefusedRequest';
  }

  static of(error: AppError): RefusedRequest {
    return new RefusedRequest([{ error }], entryOf(error).http);
  }
}
