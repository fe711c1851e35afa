import type { Problem } from '../../domain/shared/result.js';
import type { ErrorCode } from './catalogue.js';

export type ErrorParams = Readonly<Record<string, string | number>>;

/** Where in the input an error is: the path of the field, and the row (from 0) in a list of inputs. */
export interface ErrorPlace {
  readonly field?: string | undefined;
  readonly row?: number | undefined;
}

/** A refusal that the caller is meant to see, under a stable code. Anything else thrown is answered as INTERNAL. */
export class AppError extends Error {
  /** A code of the service's catalogue or of the domain's. */
  readonly code: string;
  readonly params: ErrorParams;
  readonly field: string | undefined;
  readonly row: number | undefined;

  constructor(code: ErrorCode, params?: ErrorParams, at?: ErrorPlace);
  constructor(problem: Problem, at?: ErrorPlace);
  constructor(what: ErrorCode | Problem, second: ErrorParams | ErrorPlace = {}, third: ErrorPlace = {}) {
    const isProblem = typeof what !== 'string';
    const code = isProblem ? what.code : what;
    const place: ErrorPlace = isProblem ? second : third;
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.params = isProblem ? (what.params ?? {}) : (second as ErrorParams);
    this.field = place.field ?? (isProblem ? what.field : undefined);
    this.row = place.row;
  }
}
